package io.margrid.model.margin;

import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.market.PairMarket;
import io.margrid.model.valuation.UsdValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// The risk of one netting set of one account.
///
/// @param set       pair and settlement currency
/// @param positions in canonical order
/// @param pnl       sum of the positions' profits in each scenario of the grid, settlement currency; shared
public record NettingSetRisk(NettingSet set, List<PositionRisk> positions, double[] pnl) {
    /// Index of the set's coin in USD.
    ///
    /// @param market has a pair of the coin
    /// @return that of the set's own pair, which is in USD, else of the coin's first pair whose quote currency has
    ///     a price
    /// @throws ArithmeticException if there is none
    public double indexUsd(MarketSnapshot market) {
        Optional<PairMarket> own = market.pair(set.pair());
        if (own.isPresent()) {
            return own.get().index();
        }
        for (Map.Entry<CurrencyPair, PairMarket> pair : market.pairs().entrySet()) {
            OptionalDouble quote = UsdValue.price(pair.getKey().quote(), market);
            if (pair.getKey().base().equals(set.pair().base()) && quote.isPresent()) {
                return pair.getValue().index() * quote.getAsDouble();
            }
        }
        throw new ArithmeticException("the market has no index of " + set.pair().base());
    }
}
