package io.margrid.host.deribit;

import io.margrid.model.Limits;
import io.margrid.model.input.InvalidInputException;
import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.instrument.OptionContract;
import io.margrid.model.market.ForwardSource;
import io.margrid.model.market.ForwardsByExpiry;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.market.OptionQuote;
import io.margrid.model.market.PairMarket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Makes a market snapshot of saved answers of the exchange.
///
/// It reads `public/get_book_summary_by_currency`, `public/ticker`, `public/get_index_price`,
/// `private/get_positions` (marks and index) and `public/get_instruments` (checked against the names), with or
/// without the JSON-RPC envelope, and leaves fields that it does not know alone.
///
/// - Instant of a pair: [MarketOptions#at()]; else the newest `creation_timestamp` or `timestamp` of the pair's
///   rows, or `_meta.valuation_minute_ms` of a file that has it.
/// - Index: the last `get_index_price` answer; else the newest `index_price` of rows, the middle one of equally
///   new ones ([PriceSamples]); else `underlying_price` of options on the index itself; else, outside the
///   settlement window, `estimated_delivery_price`. The last two are noted.
/// - Volatility of an option: `mark_iv`, in percent.
/// - Forward of an option: `underlying_price`, or what the marks of its expiry imply ([ForwardsByExpiry]).
/// - Mark of a future: `mark_price`.
///
/// Of several rows of one instrument the newest counts; equally new ones must agree. The order of files and rows
/// changes nothing.
public final class SavedMarketReader {
    /// How far a market's instant may lie ahead of the clock.
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    /// Rows of one pair further apart than this are worth a note.
    private static final Duration SPAN_WITHOUT_NOTE = Duration.ofSeconds(60);

    /// Relative difference of index prices of one pair that is worth a note.
    private static final double INDEX_SPREAD_WITHOUT_NOTE = 0.005;

    /// Relative difference of index prices of one pair at which the files contradict each other.
    private static final double INDEX_SPREAD_MAX = 0.05;

    /// How far `--at` may lie from the rows without a note.
    private static final Duration AT_WITHOUT_NOTE = Duration.ofDays(1);

    private final MarketOptions options;
    private final CappedViolations violations = new CappedViolations();
    private final List<String> notes = new ArrayList<>();
    private final Quotes quotes = new Quotes();
    private final Map<CurrencyPair, PairSamples> pairs = new TreeMap<>();

    private SavedMarketReader(MarketOptions options) {
        this.options = options;
    }

    /// Reads files into one market.
    ///
    /// @param sources the files
    /// @param options where forwards and instants come from
    /// @return the market
    /// @throws InvalidInputException with everything wrong in any file, the first thousand faults one by one
    public static LoadedMarket read(List<SourceFile> sources, MarketOptions options) {
        return read(sources, options, SourceFile.MAX_BYTES);
    }

    static LoadedMarket read(List<SourceFile> sources, MarketOptions options, long maxBytes) {
        if (sources.isEmpty()) {
            throw new InvalidInputException("", "no market files given");
        }
        SavedMarketReader reader = new SavedMarketReader(options);
        Map<String, MarketFileReader.Parsed> names = new HashMap<>();
        for (int i = 0; i < sources.size(); i++) {
            MarketFileReader file = new MarketFileReader(sources.get(i), i, names, reader.violations);
            file.read(maxBytes);
            reader.add(file);
        }
        reader.violations.throwIfAny();
        MarketSnapshot snapshot = reader.assemble(id(sources));
        reader.violations.throwIfAny();
        if (snapshot.pairs().isEmpty() && snapshot.instruments().isEmpty()) {
            throw new InvalidInputException("", "no market data in %s".formatted(id(sources)));
        }
        return new LoadedMarket(snapshot, reader.notes);
    }

    private static String id(List<SourceFile> sources) {
        return Shown.names(sources.stream().map(SourceFile::name).toList());
    }

    private void add(MarketFileReader file) {
        long time = file.valuationTime();
        quotes.addAll(file.quotes(), time);
        file.pairs()
                .forEach((pair, samples) ->
                        pairs.computeIfAbsent(pair, _ -> new PairSamples()).addAll(samples, time));
        notes.addAll(file.notes());
    }

