package io.margrid.host.deribit;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.margrid.model.Limits;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The fields of one JSON object that matter to a market. What kind of object it is, the fields tell.
///
/// A price or volatility that is absent or `null` is NaN. What is wrong with a field is kept with the row, because
/// only a row that turns out to be a quote is worth a complaint.
final class MarketRow {
    /// An instant that is not there.
    static final long NO_TIME = Long.MIN_VALUE;

    private static final double VOLATILITY_PERCENT_MAX = 100.0 * Limits.VOLATILITY_MAX;

    /// Bounds of a plausible instant in milliseconds: the years 2001 and 5138, since the exchange gives perpetuals
    /// the expiry 32503708800000 of the year 3000. Seconds and microseconds are outside.
    private static final double MILLIS_MIN = 1e12;

    private static final double MILLIS_MAX = 1e14;
    private static final String INDEX_PRICE = "index_price";

    private final String file;
    private final String path;
    private final CappedViolations problems = new CappedViolations();
    private final Set<String> seen = new HashSet<>();

    @Nullable
    String name;

    @Nullable
    String indexName;

    @Nullable
    String optionType;

    boolean quoted;
    boolean defined;
    boolean traded;
    boolean forwardIsIndex;
    double volatility = Double.NaN;
    double mark = Double.NaN;
    double forward = Double.NaN;
    private double ownIndex = Double.NaN;
    private double tickerIndex = Double.NaN;
    double estimatedDelivery = Double.NaN;
    double strike = Double.NaN;
    double contractSize = Double.NaN;
    long expiresAt = NO_TIME;
    long at = NO_TIME;

    /// A row without fields.
    ///
    /// @param file name of the file
    /// @param path where the row stands in it
    MarketRow(String file, String path) {
        this.file = file;
        this.path = path;
    }

    String file() {
        return file;
    }

    /// Where the row stands.
    String place() {
        return file + " " + path;
    }

    /// `index_price`, or that of a ticker that some collectors keep with each row.
    double index() {
        return Double.isNaN(ownIndex) ? tickerIndex : ownIndex;
    }

    CappedViolations problems() {
        return problems;
    }

    /// Reads the rest of an object that was begun.
    void readFields(JsonReader reader) throws IOException {
        while (reader.hasNext()) {
            if (!readField(reader, reader.nextName())) {
                reader.skipValue();
            }
        }
        reader.endObject();
    }

    /// Reads the value of a field if it is one that matters.
    ///
    /// @return false if it is not; the value is unread
    boolean readField(JsonReader reader, String field) throws IOException {
        if (!readKnown(reader, field)) {
            return false;
        }
        if (!seen.add(field)) {
            problem(reader, "stands twice in one object");
        }
        return true;
    }

    private boolean readKnown(JsonReader reader, String field) throws IOException {
        switch (field) {
            case "instrument_name" -> name = text(reader);
            case "index_name" -> indexName = text(reader);
            case "mark_iv" -> {
                quoted = true;
                volatility = volatility(reader);
            }
            case "mark_price" -> {
                quoted = true;
                mark = price(reader, true);
            }
            case "underlying_price" -> {
                quoted = true;
                forward = price(reader, false);
            }
            case "underlying_index" -> forwardIsIndex = INDEX_PRICE.equals(text(reader));
            case INDEX_PRICE -> {
                ownIndex = price(reader, false);
                checkIndex(reader);
            }
            case "estimated_delivery_price" -> estimatedDelivery = price(reader, false);
            case "creation_timestamp", "timestamp" -> at = Math.max(at, millis(reader));
            case "ticker" -> readTicker(reader);
            case "trade_id" -> {
                traded = true;
                reader.skipValue();
            }
            case "strike" -> {
                defined = true;
                strike = price(reader, false);
            }
            case "contract_size" -> {
                defined = true;
                contractSize = price(reader, false);
            }
            case "expiration_timestamp" -> {
                defined = true;
                expiresAt = millis(reader);
            }
            case "option_type" -> {
                defined = true;
                optionType = text(reader);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void readTicker(JsonReader reader) throws IOException {
        if (reader.peek() != JsonToken.BEGIN_OBJECT) {
            reader.skipValue();
            return;
        }
        reader.beginObject();
        while (reader.hasNext()) {
            if (reader.nextName().equals(INDEX_PRICE)) {
                double before = tickerIndex;
                tickerIndex = price(reader, false);
                if (!Double.isNaN(before)) {
                    problem(reader, "stands twice in one object");
                }
            } else {
                reader.skipValue();
            }
        }
        reader.endObject();
        checkIndex(reader);
    }

    private void checkIndex(JsonReader reader) {
        if (!Double.isNaN(ownIndex) && !Double.isNaN(tickerIndex) && ownIndex != tickerIndex) {
            problem(reader, "index_price is %s, and %s in the ticker of the same row".formatted(ownIndex, tickerIndex));
        }
    }

    private @Nullable String text(JsonReader reader) throws IOException {
        Scalar value = Scalar.read(reader);
        if (value.is(Scalar.Kind.TEXT)) {
            return value.text();
        }
        if (!value.is(Scalar.Kind.NULL)) {
            problem(reader, "must be text: " + value.shown());
        }
        return null;
    }

    /// Percent with decimals to a fraction by moving the point, so that `58.00` gives the same bits as `0.58`.
    private double volatility(JsonReader reader) throws IOException {
        Scalar value = Scalar.read(reader);
        if (value.is(Scalar.Kind.NULL)) {
            return Double.NaN;
        }
        double percent = finite(value);
        if (!(percent >= 0.0 && percent <= VOLATILITY_PERCENT_MAX)) {
            problem(
                    reader,
                    "must be a volatility in percent, from 0 to %.0f: %s"
                            .formatted(VOLATILITY_PERCENT_MAX, value.shown()));
            return Double.NaN;
        }
        // The guard keeps numbers such as 1e-999999999 from BigDecimal.
        return percent == 0.0
                ? 0.0
                : new BigDecimal(value.text()).movePointLeft(2).doubleValue();
    }

    private double price(JsonReader reader, boolean zeroAllowed) throws IOException {
        Scalar value = Scalar.read(reader);
        if (value.is(Scalar.Kind.NULL)) {
            return Double.NaN;
        }
        double price = finite(value);
        if (!((price > 0.0 || (zeroAllowed && price == 0.0)) && price <= Limits.PRICE_MAX)) {
            problem(
                    reader,
                    "must be a number %s and at most %.0e: %s"
                            .formatted(zeroAllowed ? "of at least 0" : "above 0", Limits.PRICE_MAX, value.shown()));
            return Double.NaN;
        }
        return price + 0.0;
    }

    private long millis(JsonReader reader) throws IOException {
        Scalar value = Scalar.read(reader);
        if (value.is(Scalar.Kind.NULL)) {
            return NO_TIME;
        }
        double millis = finite(value);
        if (!(millis >= MILLIS_MIN && millis <= MILLIS_MAX && millis == Math.rint(millis))) {
            problem(reader, "must be milliseconds since 1970, such as 1779460434086: " + value.shown());
            return NO_TIME;
        }
        return (long) millis;
    }

    /// Reads milliseconds of an object that is no row, such as the remarks of a collector.
    long readMillis(JsonReader reader) throws IOException {
        return millis(reader);
    }

    private static double finite(Scalar value) {
        return value.is(Scalar.Kind.NUMBER) ? Double.parseDouble(value.text()) : Double.NaN;
    }

    private void problem(JsonReader reader, String message) {
        problems.add(file + " " + Shown.path(reader), message);
    }
}
