package io.margrid.model.market;

import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.instrument.Instrument;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// An immutable, validated view of the market. Instruments are found by name.
public final class MarketSnapshot {
    private final String id;
    private final ForwardSource forwardSource;
    private final Map<CurrencyPair, PairMarket> pairs;
    private final Map<String, OptionQuote> options;
    private final Map<String, Double> futureMarks;
    private final Map<String, Instrument> instruments;

    private MarketSnapshot(String id, MarketSnapshot other) {
        this.id = id;
        this.forwardSource = other.forwardSource;
        this.pairs = other.pairs;
        this.options = other.options;
        this.futureMarks = other.futureMarks;
        this.instruments = other.instruments;
    }

    private MarketSnapshot(Builder builder) {
        this.id = builder.id;
        this.forwardSource = builder.forwardSource;
        this.pairs = Collections.unmodifiableMap(new TreeMap<>(builder.pairs));
        this.options = Collections.unmodifiableMap(new TreeMap<>(builder.options));
        this.futureMarks = Collections.unmodifiableMap(new TreeMap<>(builder.futureMarks));
        this.instruments = Collections.unmodifiableMap(new TreeMap<>(builder.instruments));
    }

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
        return new MarketSnapshot(name, this);
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

    /// The options with a quote, by name.
    ///
    /// @return unmodifiable, in name order
    public Map<String, OptionQuote> options() {
        return options;
    }

    /// Mark prices of futures and perpetuals, by name, in quote currency per base coin.
    ///
    /// @return unmodifiable, in name order
    public Map<String, Double> futureMarks() {
        return futureMarks;
    }

    /// Every quoted instrument, by name.
    ///
    /// @return unmodifiable, in name order
    public Map<String, Instrument> instruments() {
        return instruments;
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
        return Optional.ofNullable(options.get(name));
    }

    /// The mark price of a future or perpetual.
    ///
    /// @param name the future's name
    /// @return empty if the snapshot has none
    public OptionalDouble futureMark(String name) {
        Double mark = futureMarks.get(name);
        return mark == null ? OptionalDouble.empty() : OptionalDouble.of(mark);
    }

    /// Collects quotes. Not thread-safe.
    public static final class Builder {
        private final String id;
        private final ForwardSource forwardSource;
        private final Map<CurrencyPair, PairMarket> pairs = new TreeMap<>();
        private final Map<String, OptionQuote> options = new TreeMap<>();
        private final Map<String, Double> futureMarks = new TreeMap<>();
        private final Map<String, Instrument> instruments = new TreeMap<>();

        private Builder(String id, ForwardSource forwardSource) {
            this.id = id;
            this.forwardSource = forwardSource;
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
            options.put(option.name(), quote);
            instruments.put(option.name(), option);
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
            futureMarks.put(future.name(), markPrice);
            instruments.put(future.name(), future);
            return this;
        }

        /// Ends the collection.
        ///
        /// @return the snapshot
        public MarketSnapshot build() {
            return new MarketSnapshot(this);
        }
    }
}
