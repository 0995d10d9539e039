package io.margrid.model.deribit;

import io.margrid.model.revaluation.CellRules;
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
        CellRules rules = rules(grid);
        double[] adjusted = new double[pnl.length];
        for (int s = 0; s < pnl.length; s++) {
            adjusted[s] = rules.counted(0, s, pnl[s]);
        }
        return adjusted;
    }

    /// The same as columns, one group.
    CellRules rules(ScenarioGrid grid) {
        CellRules rules = CellRules.none(1, grid.size());
        double cap = inverse ? currency.maxOffsetablePnl() / index : currency.maxOffsetablePnl();
        for (int s = 0; s < rules.scenarios(); s++) {
            rules.gainFactor()[s] = currency.pnlOffset();
            (assumptions.offsetCapBeforeFactor() ? rules.capBefore() : rules.capAfter())[s] = cap;
            (assumptions.dampenAfterOffset() ? rules.dampenAfter() : rules.dampenBefore())[s] = dampener(grid.get(s));
        }
        return rules;
    }

    private double dampener(Scenario scenario) {
        double usd = DeribitGrid.dampenerUsd(scenario, pair, currency);
        return inverse ? usd / (index * DeribitGrid.edge(scenario, pair)) : usd;
    }
}