    private MarketSnapshot assemble(String id) {
        MarketSnapshot.Builder snapshot = MarketSnapshot.builder(id, options.forwards());
        pairs.forEach((pair, samples) -> addPair(pair, samples, snapshot));
        quotes.check(violations);
        if (!quotes.repeated().isEmpty()) {
            notes.add("%s quoted more than once with different values, the newest row counts: %s"
                    .formatted(Shown.count(quotes.repeated().size(), "instrument"), Shown.names(quotes.repeated())));
        }
        ForwardsByExpiry parity = parityForwards();
        LeftOut leftOut = new LeftOut();
        for (Quote quote : quotes.best()) {
            if (quote.instrument() instanceof OptionContract option) {
                addOption(option, quote, parity, snapshot, leftOut);
            } else if (quote.usable()) {
                snapshot.future(quote.instrument(), quote.mark());
            } else {
                leftOut.add(quote.instrument(), "future", "without mark price");
            }
        }
        notes.addAll(leftOut.notes());
        return snapshot.build();
    }

    private void addPair(CurrencyPair pair, PairSamples samples, MarketSnapshot.Builder snapshot) {
        Optional<Instant> found = asOf(pair, samples);
        if (found.isEmpty()) {
            return;
        }
        Instant asOf = found.get();
        OptionalDouble index = index(pair, samples, asOf);
        if (index.isEmpty()) {
            notes.add("%s has no index price, so nothing on it can be margined: add a get_index_price answer"
                    .formatted(pair));
            return;
        }
        snapshot.pair(pair, new PairMarket(asOf, index.getAsDouble(), delivery(pair, samples, asOf)));
    }

    private Optional<Instant> asOf(CurrencyPair pair, PairSamples samples) {
        Instant newest = Instant.ofEpochMilli(Math.max(0, samples.newestAt));
        if (samples.newestAt != MarketRow.NO_TIME) {
            Duration span = Duration.ofMillis(samples.newestAt - samples.oldestAt);
            if (span.compareTo(SPAN_WITHOUT_NOTE) > 0) {
                notes.add("%s: rows span %d s, from %s to %s"
                        .formatted(pair, span.toSeconds(), Instant.ofEpochMilli(samples.oldestAt), newest));
            }
        }
        if (options.at().isPresent()) {
            Instant at = options.at().get();
            if (at.isBefore(Limits.AS_OF_MIN)) {
                throw new InvalidInputException("at", "must not be before %s: %s".formatted(Limits.AS_OF_MIN, at));
            }
            if (samples.newestAt != MarketRow.NO_TIME
                    && Duration.between(newest, at).abs().compareTo(AT_WITHOUT_NOTE) > 0) {
                notes.add("%s: --at %s is %s %s the newest row, %s"
                        .formatted(
                                pair,
                                at,
                                Shown.count(Duration.between(newest, at).abs().toDays(), "day"),
                                at.isAfter(newest) ? "after" : "before",
                                newest));
            }
            return options.at();
        }
        if (samples.newestAt == MarketRow.NO_TIME) {
            return asOfOthers(pair, samples);
        }
        Instant now = options.clock().instant();
        if (newest.isAfter(now.plus(CLOCK_TOLERANCE))) {
            violations.add(
                    samples.newestIn,
                    "the market of %s is dated in the future: %s, and it is %s; give --at to override"
                            .formatted(pair, newest, now));
        }
        return Optional.of(newest);
    }

    /// The instant of a pair whose rows carry none.
    private Optional<Instant> asOfOthers(CurrencyPair pair, PairSamples samples) {
        OptionalLong others = pairs.values().stream()
                .mapToLong(other -> other.newestAt)
                .filter(at -> at != MarketRow.NO_TIME)
                .max();
        if (samples.expires || others.isEmpty()) {
            violations.add(
                    Shown.names(samples.files),
                    "no row of %s tells when the market was seen (creation_timestamp or timestamp): give --at with the"
                                    .formatted(pair)
                            + " instant");
            return Optional.empty();
        }
        Instant newest = Instant.ofEpochMilli(others.getAsLong());
        notes.add("%s: no row tells when it was seen; taken as of the newest other pair, %s".formatted(pair, newest));
        return Optional.of(newest);
    }

    private OptionalDouble index(CurrencyPair pair, PairSamples samples, Instant asOf) {
        OptionalDouble answer = samples.indexAnswers.value();
        OptionalDouble index = answer.isPresent() ? answer : samples.rowIndexes.value();
        if (index.isPresent()) {
            PriceSamples all = new PriceSamples();
            all.addAll(samples.indexAnswers, MarketRow.NO_TIME);
            all.addAll(samples.rowIndexes, MarketRow.NO_TIME);
            checkSpread(pair, "index prices", all, index.getAsDouble(), INDEX_SPREAD_WITHOUT_NOTE);
            return index;
        }
        OptionalDouble underlying = samples.underlyingIndexes.value();
        if (underlying.isPresent()) {
            notes.add("%s: index %s is the underlying_price of options on the index"
                    .formatted(pair, underlying.getAsDouble()));
            checkSpread(
                    pair,
                    "index prices",
                    samples.underlyingIndexes,
                    underlying.getAsDouble(),
                    INDEX_SPREAD_WITHOUT_NOTE);
            return underlying;
        }
        OptionalDouble delivery = samples.deliveries.all().value();
        if (delivery.isPresent() && !DeliverySamples.inWindow(asOf)) {
            notes.add(
                    "%s: index %s is the estimated_delivery_price, which equals the index outside the settlement window"
                            .formatted(pair, delivery.getAsDouble()));
            return delivery;
        }
        return OptionalDouble.empty();
    }

