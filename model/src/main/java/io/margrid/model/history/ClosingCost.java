package io.margrid.model.history;

import io.margrid.model.margin.NettingSetRisk;
import io.margrid.model.matrix.CoinDelta;
import io.margrid.model.matrix.UnitRisk;
import java.util.Map;

/// What closing a unit's positions costs, summed over its coins.
///
/// @param liquidity     USD, zero or more
/// @param concentration USD, zero or more
public record ClosingCost(double liquidity, double concentration) {
    /// Adds the costs of coins up.
    ///
    /// @param unit  the unit
    /// @param costs by coin; a coin that is not named costs nothing
    /// @return the sums
    public static ClosingCost of(UnitRisk unit, Map<String, TradingCost> costs) {
        double liquidity = 0.0;
        double concentration = 0.0;
        for (NettingSetRisk set : unit.sets()) {
            TradingCost cost = costs.get(set.set().pair().base());
            if (cost != null && !set.positions().isEmpty()) {
                CoinDelta delta = CoinDelta.of(set.positions());
                double price = set.indexUsd(unit.market());
                liquidity += cost.liquidity(delta, price);
                concentration += cost.concentration(delta, price);
            }
        }
        return new ClosingCost(liquidity, concentration);
    }
}
