package io.margrid.host.grpc;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import io.margrid.host.store.MarketQuotes;
import io.margrid.host.store.QuotedFuture;
import io.margrid.host.store.QuotedOption;
import io.margrid.model.Limits;
import io.margrid.model.deribit.DeribitInstruments;
import io.margrid.model.input.Violations;
import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.instrument.FutureContract;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.instrument.OptionContract;
import io.margrid.model.market.ForwardSource;
import io.margrid.model.market.PairMarket;
import io.margrid.v1.FutureQuote;
import io.margrid.v1.Market;
import io.margrid.v1.OptionQuote;
import io.margrid.v1.PairQuote;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// Reads the quotes of markets.
final class MarketReader {
    private static final double PERCENT = 100.0;

    private final Market market;
    private final String field;
    private final Instant latest;
    private final Violations violations;
    private final ForwardSource source;
    private final Set<String> names;
    private Map<String, Instrument> contracts = Map.of();
    private final Map<CurrencyPair, PairMarket> pairs = new HashMap<>();
    private final List<QuotedOption> options;
    private final List<QuotedFuture> futures;

    private MarketReader(Market market, String field, ForwardSource unspecified, Instant now, Violations violations) {
        this.market = market;
        this.field = field;
        this.options = new ArrayList<>(market.getOptionsCount());
        this.futures = new ArrayList<>(market.getFuturesCount());
        this.names = HashSet.newHashSet(market.getPairsCount() + market.getOptionsCount() + market.getFuturesCount());
        this.latest = now.plus(GrpcLimits.AS_OF_AHEAD);
        this.violations = violations;
        this.source = switch (market.getForwardSource()) {
            case FORWARD_SOURCE_UNSPECIFIED -> unspecified;
            case FORWARD_SOURCE_QUOTED -> ForwardSource.QUOTED;
            case FORWARD_SOURCE_PARITY -> ForwardSource.PARITY;
            case UNRECOGNIZED -> {
                violations.add(
                        field + ".forward_source",
                        "is not a known value: %d".formatted(market.getForwardSourceValue()));
                yield ForwardSource.QUOTED;
            }
        };
    }

    /// Reads a market, whose forwards are quoted unless it says otherwise.
    ///
    /// @param market     the message
    /// @param field      path of its field
    /// @param now        the server's clock
    /// @param violations takes everything wrong with it; if it takes any, the result must not be used
    /// @return its quotes
    /// @throws LimitExceededException if it has too many quotes
    static MarketQuotes read(Market market, String field, Instant now, Violations violations) {
        return read(market, field, ForwardSource.QUOTED, now, violations);
    }

    /// Reads a market.
    ///
    /// @param market      the message
    /// @param field       path of its field
    /// @param unspecified where the forwards of options come from if it does not say
    /// @param now         the server's clock
    /// @param violations  takes everything wrong with it; if it takes any, the result must not be used
    /// @return its quotes
    /// @throws LimitExceededException if it has too many quotes
    static MarketQuotes read(
            Market market, String field, ForwardSource unspecified, Instant now, Violations violations) {
        checkSize(
                (long) market.getPairsCount()
                        + market.getOptionsCount()
                        + market.getFuturesCount()
                        + market.getContractsCount(),
                field);
        MarketReader reader = new MarketReader(market, field, unspecified, now, violations);
        reader.readAll();
        return new MarketQuotes(reader.source, reader.pairs, reader.options, reader.futures);
    }

    /// Checks how many quotes a market has.
    ///
    /// @param quotes pairs, options and futures
    /// @param field  path of the market's field
    /// @throws LimitExceededException if there are too many
    static void checkSize(long quotes, String field) {
        if (quotes > GrpcLimits.QUOTES_PER_MARKET) {
            throw new LimitExceededException("TOO_MANY_QUOTES", field, "quotes", GrpcLimits.QUOTES_PER_MARKET, quotes);
        }
    }

    private void readAll() {
        Texts.nameProblem(market.getId()).ifPresent(problem -> violations.add(field + ".id", problem));
        for (int i = 0; i < market.getPairsCount(); i++) {
            pair(market.getPairs(i), new Place(field, "pairs", i));
        }
        if (market.getContractsCount() > 0) {
            contracts = ContractReader.read(market.getContractsList(), field + ".contracts", violations);
        }
        for (int i = 0; i < market.getOptionsCount(); i++) {
            option(market.getOptions(i), new Place(field, "options", i));
        }
        for (int i = 0; i < market.getFuturesCount(); i++) {
            future(market.getFutures(i), new Place(field, "futures", i));
        }
    }

    /// Where a quote stands. Written out for faults only: most quotes have none.
    ///
    /// @param market the market's field
    /// @param list   the list's field
    /// @param index  0-based place in the list
    private record Place(String market, String list, int index) {
        String field(String name) {
            return "%s.%s[%d].%s".formatted(market, list, index, name);
        }
    }

