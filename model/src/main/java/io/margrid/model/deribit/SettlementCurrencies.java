package io.margrid.model.deribit;

import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.margin.AccountRisk;
import io.margrid.model.margin.NettingSetRisk;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.market.PairMarket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/// What both Deribit models do alike for each settlement currency: group an account, value in USD.
final class SettlementCurrencies {
    private static final String USD = "usd";

    /// Currencies that are counted as one USD, as the exchange does.
    private static final Set<String> USD_PEGGED = Set.of(USD, "usdc", "usdt");

    private SettlementCurrencies() {}

    /// An account's netting sets by settlement currency, in code order. A currency with pass-through amounts only
    /// has no set.
    static Map<String, List<NettingSetRisk>> group(AccountRisk account) {
        Map<String, List<NettingSetRisk>> byCurrency = new TreeMap<>();
        for (String currency : account.book().passThrough().keySet()) {
            byCurrency.put(currency, new ArrayList<>());
        }
        for (NettingSetRisk set : account.sets()) {
            byCurrency
                    .computeIfAbsent(set.set().settlementCurrency(), _ -> new ArrayList<>())
                    .add(set);
        }
        return byCurrency;
    }

    /// What keeps amounts in a currency from being valued in USD; empty if nothing.
    static Optional<String> problem(String currency, MarketSnapshot market) {
        if (!CurrencyPair.isCode(currency)) {
            return Optional.of("not a lower-case currency code such as btc: \"%s\"".formatted(currency));
        }
        return usdIndex(currency, market).isPresent()
                ? Optional.empty()
                : Optional.of(
                        "the market has no index price for %s_usd to value %s in USD".formatted(currency, currency));
    }

    /// What keeps the margin of an instrument from being valued in USD; empty if nothing.
    static Optional<String> problem(Instrument instrument, MarketSnapshot market) {
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

    /// USD per unit of a settlement currency: the index of a coin, 1 for the USD-pegged currencies.
    static OptionalDouble usdIndex(String currency, MarketSnapshot market) {
        if (USD_PEGGED.contains(currency)) {
            return OptionalDouble.of(1.0);
        }
        Optional<PairMarket> pair = market.pair(new CurrencyPair(currency, USD));
        return pair.isPresent() ? OptionalDouble.of(pair.get().index()) : OptionalDouble.empty();
    }
}
