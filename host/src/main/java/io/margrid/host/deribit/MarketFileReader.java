package io.margrid.host.deribit;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.margrid.model.deribit.DeribitInstruments;
import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.instrument.FutureContract;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.instrument.OptionContract;
import io.margrid.model.instrument.SpotPair;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads one file of market data row by row, keeping one row for each instrument.
///
/// Rows are known by their fields: a quote has `mark_iv`, `mark_price`, `underlying_price` or `index_price`, a
/// definition
/// has `strike`, `contract_size`, `expiration_timestamp` or `option_type`, an index answer has `index_price` and
/// no instrument.
final class MarketFileReader {
    /// Names of combinations: a strategy's code and a date where instruments have a date. They are never
    /// positions.
    private static final Pattern COMBINATION =
            Pattern.compile("[A-Z0-9]+(?:_[A-Z0-9]+)?-[A-Z][A-Z0-9]+-[0-9]{1,2}[A-Z]{3}[0-9]{2}.*");

    /// A pair at the end of a file's name, such as `get_index_price_btc_usd.json`.
    private static final Pattern PAIR_IN_NAME =
            Pattern.compile("(?:.*[^a-z0-9])?([a-z0-9]{2,16}_(?:usd|usdc|usdt|eur|btc))(?:\\.[a-z0-9]+)*");

    /// Fields of an answer's envelope that matter.
    private static final Set<String> PARTS = Set.of("result", "error", "params", "_meta");

    private static final String NO_MARKET_DATA =
            "holds no quotes, instruments or index price in the form of the exchange's answers";

    private final SourceFile source;
    private final int order;
    private final Map<String, Parsed> names;
    private final CappedViolations violations;

    private final Quotes quotes = new Quotes();
    private final Map<CurrencyPair, PairSamples> pairs = new TreeMap<>();
    private final SortedMap<String, String> otherSizes = new TreeMap<>();
    private final List<String> notes = new ArrayList<>();
    private final CappedViolations unrecognised = new CappedViolations();
    private long valuationTime = MarketRow.NO_TIME;
    private long recognised;
    private long emptyLists;
    private long notMargined;
    private @Nullable String requestedIndex;
    private @Nullable MarketRow indexAnswer;
    private String indexAnswerPath = "";

    /// A name, once read.
    ///
    /// @param instrument what it means, if it means anything
    /// @param problem    why it does not; empty for a combination
    record Parsed(Optional<Instrument> instrument, String problem) {
        static Parsed of(String name) {
            try {
                return new Parsed(Optional.of(DeribitInstruments.parse(name)), "");
            } catch (IllegalArgumentException e) {
                return new Parsed(
                        Optional.empty(), COMBINATION.matcher(name).matches() ? "" : String.valueOf(e.getMessage()));
            }
        }
    }

    /// A reader for one file.
    ///
    /// @param order      number of the file among all
    /// @param names      instruments by name, shared by all files
    /// @param violations takes everything that is wrong
    MarketFileReader(SourceFile source, int order, Map<String, Parsed> names, CappedViolations violations) {
        this.source = source;
        this.order = order;
        this.names = names;
        this.violations = violations;
    }

    Quotes quotes() {
        return quotes;
    }

    Map<CurrencyPair, PairSamples> pairs() {
        return pairs;
    }

    /// Instant of the rows that carry none, as the file's own remarks tell it.
    long valuationTime() {
        return valuationTime;
    }

    List<String> notes() {
        return notes;
    }

    /// Reads the file.
    void read(long maxBytes) {
        String failure = JsonSource.read(source, maxBytes, this::document);
        if (!failure.isEmpty()) {
            violations.add(source.name(), failure);
            return;
        }
        finish();
    }

    private void document(JsonReader reader) throws IOException {
        if (reader.peek() == JsonToken.BEGIN_ARRAY) {
            rows(reader);
        } else {
            envelope(reader);
        }
    }

    private void envelope(JsonReader reader) throws IOException {
        MarketRow bare = new MarketRow(source.name(), "$");
        Set<String> parts = new HashSet<>();
        String error = "";
        reader.beginObject();
        while (reader.hasNext()) {
            String field = reader.nextName();
            if (PARTS.contains(field) && !parts.add(field)) {
                violations.add(place(Shown.path(reader)), "stands twice in one object");
            }
            switch (field) {
                case "result" -> result(reader);
                case "error" -> error = ErrorAnswer.read(reader);
                case "params" -> params(reader);
                case "_meta" -> meta(reader);
                default -> {
                    if (!bare.readField(reader, field)) {
                        reader.skipValue();
                    }
                }
            }
        }
        reader.endObject();
        if (!error.isEmpty()) {
            recognised++;
            violations.add(source.name(), error);
        } else if (!parts.contains("result")) {
            accept(bare, "$");
        }
    }

