package io.margrid.host.store;

import io.margrid.model.Limits;
import io.margrid.model.decimal.ShortestDecimal;
import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.instrument.FutureContract;
import io.margrid.model.instrument.OptionContract;
import io.margrid.model.market.ForwardSource;
import io.margrid.model.market.ForwardsByExpiry;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.market.OptionQuote;
import io.margrid.model.market.PairMarket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/// The quotes of a market as they were given, checked: what a market is made of, and made of again when some
/// change.
///
/// Unlike a [MarketSnapshot] it has the quotes of options that have no forward, whose marks may give one to a
/// later market, and volatilities in percent, of which not every fraction is a multiple in double arithmetic.
///
/// @param source  where the forwards of options come from
/// @param pairs   index prices
/// @param options each contract once; with an underlying price if `source` is quoted
/// @param futures each contract once
public record MarketQuotes(
        ForwardSource source,
        Map<CurrencyPair, PairMarket> pairs,
        List<QuotedOption> options,
        List<QuotedFuture> futures) {
    /// Shares the lists, which must not change, and copies the map.
    public MarketQuotes {
        pairs = Collections.unmodifiableMap(new TreeMap<>(pairs));
        options = Collections.unmodifiableList(options);
        futures = Collections.unmodifiableList(futures);
    }

    /// The quotes that make a market. Where its forwards come from marks that it does not have (of options without
    /// volatility), they count as quoted: it would have other forwards otherwise.
    ///
    /// @param market a market, of files for instance
    /// @return quotes whose market has the same figures; only a volatility that no percentage gives moves, by its
    ///     last bit
    public static MarketQuotes of(MarketSnapshot market) {
        MarketQuotes same = of(market, market.forwardSource());
        return market.forwardSource() == ForwardSource.QUOTED || hasForwardsOf(same, market)
                ? same
                : of(market, ForwardSource.QUOTED);
    }

    private static MarketQuotes of(MarketSnapshot market, ForwardSource source) {
        List<QuotedOption> options = new ArrayList<>();
        List<QuotedFuture> futures = new ArrayList<>();
        market.instruments().forEach((name, instrument) -> {
            if (instrument instanceof OptionContract contract) {
                OptionQuote quote = market.option(name).orElseThrow();
                OptionalDouble forward =
                        source == ForwardSource.QUOTED ? OptionalDouble.of(quote.forward()) : OptionalDouble.empty();
                options.add(new QuotedOption(contract, percent(quote.markVolatility()), forward, quote.markPrice()));
            } else if (instrument instanceof FutureContract contract) {
                futures.add(new QuotedFuture(contract, market.futureMark(name).orElseThrow()));
            }
        });
        return new MarketQuotes(source, market.pairs(), options, futures);
    }

    private static boolean hasForwardsOf(MarketQuotes quotes, MarketSnapshot market) {
        MarketSnapshot built = quotes.build(market.id()).snapshot();
        return quotes.options().stream()
                .map(option -> option.contract().name())
                .allMatch(name -> built.option(name)
                        .map(OptionQuote::forward)
                        .equals(market.option(name).map(OptionQuote::forward)));
    }

    /// The percentage that gives a volatility, if there is one.
    private static double percent(double volatility) {
        double percent = ShortestDecimal.movePointRight(volatility, 2);
        for (double near : new double[] {percent, Math.nextUp(percent), Math.nextDown(percent)}) {
            if (near >= 0.0 && fraction(near) == volatility) {
                return near;
            }
        }
        return percent;
    }

    /// Shifted in decimal, as files are read: 58.37 gives the double nearest to 0.5837.
    private static double fraction(double percent) {
        return ShortestDecimal.movePointRight(percent, -2);
    }

    /// The number of pairs, options and futures.
    ///
    /// @return zero or more
    public long size() {
        return (long) pairs.size() + options.size() + futures.size();
    }

    /// The market that the quotes make.
    ///
    /// @param id its name
    /// @return the market, and the options that it lacks
    public BuiltMarket build(String id) {
        MarketSnapshot.Builder snapshot = MarketSnapshot.builder(id, source).room(options.size(), futures.size());
        pairs.forEach(snapshot::pair);
        futures.forEach(future -> snapshot.future(future.contract(), future.markPrice()));
        ForwardsByExpiry parity = new ForwardsByExpiry();
        if (source == ForwardSource.PARITY) {
            for (QuotedOption option : options) {
                option.markPrice().ifPresent(mark -> parity.add(option.contract(), mark));
            }
        }
        Map<String, String> unusable = new HashMap<>();
        for (QuotedOption option : options) {
            OptionContract contract = option.contract();
            OptionalDouble forward = switch (source) {
                case QUOTED -> OptionalDouble.of(option.underlyingPrice().orElseThrow());
                case PARITY -> parity.forward(contract);
            };
            if (forward.isEmpty()) {
                unusable.put(
                        contract.name(),
                        "%s has no forward by parity: no strike of its expiry has mark_price of both call and put"
                                .formatted(contract.name()));
            } else if (!(forward.getAsDouble() <= Limits.PRICE_MAX)) {
                unusable.put(
                        contract.name(),
                        "%s has no usable forward by parity: %s".formatted(contract.name(), forward.getAsDouble()));
            } else {
                snapshot.option(
                        contract,
                        new OptionQuote(
                                fraction(option.markVolatilityPercent()), forward.getAsDouble(), option.markPrice()));
            }
        }
        return new BuiltMarket(snapshot.build(), unusable);
    }

    /// These quotes with some replaced, added or taken away.
    ///
    /// @param changes quotes that count instead of those of the same pair or contract, whole, and the new source
    /// @param removed names of options and futures that go
    /// @return the quotes; where the source is quoted now and was not before, options may lack an underlying price
    public MarketQuotes with(MarketQuotes changes, Set<String> removed) {
        Map<CurrencyPair, PairMarket> newPairs = new TreeMap<>(pairs);
        newPairs.putAll(changes.pairs);
        return new MarketQuotes(
                changes.source,
                newPairs,
                merged(
                        options,
                        changes.options,
                        removed,
                        option -> option.contract().name()),
                merged(
                        futures,
                        changes.futures,
                        removed,
                        future -> future.contract().name()));
    }

    private static <T> List<T> merged(List<T> before, List<T> changes, Set<String> removed, Function<T, String> name) {
        Map<String, T> byName = new TreeMap<>();
        before.forEach(quote -> byName.put(name.apply(quote), quote));
        changes.forEach(quote -> byName.put(name.apply(quote), quote));
        byName.keySet().removeAll(removed);
        return List.copyOf(byName.values());
    }
}