    /// The average so far of the settlement that is under way, from the rows of the expiring series if any has it.
    private OptionalDouble delivery(CurrencyPair pair, PairSamples samples, Instant asOf) {
        Optional<PriceSamples> settling = samples.deliveries.settling(asOf);
        PriceSamples taken = settling.orElseGet(samples.deliveries::all);
        OptionalDouble value = taken.value();
        if (value.isPresent() && DeliverySamples.inWindow(asOf)) {
            if (settling.isEmpty()) {
                notes.add("%s: estimated_delivery_price %s is of contracts that do not expire today; no other is there"
                        .formatted(pair, value.getAsDouble()));
            }
            checkSpread(pair, "estimated delivery prices", taken, value.getAsDouble(), 0.0);
        }
        return value;
    }

    /// Notes prices that differ, and refuses those that contradict each other.
    private void checkSpread(CurrencyPair pair, String what, PriceSamples samples, double used, double withoutNote) {
        PriceSamples.Seen lowest = samples.lowest().orElseThrow();
        PriceSamples.Seen highest = samples.highest().orElseThrow();
        double spread = (highest.price() - lowest.price()) / lowest.price();
        String percent = String.format(Locale.ROOT, "%.2f", 100.0 * spread);
        if (spread > INDEX_SPREAD_MAX) {
            violations.add(
                    pair.key(),
                    "%s differ by %s %%, at most %.0f %% is accepted: %s (%s) and %s (%s)"
                            .formatted(
                                    what,
                                    percent,
                                    100.0 * INDEX_SPREAD_MAX,
                                    lowest.price(),
                                    lowest.place(),
                                    highest.price(),
                                    highest.place()));
        } else if (spread > withoutNote) {
            notes.add("%s: %s differ by %s %%, from %s to %s; used: %s"
                    .formatted(pair, what, percent, lowest.price(), highest.price(), used));
        }
    }

    /// The marks of all options, for forwards by parity.
    private ForwardsByExpiry parityForwards() {
        ForwardsByExpiry forwards = new ForwardsByExpiry();
        for (Quote quote : quotes.best()) {
            if (quote.instrument() instanceof OptionContract option && !Double.isNaN(quote.mark())) {
                forwards.add(option, quote.mark());
            }
        }
        return forwards;
    }

    private void addOption(
            OptionContract option,
            Quote quote,
            ForwardsByExpiry parity,
            MarketSnapshot.Builder snapshot,
            LeftOut leftOut) {
        if (!quote.usable()) {
            leftOut.add(option, "option", "without mark volatility");
            return;
        }
        double forward = quote.forward();
        if (options.forwards() == ForwardSource.PARITY) {
            forward = parity.forward(option).orElse(Double.NaN);
            if (!(forward <= Limits.PRICE_MAX)) {
                leftOut.add(option, "option", "without parity forward for expiry " + option.expiresAt());
                return;
            }
        } else if (Double.isNaN(forward)) {
            leftOut.add(option, "option", "without underlying_price");
            return;
        }
        snapshot.option(
                option,
                new OptionQuote(
                        quote.volatility(),
                        forward,
                        Double.isNaN(quote.mark()) ? OptionalDouble.empty() : OptionalDouble.of(quote.mark())));
    }

    /// Quotes that cannot be used, by reason.
    private static final class LeftOut {
        private record Key(CurrencyPair pair, String noun, String reason) {}

        private final Map<Key, List<String>> names = new HashMap<>();

        void add(Instrument instrument, String noun, String reason) {
            names.computeIfAbsent(new Key(instrument.pair(), noun, reason), _ -> new ArrayList<>())
                    .add(instrument.name());
        }

        List<String> notes() {
            return names.entrySet().stream()
                    .map(entry -> "%s: %s %s left out: %s"
                            .formatted(
                                    entry.getKey().pair(),
                                    Shown.count(
                                            entry.getValue().size(),
                                            entry.getKey().noun()),
                                    entry.getKey().reason(),
                                    Shown.names(entry.getValue())))
                    .sorted()
                    .collect(Collectors.toList());
        }
    }
}