    private void result(JsonReader reader) throws IOException {
        switch (reader.peek()) {
            case BEGIN_ARRAY -> rows(reader);
            case BEGIN_OBJECT -> row(reader, Shown.path(reader));
            default -> reader.skipValue();
        }
    }

    private void params(JsonReader reader) throws IOException {
        if (reader.peek() != JsonToken.BEGIN_OBJECT) {
            reader.skipValue();
            return;
        }
        reader.beginObject();
        while (reader.hasNext()) {
            if (reader.nextName().equals("index_name")) {
                requestedIndex = Scalar.read(reader).text();
            } else {
                reader.skipValue();
            }
        }
        reader.endObject();
    }

    /// Remarks of a collector, of which only the minute that the marks were computed for matters.
    private void meta(JsonReader reader) throws IOException {
        if (reader.peek() != JsonToken.BEGIN_OBJECT) {
            reader.skipValue();
            return;
        }
        MarketRow remarks = new MarketRow(source.name(), "$._meta");
        reader.beginObject();
        while (reader.hasNext()) {
            if (reader.nextName().equals("valuation_minute_ms")) {
                valuationTime = remarks.readMillis(reader);
            } else {
                reader.skipValue();
            }
        }
        reader.endObject();
        violations.addAll(remarks.problems());
    }

    private void rows(JsonReader reader) throws IOException {
        String path = Shown.path(reader);
        reader.beginArray();
        long index = 0;
        for (; reader.hasNext(); index++) {
            if (reader.peek() == JsonToken.BEGIN_OBJECT) {
                row(reader, path + "[" + index + "]");
            } else {
                reader.skipValue();
                unrecognised.add(place(path + "[" + index + "]"), "must be an object");
            }
        }
        reader.endArray();
        if (index == 0) {
            emptyLists++;
        }
    }

    private void row(JsonReader reader, String path) throws IOException {
        MarketRow row = new MarketRow(source.name(), path);
        reader.beginObject();
        row.readFields(reader);
        accept(row, path);
    }

    private void accept(MarketRow row, String path) {
        if (row.name == null && !row.quoted && !Double.isNaN(row.index())) {
            recognised++;
            violations.addAll(row.problems());
            indexAnswer = row;
            indexAnswerPath = path;
        } else if (row.traded) {
            unrecognised.add(place(path), "is a trade, not a quote");
        } else if (row.quoted || (row.name != null && (row.defined || !Double.isNaN(row.index())))) {
            recognised++;
            violations.addAll(row.problems());
            contract(row, path);
        } else if (row.name == null) {
            unrecognised.add(place(path + ".instrument_name"), "is missing");
        } else {
            unrecognised.add(
                    place(path),
                    "is neither a quote nor an instrument: no mark_iv, mark_price, underlying_price,"
                            + " index_price, contract_size or expiration_timestamp");
        }
    }

    private void contract(MarketRow row, String path) {
        if (row.name == null || row.name.isBlank()) {
            violations.add(place(path + ".instrument_name"), "is missing");
            return;
        }
        Parsed parsed = names.computeIfAbsent(row.name, Parsed::of);
        if (parsed.instrument().isEmpty()) {
            if (parsed.problem().isEmpty()) {
                notMargined++;
            } else {
                violations.add(place(path + ".instrument_name"), parsed.problem());
            }
            return;
        }
        Instrument instrument = parsed.instrument().get();
        checkTerms(row, instrument, path);
        switch (instrument) {
            case SpotPair _ -> notMargined++;
            case OptionContract option -> quote(row, option, row.forward);
            case FutureContract future -> {
                if (row.mark == 0.0) {
                    violations.add(place(path + ".mark_price"), "of a future must be above 0: 0");
                }
                quote(row, future, Double.NaN);
            }
        }
    }

