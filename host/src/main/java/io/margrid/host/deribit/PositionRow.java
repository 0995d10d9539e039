package io.margrid.host.deribit;

import com.google.gson.stream.JsonReader;
import io.margrid.model.instrument.FutureContract;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.instrument.Settlement;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/// One row of `private/get_positions`: a size in base coins, told by several fields that must agree.
///
/// `size` is base coins for options and linear contracts and USD for inverse futures; `size_currency` is base
/// coins.
final class PositionRow {
    private static final Set<String> FIELDS = Set.of(
            "instrument_name", "size", "size_currency", "direction", "mark_price", "index_price", "average_price");

    /// Relative difference of two figures that are the same number printed twice.
    private static final double ROUNDING = 1e-9;

    /// Relative difference of the USD size over a price and the size in coins: the price may be of another moment.
    private static final double PRICE_MOVE = 0.2;

    private final String path;
    private final Map<String, Scalar> fields = new HashMap<>();
    private final CappedViolations problems = new CappedViolations();
    private final Optional<BigDecimal> printed;
    private final Optional<BigDecimal> coins;

    /// Reads the object that the reader is at.
    ///
    /// @param path where it stands
    PositionRow(String path, JsonReader reader) throws IOException {
        this.path = path;
        reader.beginObject();
        while (reader.hasNext()) {
            String field = reader.nextName();
            if (!FIELDS.contains(field)) {
                reader.skipValue();
                continue;
            }
            Scalar value = Scalar.read(reader);
            if (fields.put(field, value) != null) {
                problem(field, "stands twice in one object");
            }
        }
        reader.endObject();
        fields.values().removeIf(value -> value.is(Scalar.Kind.NULL));
        printed = number("size");
        coins = number("size_currency");
    }

    /// Where the row stands.
    String path() {
        return path;
    }

    CappedViolations problems() {
        return problems;
    }

    /// Whether the size stands in `size_currency`.
    boolean inCurrency() {
        return fields.containsKey("size_currency");
    }

    /// Whether the row says, and nothing but, that there is no position.
    boolean isZero() {
        return problems.isEmpty()
                && printed.filter(size -> size.signum() == 0).isPresent()
                && coins.filter(size -> size.signum() != 0).isEmpty()
                && direction().filter(word -> !word.equals("zero")).isEmpty();
    }

    /// The instrument's name; an unusable one is a problem of the row.
    DraftBuilder.Name name(DraftBuilder.Accounts accounts) {
        Scalar name = fields.get("instrument_name");
        if (name == null) {
            problem("instrument_name", "is missing");
        } else if (!name.is(Scalar.Kind.TEXT) || name.text().isBlank()) {
            problem("instrument_name", "must be the name of an instrument: " + name.shown());
        } else {
            return accounts.name(name.text());
        }
        return new DraftBuilder.Name("", Optional.empty(), "");
    }

    /// The size in base coins; what is wrong with it is a problem of the row.
    Optional<BigDecimal> size(Optional<Instrument> instrument) {
        boolean inUsd = instrument
                .filter(i -> i instanceof FutureContract && i.settlement() == Settlement.INVERSE)
                .isPresent();
        Optional<BigDecimal> size = inCurrency() ? coins : printed;
        if (!fields.containsKey("size") && !inCurrency()) {
            problem("size", "is missing");
        } else if (inUsd && !inCurrency()) {
            problem(
                    "size_currency",
                    "is missing; the size of the inverse future %s is in USD, so its base coins are not known"
                            .formatted(instrument.map(Instrument::name).orElse("")));
            size = Optional.empty();
        } else if (instrument.isPresent() && printed.isPresent() && coins.isPresent()) {
            compare(printed.get(), coins.get(), inUsd);
        }
        checkDirection(size);
        return size;
    }

    private void compare(BigDecimal printed, BigDecimal coins, boolean inUsd) {
        if (printed.signum() != coins.signum()) {
            problem(
                    "size_currency",
                    "has %s size: %s and %s"
                            .formatted(
                                    printed.signum() * coins.signum() < 0
                                            ? "the sign opposite to"
                                            : "another sign than",
                                    coins,
                                    printed));
            return;
        }
        double size = printed.doubleValue();
        double inCoins = coins.doubleValue();
        if (!inUsd) {
            if (!near(size, inCoins, ROUNDING)) {
                problem("size_currency", "is %s, but size is %s, and both are base coins".formatted(coins, printed));
            }
            return;
        }
        Optional<String> field = Stream.of("mark_price", "index_price")
                .filter(name -> price(name) > 0.0)
                .findFirst();
        if (field.isPresent() && !near(size / price(field.get()), inCoins, PRICE_MOVE)) {
            problem(
                    "size_currency",
                    "is %s, but size %s USD at the %s %s makes %s"
                            .formatted(coins, printed, field.get(), price(field.get()), size / price(field.get())));
        }
    }

    /// The average price that the position was entered at, as the answer prints it; 0 stands for none. What is
    /// wrong with it is a problem of the row.
    OptionalDouble entryPrice() {
        Scalar value = fields.get("average_price");
        if (value == null) {
            return OptionalDouble.empty();
        }
        double price = price("average_price");
        if (!(price >= 0.0 && price < Double.POSITIVE_INFINITY)) {
            problem("average_price", "must be a number, zero or more: " + value.shown());
        }
        return price > 0.0 && price < Double.POSITIVE_INFINITY ? OptionalDouble.of(price) : OptionalDouble.empty();
    }

    private static boolean near(double a, double b, double tolerance) {
        return Math.abs(a - b) <= tolerance * Math.abs(b);
    }

    private double price(String field) {
        Scalar value = fields.get(field);
        return value != null && value.is(Scalar.Kind.NUMBER) ? Double.parseDouble(value.text()) : Double.NaN;
    }

    private Optional<String> direction() {
        return Optional.ofNullable(fields.get("direction")).map(Scalar::text);
    }

    private void checkDirection(Optional<BigDecimal> size) {
        Scalar direction = fields.get("direction");
        if (direction == null) {
            return;
        }
        int sign;
        switch (direction.text()) {
            case "buy" -> sign = 1;
            case "sell" -> sign = -1;
            case "zero" -> sign = 0;
            default -> {
                problem("direction", "must be buy, sell or zero: " + direction.shown());
                return;
            }
        }
        if (size.isPresent() && size.get().signum() != sign) {
            problem("direction", "is %s, but the size is %s".formatted(direction.text(), size.get()));
        }
    }

    private Optional<BigDecimal> number(String field) {
        Scalar value = fields.get(field);
        if (value == null) {
            return Optional.empty();
        }
        Optional<BigDecimal> number = value.is(Scalar.Kind.NUMBER) ? Sizes.parse(value.text()) : Optional.empty();
        if (number.isEmpty()) {
            problem(field, Sizes.problem(value.shown()));
        }
        return number;
    }

    private void problem(String field, String message) {
        problems.add(path + "." + field, message);
    }
}
