package io.margrid.model.deribit;

import io.margrid.model.scenario.Scenario;
import io.margrid.model.scenario.ScenarioGrid;

/// From plain sums to the cells that the worst case is taken from: dampener in the extended table, then offset of
/// profits.
///
///     E' = sgn(E) max(|E| - D, 0)                       D in settlement currency
///     x' = x                       for x <= 0
///     x' = min(pnl_offset x, cap)  for x > 0            cap = max_offsetable_pnl in settlement currency
///
/// @param pair        parameters of the pair
/// @param currency    parameters of the base currency
/// @param assumptions order of dampener, factor and cap
/// @param inverse     whether profits are in coin
/// @param index       index price, to convert USD to coin
record CellAdjustment(
        PairParameters pair,
        CurrencyParameters currency,
        DeribitAssumptions assumptions,
        boolean inverse,
        double index) {
    double[] apply(double[] pnl, ScenarioGrid grid) {
        double[] adjusted = new double[pnl.length];
        for (int s = 0; s < pnl.length; s++) {
            Scenario scenario = grid.get(s);
            double cell = assumptions.dampenAfterOffset()
                    ? dampen(offset(pnl[s]), scenario)
                    : offset(dampen(pnl[s], scenario));
            adjusted[s] = cell + 0.0;
        }
        return adjusted;
    }

    private double dampen(double pnl, Scenario scenario) {
        double usd = DeribitGrid.dampenerUsd(scenario, pair, currency);
        if (usd == 0.0) {
            return pnl;
        }
        double dampener = inverse ? usd / (index * DeribitGrid.edge(scenario, pair)) : usd;
        double kept = Math.abs(pnl) - dampener;
        // A NaN stays a NaN, so that the worst case refuses it.
        return kept <= 0.0 ? 0.0 : Math.signum(pnl) * kept;
    }

    private double offset(double pnl) {
        if (!(pnl > 0.0)) {
            return pnl;
        }
        double cap = inverse ? currency.maxOffsetablePnl() / index : currency.maxOffsetablePnl();
        return assumptions.offsetCapBeforeFactor()
                ? currency.pnlOffset() * Math.min(pnl, cap)
                : Math.min(currency.pnlOffset() * pnl, cap);
    }
}
