package io.margrid.model.market;

import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.instrument.Instrument;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// An immutable, validated view of the market. Instruments are found by name.
public final class MarketSnapshot {
    private final String id;
    private final ForwardSource forwardSource;
    private final Map<CurrencyPair, PairMarket> pairs;
    private final Map<String, Quoted<OptionQuote>> options;
    private final Map<String, Quoted<Double>> futures;

    private MarketSnapshot(
            String id,
            ForwardSource forwardSource,
            Map<CurrencyPair, PairMarket> pairs,
            Map<String, Quoted<OptionQuote>> options,
            Map<String, Quoted<Double>> futures) {
        this.id = id;
        this.forwardSource = forwardSource;
        this.pairs = pairs;
        this.options = options;
        this.futures = futures;
    }

    private record Quoted<T>(Instrument instrument, T quote) {}

    /// Starts a snapshot.
    ///
    /// @param id            a short name shown in answers
    /// @param forwardSource where option forwards come from
    /// @return an empty builder
    public static Builder builder(String id, ForwardSource forwardSource) {
        return new Builder(id, forwardSource);
    }

    /// The same market under another name.
    ///
    /// @param name the name
    /// @return a snapshot that shares everything else
    public MarketSnapshot named(String name) {
        return new MarketSnapshot(name, forwardSource, pairs, options, futures);
    }

    /// The same market with another pair.
    ///
    /// @param pair   added or replaced
    /// @param market its index and instant
    /// @return a snapshot that shares all quotes
    public MarketSnapshot with(CurrencyPair pair, PairMarket market) {
        Map<CurrencyPair, PairMarket> changed = new TreeMap<>(pairs);
        changed.put(pair, market);
        return new MarketSnapshot(id, forwardSource, Collections.unmodifiableMap(changed), options, futures);
    }

    /// A short name shown in answers.
    ///
    /// @return the name given to the builder
    public String id() {
        return id;
    }

    /// Where the option forwards come from.
    ///
    /// @return the source
    public ForwardSource forwardSource() {
        return forwardSource;
    }

    /// The pairs with an index.
    ///
    /// @return unmodifiable, in pair order
    public Map<CurrencyPair, PairMarket> pairs() {
        return pairs;
    }

    /// The instant that the market is as of.
    ///
    /// @return the earliest of its pairs; empty if it has none
    public Optional<Instant> asOf() {
        return pairs.values().stream().map(PairMarket::asOf).min(Instant::compareTo);
    }

    /// The number of options with a quote.
    ///
    /// @return zero or more
    public int optionCount() {
        return options.size();
    }

    /// The number of futures and perpetuals with a mark price.
    ///
    /// @return zero or more
    public int futureCount() {
        return futures.size();
    }

    /// The options with a quote, by name. Sorted anew in every call: to find one, ask for its [#option].
    ///
    /// @return unmodifiable, in name order
    public Map<String, OptionQuote> options() {
        Map<String, OptionQuote> sorted = new TreeMap<>();
        options.forEach((name, quoted) -> sorted.put(name, quoted.quote()));
        return Collections.unmodifiableMap(sorted);
    }

    /// Mark prices of futures and perpetuals, by name, in quote currency per base coin. Sorted anew in every call:
    /// to find one, ask for its [#futureMark].
    ///
    /// @return unmodifiable, in name order
    public Map<String, Double> futureMarks() {
        Map<String, Double> sorted = new TreeMap<>();
        futures.forEach((name, quoted) -> sorted.put(name, quoted.quote()));
        return Collections.unmodifiableMap(sorted);
    }

    /// A quoted instrument by name.
    ///
    /// @param name its name
    /// @return empty if the market does not quote it
    public Optional<Instrument> instrument(String name) {
        Quoted<OptionQuote> option = options.get(name);
        if (option != null) {
            return Optional.of(option.instrument());
        }
        return Optional.ofNullable(futures.get(name)).map(Quoted::instrument);
    }

    /// Every quoted instrument, by name. Sorted anew in every call.
    ///
    /// @return unmodifiable, in name order
    public Map<String, Instrument> instruments() {
        Map<String, Instrument> sorted = new TreeMap<>();
        options.forEach((name, quoted) -> sorted.put(name, quoted.instrument()));
        futures.forEach((name, quoted) -> sorted.put(name, quoted.instrument()));
        return Collections.unmodifiableMap(sorted);
    }

    /// The market of a pair.
    ///
    /// @param pair the pair
    /// @return empty if the snapshot has no index for it
    public Optional<PairMarket> pair(CurrencyPair pair) {
        return Optional.ofNullable(pairs.get(pair));
    }

    /// The quote of an option.
    ///
    /// @param name the option's name
    /// @return empty if the snapshot has none
    public Optional<OptionQuote> option(String name) {
        Quoted<OptionQuote> quoted = options.get(name);
        return quoted == null ? Optional.empty() : Optional.of(quoted.quote());
    }

    /// The mark price of a future or perpetual.
    ///
    /// @param name the future's name
    /// @return empty if the snapshot has none
    public OptionalDouble futureMark(String name) {
        Quoted<Double> quoted = futures.get(name);
        return quoted == null ? OptionalDouble.empty() : OptionalDouble.of(quoted.quote());
    }

    /// Collects quotes. Not thread-safe.
    public static final class Builder {
        private final String id;
        private final ForwardSource forwardSource;
        private final Map<CurrencyPair, PairMarket> pairs = new TreeMap<>();
        private Map<String, Quoted<OptionQuote>> options = new HashMap<>();
        private Map<String, Quoted<Double>> futures = new HashMap<>();

        /// Whether a snapshot has the maps: then they must not change.
        private boolean handedOver;

        private Builder(String id, ForwardSource forwardSource) {
            this.id = id;
            this.forwardSource = forwardSource;
        }

        private void own() {
            if (handedOver) {
                options = new HashMap<>(options);
                futures = new HashMap<>(futures);
                handedOver = false;
            }
        }

        /// Makes room, so that nothing grows step by step. Before anything is added.
        ///
        /// @param optionQuotes how many options will come
        /// @param futureMarks  how many futures and perpetuals
        /// @return this
        public Builder room(int optionQuotes, int futureMarks) {
            options = HashMap.newHashMap(optionQuotes);
            futures = HashMap.newHashMap(futureMarks);
            return this;
        }

        /// Adds or replaces a pair.
        ///
        /// @param pair   the pair
        /// @param market its index and instant
        /// @return this
        public Builder pair(CurrencyPair pair, PairMarket market) {
            pairs.put(pair, market);
            return this;
        }

        /// Adds or replaces an option's quote.
        ///
        /// @param option its terms
        /// @param quote  its volatility and forward
        /// @return this
        public Builder option(Instrument option, OptionQuote quote) {
            own();
            options.put(option.name(), new Quoted<>(option, quote));
            return this;
        }

        /// Adds or replaces a future's mark price.
        ///
        /// @param future    its terms
        /// @param markPrice quote currency per base coin
        /// @return this
        /// @throws IllegalArgumentException if the price is not positive and finite
        public Builder future(Instrument future, double markPrice) {
            MarketChecks.requirePrice("mark price", markPrice);
            own();
            futures.put(future.name(), new Quoted<>(future, markPrice));
            return this;
        }

        /// Ends the collection.
        ///
        /// @return the snapshot
        public MarketSnapshot build() {
            handedOver = true;
            return new MarketSnapshot(
                    id, forwardSource, Collections.unmodifiableMap(new TreeMap<>(pairs)), options, futures);
        }
    }
}
