package io.margrid.model.deribit;

import io.margrid.model.margin.NettingSetMargin;
import io.margrid.model.revaluation.CellRules;
import io.margrid.model.scenario.Scenario;
import io.margrid.model.scenario.ScenarioGrid;
import java.util.List;

/// The worst case of a settlement currency over its netting sets.
///
/// One set: `max(0, -min)` over both tables. Sets of currencies without `correlation_set` add up: their worst
/// moves are taken to come together, and profits of one offset nothing in another. Sets with it are taken side by
/// side: for the left side (moves down and none) and the right side (moves up and none), the worst value of each
/// set on that side is summed, profits counting as far as they were offsetable, and the worse side counts.
final class WorstCase {
    private WorstCase() {}

    static double of(List<NettingSetMargin> sets, DeribitParameters parameters) {
        double sum = 0.0;
        double left = 0.0;
        double right = 0.0;
        for (NettingSetMargin set : sets) {
            if (parameters.currency(set.set().pair().base()).correlationSet()) {
                left += lowest(set, -1);
                right += lowest(set, 1);
            } else {
                sum += set.worst().map(w -> Math.max(0.0, -w.worst().pnl())).orElse(0.0);
            }
        }
        return combined(sum, left, right);
    }

    /// The worst case of sums over sets.
    ///
    /// @param sum   losses of the sets that are taken one by one
    /// @param left  lowest values of the correlation set's members for moves down and none
    /// @param right the same for moves up and none
    static double combined(double sum, double left, double right) {
        return sum + Math.max(0.0, -Math.min(left, right)) + 0.0;
    }

    private static double lowest(NettingSetMargin set, int side) {
        double[] moves = moves(set.grid());
        double lowest = Double.POSITIVE_INFINITY;
        for (int s = 0; s < moves.length; s++) {
            if (side * moves[s] >= 0.0 && set.aggregated()[s] < lowest) {
                lowest = set.aggregated()[s];
            }
        }
        return lowest == Double.POSITIVE_INFINITY ? 0.0 : lowest;
    }

    /// The price move of each scenario.
    static double[] moves(ScenarioGrid grid) {
        return grid.scenarios().stream().mapToDouble(Scenario::priceMove).toArray();
    }

    /// The lowest value on one side, of a set whose cells are not adjusted yet.
    ///
    /// @param moves of the scenarios
    /// @param side  -1 or 1
    /// @param rules what counts of a cell
    /// @param group the set's group of rules
    /// @param pnl   holds the set's profits
    /// @param from  index of the first of them
    static double lowest(double[] moves, int side, CellRules rules, int group, double[] pnl, int from) {
        double lowest = Double.POSITIVE_INFINITY;
        for (int s = 0; s < moves.length; s++) {
            if (side * moves[s] >= 0.0) {
                double counted = rules.counted(group, s, pnl[from + s]);
                lowest = counted < lowest ? counted : lowest;
            }
        }
        return lowest == Double.POSITIVE_INFINITY ? 0.0 : lowest;
    }
}
