package io.margrid.model.valuation;

import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.market.PairMarket;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// What a settlement currency is worth in USD.
public final class UsdValue {
    private static final String USD = "usd";

    /// Currencies that are counted as one USD, as Deribit does.
    private static final Set<String> USD_PEGGED = Set.of(USD, "usdc", "usdt");

    /// Of these, those that may be worth something else.
    public static final List<String> STABLECOINS = List.of("usdc", "usdt");

    private UsdValue() {}

    /// What keeps amounts in a currency from being valued in USD.
    ///
    /// @param currency any text
    /// @param market   the market
    /// @return a sentence with the value; empty if nothing
    public static Optional<String> problem(String currency, MarketSnapshot market) {
        if (!CurrencyPair.isCode(currency)) {
            return Optional.of("not a lower-case currency code such as btc: \"%s\"".formatted(currency));
        }
        return index(currency, market).isPresent()
                ? Optional.empty()
                : Optional.of(
                        "the market has no index price for %s_usd to value %s in USD".formatted(currency, currency));
    }

    /// What keeps the margin of an instrument from being valued in USD.
    ///
    /// @param instrument the instrument
    /// @param market     the market
    /// @return a sentence with the value; empty if nothing
    public static Optional<String> problem(Instrument instrument, MarketSnapshot market) {
        String currency = instrument.settlementCurrency();
        CurrencyPair pair = instrument.pair();
        // The instrument's own pair usually values it, and need not be made again to be found.
        if (USD_PEGGED.contains(currency)
                || (pair.base().equals(currency)
                        && pair.quote().equals(USD)
                        && market.pair(pair).isPresent())) {
            return Optional.empty();
        }
        return problem(currency, market).map(problem -> "%s (needed by %s)".formatted(problem, instrument.name()));
    }

    /// USD per unit of a currency at its own price: stablecoins at theirs where the market has it.
    ///
    /// @param currency lower-case code
    /// @param market   the market
    /// @return the index of its USD pair, else 1 for the USD-pegged currencies; empty if the market has none
    public static OptionalDouble price(String currency, MarketSnapshot market) {
        Optional<PairMarket> pair = market.pair(new CurrencyPair(currency, USD));
        return pair.isPresent() ? OptionalDouble.of(pair.get().index()) : index(currency, market);
    }

    /// USD per unit of a currency.
    ///
    /// @param currency lower-case code
    /// @param market   the market
    /// @return the index of a coin, 1 for the USD-pegged currencies; empty if the market has none
    public static OptionalDouble index(String currency, MarketSnapshot market) {
        if (USD_PEGGED.contains(currency)) {
            return OptionalDouble.of(1.0);
        }
        Optional<PairMarket> pair = market.pair(new CurrencyPair(currency, USD));
        return pair.isPresent() ? OptionalDouble.of(pair.get().index()) : OptionalDouble.empty();
    }
}