    private void pair(PairQuote quote, Place place) {
        int before = violations.size();
        Optional<CurrencyPair> pair = Optional.empty();
        try {
            pair = Optional.of(CurrencyPair.parse(Texts.shorten(quote.getPair(), GrpcLimits.CODE_LENGTH)));
            if (!names.add(pair.get().key())) {
                violations.add(place.field("pair"), "repeats an earlier pair: \"%s\"".formatted(pair.get()));
            }
        } catch (IllegalArgumentException e) {
            violations.add(place.field("pair"), String.valueOf(e.getMessage()));
        }
        required(place, "index_price", quote.hasIndexPrice(), quote.getIndexPrice());
        OptionalDouble delivery = OptionalDouble.empty();
        if (quote.hasEstimatedDeliveryPrice()) {
            price(place, "estimated_delivery_price", quote.getEstimatedDeliveryPrice());
            delivery = OptionalDouble.of(quote.getEstimatedDeliveryPrice());
        }
        Instant asOf = asOf(quote, place);
        if (violations.size() == before) {
            pairs.put(pair.orElseThrow(), new PairMarket(asOf, quote.getIndexPrice(), delivery));
        }
    }

    private Instant asOf(PairQuote quote, Place place) {
        Timestamp given = quote.getAsOf();
        if (!quote.hasAsOf()) {
            violations.add(place.field("as_of"), "is required");
        } else if (!Timestamps.isValid(given)) {
            violations.add(
                    place.field("as_of"),
                    "is not a valid timestamp: %d s and %d ns".formatted(given.getSeconds(), given.getNanos()));
        } else {
            Instant asOf = Instant.ofEpochSecond(given.getSeconds(), given.getNanos());
            if (asOf.isAfter(latest)) {
                violations.add(
                        place.field("as_of"), "is in the future, must not be after %s: %s".formatted(latest, asOf));
            } else if (asOf.isBefore(Limits.AS_OF_MIN)) {
                String hint = asOf.equals(Instant.EPOCH) ? "; was it left at its default?" : "";
                violations.add(
                        place.field("as_of"), "must not be before %s: %s%s".formatted(Limits.AS_OF_MIN, asOf, hint));
            }
            return asOf;
        }
        return Instant.EPOCH;
    }

    private void option(OptionQuote quote, Place place) {
        int before = violations.size();
        Optional<Instrument> instrument = instrument(quote.getInstrument(), place);
        if (instrument.isPresent() && !(instrument.get() instanceof OptionContract)) {
            violations.add(place.field("instrument"), "is not an option: \"%s\"".formatted(quote.getInstrument()));
        }
        if (!quote.hasMarkIvPercent()) {
            violations.add(
                    place.field("mark_iv_percent"), "is required; 0 means intrinsic value and has to be sent as such");
        } else {
            range(place, "mark_iv_percent", quote.getMarkIvPercent(), PERCENT * Limits.VOLATILITY_MAX);
        }
        if (quote.hasUnderlyingPrice()) {
            price(place, "underlying_price", quote.getUnderlyingPrice());
        } else if (source == ForwardSource.QUOTED) {
            violations.add(place.field("underlying_price"), "is required unless forward_source is parity");
        }
        if (quote.hasMarkPrice()) {
            range(place, "mark_price", quote.getMarkPrice(), Limits.PRICE_MAX);
        }
        if (violations.size() == before && instrument.orElseThrow() instanceof OptionContract contract) {
            options.add(new QuotedOption(
                    contract,
                    quote.getMarkIvPercent(),
                    optional(quote.hasUnderlyingPrice(), quote.getUnderlyingPrice()),
                    optional(quote.hasMarkPrice(), quote.getMarkPrice())));
        }
    }

    private static OptionalDouble optional(boolean given, double value) {
        return given ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    private void future(FutureQuote quote, Place place) {
        int before = violations.size();
        Optional<Instrument> instrument = instrument(quote.getInstrument(), place);
        if (instrument.isPresent() && !(instrument.get() instanceof FutureContract)) {
            violations.add(
                    place.field("instrument"), "is not a future or perpetual: \"%s\"".formatted(quote.getInstrument()));
        }
        required(place, "mark_price", quote.hasMarkPrice(), quote.getMarkPrice());
        if (violations.size() == before && instrument.orElseThrow() instanceof FutureContract contract) {
            futures.add(new QuotedFuture(contract, quote.getMarkPrice()));
        }
    }

    private Optional<Instrument> instrument(String name, Place place) {
        try {
            Instrument own = contracts.get(name);
            Instrument instrument =
                    own == null ? DeribitInstruments.parse(Texts.shorten(name, GrpcLimits.CODE_LENGTH)) : own;
            if (!names.add(name)) {
                violations.add(place.field("instrument"), "repeats an earlier quote: \"%s\"".formatted(name));
            }
            return Optional.of(instrument);
        } catch (IllegalArgumentException e) {
            violations.add(place.field("instrument"), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void required(Place place, String field, boolean given, double value) {
        if (given) {
            price(place, field, value);
        } else {
            violations.add(place.field(field), "is required");
        }
    }

    private void price(Place place, String field, double value) {
        if (!(value > 0.0 && value <= Limits.PRICE_MAX)) {
            violations.add(place.field(field), "must be above 0 and at most %s: %s".formatted(Limits.PRICE_MAX, value));
        }
    }

    private void range(Place place, String field, double value, double most) {
        if (!(value >= 0.0 && value <= most)) {
            violations.add(place.field(field), "must be in [0, %s]: %s".formatted(most, value));
        }
    }
}
