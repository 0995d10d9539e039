package io.margrid.cpu;

import io.margrid.model.revaluation.WorstCells;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Worst cell and runner-up of a row of finite cells: each lane keeps its two lowest, then the lanes are compared.
/// Minima are exact, so the order of comparing does not show; indices are sought afterwards, lowest first.
final class VectorWorstCells {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private VectorWorstCells() {}

    /// Fills one row as [WorstCells#reduce] does under rules that change nothing.
    ///
    /// @param cells     `width` cells from `from` on; those that are no scenarios are overwritten
    /// @param width     a multiple of the lanes
    /// @param scenarios the number of cells that count, two or more
    /// @return false, with nothing filled, if a cell is not finite
    static boolean reduce(double[] cells, int from, int width, int scenarios, WorstCells worstCells, int row) {
        // Finite, and not below any cell: with two cells or more the search ends before it gets here.
        Arrays.fill(cells, from + scenarios, from + width, Double.MAX_VALUE);
        DoubleVector low = DoubleVector.broadcast(SPECIES, Double.MAX_VALUE);
        DoubleVector next = low;
        DoubleVector zero = DoubleVector.zero(SPECIES);
        for (int c = from; c < from + width; c += LANES) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, cells, c);
            // Not zero but NaN for what is not finite.
            zero = zero.add(x.mul(0.0));
            VectorMask<Double> lower = x.compare(VectorOperators.LT, low);
            DoubleVector higher = x.blend(low, lower);
            low = low.blend(x, lower);
            next = next.blend(higher, higher.compare(VectorOperators.LT, next));
        }
        if (!zero.compare(VectorOperators.EQ, 0.0).allTrue()) {
            return false;
        }
        double worst = low.reduceLanes(VectorOperators.MIN);
        long lanes = low.compare(VectorOperators.EQ, worst).toLong();
        VectorMask<Double> lane = VectorMask.fromLong(SPECIES, Long.lowestOneBit(lanes));
        double runnerUp = low.blend(next, lane).reduceLanes(VectorOperators.MIN);
        int worstAt = from;
        while (cells[worstAt] != worst) {
            worstAt++;
        }
        int runnerUpAt = from;
        while (cells[runnerUpAt] != runnerUp || runnerUpAt == worstAt) {
            runnerUpAt++;
        }
        worstCells.worst()[row] = worstAt - from;
        worstCells.worstPnl()[row] = worst;
        worstCells.runnerUp()[row] = runnerUpAt - from;
        worstCells.runnerUpPnl()[row] = runnerUp;
        worstCells.notFinite()[row] = -1;
        return true;
    }
}
