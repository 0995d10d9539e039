package io.margrid.model.deribit;

import io.margrid.model.margin.NettingSetMargin;
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
        return sum + Math.max(0.0, -Math.min(left, right)) + 0.0;
    }

    private static double lowest(NettingSetMargin set, int side) {
        double lowest = Double.POSITIVE_INFINITY;
        for (int s = 0; s < set.grid().size(); s++) {
            if (side * set.grid().get(s).priceMove() >= 0.0 && set.aggregated()[s] < lowest) {
                lowest = set.aggregated()[s];
            }
        }
        return lowest == Double.POSITIVE_INFINITY ? 0.0 : lowest;
    }
}