    private void quote(MarketRow row, Instrument instrument, double forward) {
        if (!row.quoted && Double.isNaN(row.index())) {
            return; // A definition; its creation_timestamp is the day it was listed.
        }
        PairSamples samples = pairs.computeIfAbsent(instrument.pair(), _ -> new PairSamples());
        samples.addRow(row, instrument);
        if (row.quoted) {
            samples.expires |= instrument.expiry().isPresent();
            double volatility = instrument instanceof OptionContract ? row.volatility : Double.NaN;
            quotes.add(new Quote(instrument, row.at, volatility, forward, row.mark, row.place()));
        }
    }

    private void checkTerms(MarketRow row, Instrument instrument, String path) {
        // Perpetuals carry an expiry in the year 3000.
        Optional<Instant> expiry = instrument.expiry();
        if (expiry.isPresent()
                && row.expiresAt != MarketRow.NO_TIME
                && row.expiresAt != expiry.get().toEpochMilli()) {
            violations.add(
                    place(path + ".expiration_timestamp"),
                    "is %s, but by its name %s expires at %s"
                            .formatted(Instant.ofEpochMilli(row.expiresAt), instrument.name(), expiry.get()));
        }
        checkContractSize(row, instrument);
        if (!(instrument instanceof OptionContract option)) {
            return;
        }
        if (!Double.isNaN(row.strike) && row.strike != option.strike()) {
            violations.add(
                    place(path + ".strike"),
                    "is %s, but by its name %s has the strike %s"
                            .formatted(row.strike, option.name(), option.strike()));
        }
        String type = option.type().name().toLowerCase(Locale.ROOT);
        if (row.optionType != null && !row.optionType.equals(type)) {
            violations.add(
                    place(path + ".option_type"),
                    "is %s, but by its name %s is a %s".formatted(Shown.text(row.optionType), option.name(), type));
        }
    }

    private void checkContractSize(MarketRow row, Instrument instrument) {
        OptionalDouble known = switch (instrument) {
            case OptionContract option -> OptionalDouble.of(option.contractSize());
            case FutureContract future -> future.contractSize();
            case SpotPair _ -> OptionalDouble.empty();
        };
        if (known.isPresent() && !Double.isNaN(row.contractSize) && row.contractSize != known.getAsDouble()) {
            otherSizes.put(instrument.name(), "%s instead of %s".formatted(row.contractSize, known.getAsDouble()));
        }
    }

    private void finish() {
        if (indexAnswer != null) {
            addIndexAnswer(indexAnswer);
        }
        if (recognised == 0 && emptyLists == 0) {
            if (source.named()) {
                violations.add(source.name(), NO_MARKET_DATA);
            } else {
                notes.add("%s left out: it %s".formatted(source.name(), NO_MARKET_DATA));
            }
            return;
        }
        violations.addAll(unrecognised);
        if (recognised == 0 && unrecognised.isEmpty()) {
            notes.add("%s: the answer is an empty list".formatted(source.name()));
        }
        if (notMargined > 0) {
            notes.add("%s: %s of spot pairs or combinations left out"
                    .formatted(source.name(), Shown.count(notMargined, "row")));
        }
        if (!otherSizes.isEmpty()) {
            notes.add("%s: contract_size differs from what is known of %s (%s); no figure depends on it"
                    .formatted(
                            source.name(),
                            Shown.names(otherSizes.keySet()),
                            otherSizes.values().iterator().next()));
        }
    }

    private void addIndexAnswer(MarketRow answer) {
        Optional<String> key = Optional.ofNullable(answer.indexName)
                .or(() -> Optional.ofNullable(requestedIndex))
                .or(this::pairInName);
        if (key.isEmpty()) {
            violations.add(
                    place(indexAnswerPath + ".index_price"),
                    "of which pair? The answer does not say, so call the file after it, for example btc_usd.json");
            return;
        }
        try {
            PairSamples samples = pairs.computeIfAbsent(CurrencyPair.parse(key.get()), _ -> new PairSamples());
            samples.indexAnswers.add(order, answer.index(), answer.place());
            samples.deliveries.add(Optional.empty(), answer.at, answer.estimatedDelivery, answer.place());
            samples.files.add(source.name());
        } catch (IllegalArgumentException e) {
            violations.add(place(indexAnswerPath + ".index_name"), Shown.message(e));
        }
    }

    private Optional<String> pairInName() {
        Matcher matcher = PAIR_IN_NAME.matcher(source.name().toLowerCase(Locale.ROOT));
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private String place(String path) {
        return source.name() + " " + path;
    }
}
