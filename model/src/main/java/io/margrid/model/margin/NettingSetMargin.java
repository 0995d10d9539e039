package io.margrid.model.margin;

import io.margrid.model.scenario.ScenarioGrid;
import java.util.Optional;

/// What a model makes of one netting set. Vectors are over `grid`, in settlement currency.
///
/// @param set           pair and settlement currency
/// @param grid          the scenarios, with the pair's own moves
/// @param index         index price of the pair, quote currency per base coin
/// @param greeks        sums over the set's positions
/// @param preAggregated plain sum of the positions' profits
/// @param aggregated    after dampener and offsets: what the worst case is taken from
/// @param worst         lowest cell of `aggregated` and its runner-up; empty if the model has no scenarios
public record NettingSetMargin(
        NettingSet set,
        ScenarioGrid grid,
        double index,
        Greeks greeks,
        double[] preAggregated,
        double[] aggregated,
        Optional<WorstScenarios> worst) {}
