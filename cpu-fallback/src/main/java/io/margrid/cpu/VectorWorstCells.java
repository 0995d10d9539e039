package io.margrid.cpu;

import io.margrid.model.revaluation.WorstCells;
import java.util.stream.IntStream;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Worst cell and runner-up of a row of finite cells: each lane keeps its two lowest, then the lanes are compared.
/// Minima are exact, so the order of comparing does not show; indices are sought afterwards, lowest first.
final class VectorWorstCells {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final double[] LANE_INDEX =
            IntStream.range(0, LANES).asDoubleStream().toArray();

    private VectorWorstCells() {}

    /// Fills one row as [WorstCells#reduce] does under rules that change nothing.
    ///
    /// @param cells     a row's cells from `from` on, with room for whole vectors
    /// @param scenarios the number of cells, two or more
    /// @return false, with nothing filled, if a cell is not finite
    static boolean reduce(double[] cells, int from, int scenarios, WorstCells worstCells, int row) {
        // Finite, and not below any cell: two cells or more are found before it.
        DoubleVector low = DoubleVector.broadcast(SPECIES, Double.MAX_VALUE);
        DoubleVector next = low;
        // Of what is not finite NaN, not zero.
        DoubleVector zero = DoubleVector.zero(SPECIES);
        for (int s = 0; s < scenarios; s += LANES) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, cells, from + s);
            if (s + LANES > scenarios) {
                VectorMask<Double> beyond = DoubleVector.fromArray(SPECIES, LANE_INDEX, 0)
                        .compare(VectorOperators.GE, (double) (scenarios - s));
                x = x.blend(Double.MAX_VALUE, beyond);
            }
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
        // The lane that held it has its second lowest cell yet to offer.
        long lanes = low.compare(VectorOperators.EQ, worst).toLong();
        VectorMask<Double> taken = VectorMask.fromLong(SPECIES, Long.lowestOneBit(lanes));
        double runnerUp = low.blend(next, taken).reduceLanes(VectorOperators.MIN);
        worstCells.worstPnl()[row] = worst;
        worstCells.runnerUpPnl()[row] = runnerUp;
        worstCells.notFinite()[row] = -1;
        seek(cells, from, scenarios, worstCells, row);
        return true;
    }

    /// The lowest indices of the two profits that the row has; 64 cells at a time, without a branch on their
    /// values.
    private static void seek(double[] cells, int from, int scenarios, WorstCells worstCells, int row) {
        double worst = worstCells.worstPnl()[row];
        double runnerUp = worstCells.runnerUpPnl()[row];
        int worstAt = -1;
        int runnerUpAt = -1;
        for (int s = 0; worstAt < 0 || runnerUpAt < 0; s += Long.SIZE) {
            long worstBits = 0;
            long runnerUpBits = 0;
            int end = Math.min(scenarios - s, Long.SIZE);
            for (int c = 0; c < end; c += LANES) {
                DoubleVector x = DoubleVector.fromArray(SPECIES, cells, from + s + c);
                worstBits |= x.compare(VectorOperators.EQ, worst).toLong() << c;
                runnerUpBits |= x.compare(VectorOperators.EQ, runnerUp).toLong() << c;
            }
            if (worstAt < 0 && worstBits != 0) {
                worstAt = s + Long.numberOfTrailingZeros(worstBits);
                // Both may be the same number; they are not the same cell.
                runnerUpBits &= ~Long.lowestOneBit(worstBits);
            }
            if (runnerUpAt < 0 && runnerUpBits != 0) {
                runnerUpAt = s + Long.numberOfTrailingZeros(runnerUpBits);
            }
        }
        worstCells.worst()[row] = worstAt;
        worstCells.runnerUp()[row] = runnerUpAt;
    }
}
