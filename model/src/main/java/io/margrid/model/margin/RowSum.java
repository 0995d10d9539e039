package io.margrid.model.margin;

import io.margrid.model.revaluation.SummationOrder;
import java.util.Arrays;
import java.util.List;

/// The sum of a netting set's positions over vectors that were priced before: what a backend sums in the same
/// revaluation, with the same bits.
public final class RowSum {
    private RowSum() {}

    /// Sums positions in [SummationOrder].
    ///
    /// @param positions in canonical order
    /// @param scenarios entries of each risk vector
    /// @return profit in each scenario, settlement currency
    public static double[] of(List<PositionRisk> positions, int scenarios) {
        double[] sum = new double[scenarios];
        double[] chunk = new double[scenarios];
        for (int from = 0; from < positions.size(); from += SummationOrder.CHUNK) {
            int to = Math.min(from + SummationOrder.CHUNK, positions.size());
            Arrays.fill(chunk, 0.0);
            for (int p = from; p < to; p++) {
                PositionRisk position = positions.get(p);
                add(position.quantity(), position.unit().riskVector(), chunk);
            }
            for (int s = 0; s < scenarios; s++) {
                sum[s] += chunk[s];
            }
        }
        return sum;
    }

    private static void add(double quantity, double[] unit, double[] to) {
        for (int s = 0; s < to.length; s++) {
            to[s] += quantity * unit[s];
        }
    }
}
