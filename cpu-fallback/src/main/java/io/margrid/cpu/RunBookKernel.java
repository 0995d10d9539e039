package io.margrid.cpu;

import io.margrid.model.revaluation.BookTable;
import io.margrid.model.revaluation.EntryRuns;
import io.margrid.model.revaluation.RunSums;
import io.margrid.model.revaluation.SummationOrder;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [VectorBookKernel] that sums exposures by run in the same loop: an instrument's weight stands in two lanes
/// of its last vector, before what is left of the scenarios ([AlignedVectors#copyWithWeights]).
///
/// In the second of them the quantity counts if it is below zero only, and both begin at `+0.0` with each run.
/// So exposures need no pass over the entries of their own. As many columns are read as have their sums in
/// registers, five of eight lanes and ten of four; scenarios before them go through [VectorBookKernel].
final class RunBookKernel {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final long BYTES = SPECIES.vectorByteSize();
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();

    /// Vectors that the loop reads of an instrument; none where no loop is written for so many lanes.
    private static final int VECTORS = LANES == 8 ? 5 : LANES == 4 ? 10 : Integer.MAX_VALUE;

    /// Doubles that are written behind the exposures of a row's last run.
    static final int SLACK = LANES;

    /// What a quantity above it counts as zero.
    private static final double[] LIMIT = new double[LANES];

    private static final long[] KEEP = new long[LANES];

    static {
        Arrays.fill(LIMIT, Double.POSITIVE_INFINITY);
        LIMIT[1] = 0.0;
        Arrays.fill(KEEP, RunSums.COLUMNS, LANES, -1L);
    }

    private RunBookKernel() {}

    /// Whether so many scenarios, and the weights, fill the loop's vectors.
    static boolean takes(int scenarios) {
        return AlignedVectors.vectorsWithWeights(scenarios) >= VECTORS;
    }

    /// Sums entries over the scenarios only, see [VectorBookKernel#sum].
    static void sum(BookTable books, int from, int end, AlignedVectors vectors, int scenarios, double[] to, int at) {
        int columns = AlignedVectors.vectorsWithWeights(scenarios) * LANES;
        VectorBookKernel.sum(books, from, end, vectors, columns, to, at);
        int last = columns - LANES;
        if (scenarios > last) {
            System.arraycopy(to, at + last + RunSums.COLUMNS, to, at + last, scenarios - last);
        }
    }

    /// Sums the entries of a row of at most [SummationOrder#CHUNK] of them, and those of its runs.
    ///
    /// @param runs      runs of the books
    /// @param row       the row
    /// @param vectors   risk vectors with weights
    /// @param scenarios as many as [#takes]
    /// @param to        takes the sums of the row, and behind them what fills the last vector
    /// @param at        index of the first sum
    /// @param sums      takes those of the runs; has room for them and [#SLACK]
    static void sum(EntryRuns runs, int row, AlignedVectors vectors, int scenarios, double[] to, int at, RunSums sums) {
        int before = (AlignedVectors.vectorsWithWeights(scenarios) - VECTORS) * LANES;
        if (before > 0) {
            int[] rowStart = runs.table().rowStart();
            VectorBookKernel.sum(runs.table(), rowStart[row], rowStart[row + 1], vectors, before, to, at);
        }
        long bytes = vectors.bytesPerVector();
        long column = (long) before * Double.BYTES;
        double[] exposures = sums.sumsUnsafe();
        int exposure = sums.index(runs.firstRun()[row]);
        if (VECTORS == 5) {
            five(runs, row, vectors.segment(), bytes, column, to, at + before, exposures, exposure);
        } else {
            ten(runs, row, vectors.segment(), bytes, column, to, at + before, exposures, exposure);
        }
    }

    private static void five(
            EntryRuns runs,
            int row,
            MemorySegment vectors,
            long bytesPerVector,
            long column,
            double[] to,
            int at,
            double[] exposures,
            int exposure) {
        int[] instrument = runs.table().instrument();
        double[] quantity = runs.table().quantity();
        int[] runStart = runs.runStart();
        int endRun = runs.firstRun()[row + 1];
        int out = exposure;
        int e = runs.table().rowStart()[row];
        DoubleVector limit = DoubleVector.fromArray(SPECIES, LIMIT, 0);
        LongVector keep = LongVector.fromArray(LONGS, KEEP, 0);
        DoubleVector sum0 = DoubleVector.zero(SPECIES);
        DoubleVector sum1 = DoubleVector.zero(SPECIES);
        DoubleVector sum2 = DoubleVector.zero(SPECIES);
        DoubleVector sum3 = DoubleVector.zero(SPECIES);
        DoubleVector sum4 = DoubleVector.zero(SPECIES);
        for (int run = runs.firstRun()[row]; run < endRun; run++) {
            sum4 = sum4.reinterpretAsLongs().and(keep).reinterpretAsDoubles();
            int end = runStart[run + 1];
            for (; e < end; e++) {
                DoubleVector q = DoubleVector.broadcast(SPECIES, quantity[e]);
                long unit = instrument[e] * bytesPerVector + column;
                sum0 = sum0.add(DoubleVector.fromMemorySegment(SPECIES, vectors, unit, ORDER)
                        .mul(q));
                sum1 = sum1.add(DoubleVector.fromMemorySegment(SPECIES, vectors, unit + BYTES, ORDER)
                        .mul(q));
                sum2 = sum2.add(DoubleVector.fromMemorySegment(SPECIES, vectors, unit + 2 * BYTES, ORDER)
                        .mul(q));
                sum3 = sum3.add(DoubleVector.fromMemorySegment(SPECIES, vectors, unit + 3 * BYTES, ORDER)
                        .mul(q));
                sum4 = sum4.add(DoubleVector.fromMemorySegment(SPECIES, vectors, unit + 4 * BYTES, ORDER)
                        .mul(q.blend(0.0, q.compare(VectorOperators.GT, limit))));
            }
            // Lanes behind the two are overwritten by the next run's, or lie in the slack.
            sum4.intoArray(exposures, out);
            out += RunSums.COLUMNS;
        }
        // The last one first: its exposures land where the one before it ends.
        sum4.intoArray(to, at + 4 * LANES - RunSums.COLUMNS);
        sum0.intoArray(to, at);
        sum1.intoArray(to, at + LANES);
        sum2.intoArray(to, at + 2 * LANES);
        sum3.intoArray(to, at + 3 * LANES);
    }

    private static void ten(
            EntryRuns runs,
            int row,
            MemorySegment vectors,
            long bytesPerVector,
            long column,
            double[] to,
            int at,
            double[] exposures,
            int exposure) {
        int[] instrument = runs.table().instrument();
        double[] quantity = runs.table().quantity();
        int[] runStart = runs.runStart();
        int endRun = runs.firstRun()[row + 1];
        int out = exposure;
        int e = runs.table().rowStart()[row];
        DoubleVector limit = DoubleVector.fromArray(SPECIES, LIMIT, 0);
        LongVector keep = LongVector.fromArray(LONGS, KEEP, 0);
        DoubleVector sum0 = DoubleVector.zero(SPECIES);
        DoubleVector sum1 = DoubleVector.zero(SPECIES);
        DoubleVector sum2 = DoubleVector.zero(SPECIES);
        DoubleVector sum3 = DoubleVector.zero(SPECIES);
        DoubleVector sum4 = DoubleVector.zero(SPECIES);
        DoubleVector sum5 = DoubleVector.zero(SPECIES);
        DoubleVector sum6 = DoubleVector.zero(SPECIES);
        DoubleVector sum7 = DoubleVector.zero(SPECIES);
        DoubleVector sum8 = DoubleVector.zero(SPECIES);
        DoubleVector sum9 = DoubleVector.zero(SPECIES);
        for (int run = runs.firstRun()[row]; run < endRun; run++) {
            sum9 = sum9.reinterpretAsLongs().and(keep).reinterpretAsDoubles();
            int end = runStart[run + 1];
            for (; e < end; e++) {
                DoubleVector q = DoubleVector.broadcast(SPECIES, quantity[e]);
                long unit = instrument[e] * bytesPerVector + column;
                sum0 = sum0.add(DoubleVector.fromMemorySegment(SPECIES, vectors, unit, ORDER)
                        .mul(q));
                sum1 = sum1.add(DoubleVector.fromMemorySegment(SPECIES, vectors, unit + BYTES, ORDER)
                        .mul(q));
                sum2 = sum2.add(DoubleVector.fromMemorySegment(SPECIES, vectors, unit + 2 * BYTES, ORDER)
                        .mul(q));
                sum3 = sum3.add(DoubleVector.fromMemorySegment(SPECIES, vectors, unit + 3 * BYTES, ORDER)
                        .mul(q));
                sum4 = sum4.add(DoubleVector.fromMemorySegment(SPECIES, vectors, unit + 4 * BYTES, ORDER)
                        .mul(q));
                sum5 = sum5.add(DoubleVector.fromMemorySegment(SPECIES, vectors, unit + 5 * BYTES, ORDER)
                        .mul(q));
                sum6 = sum6.add(DoubleVector.fromMemorySegment(SPECIES, vectors, unit + 6 * BYTES, ORDER)
                        .mul(q));
                sum7 = sum7.add(DoubleVector.fromMemorySegment(SPECIES, vectors, unit + 7 * BYTES, ORDER)
                        .mul(q));
                sum8 = sum8.add(DoubleVector.fromMemorySegment(SPECIES, vectors, unit + 8 * BYTES, ORDER)
                        .mul(q));
                sum9 = sum9.add(DoubleVector.fromMemorySegment(SPECIES, vectors, unit + 9 * BYTES, ORDER)
                        .mul(q.blend(0.0, q.compare(VectorOperators.GT, limit))));
            }
            // Lanes behind the two are overwritten by the next run's, or lie in the slack.
            sum9.intoArray(exposures, out);
            out += RunSums.COLUMNS;
        }
        // The last one first: its exposures land where the one before it ends.
        sum9.intoArray(to, at + 9 * LANES - RunSums.COLUMNS);
        sum0.intoArray(to, at);
        sum1.intoArray(to, at + LANES);
        sum2.intoArray(to, at + 2 * LANES);
        sum3.intoArray(to, at + 3 * LANES);
        sum4.intoArray(to, at + 4 * LANES);
        sum5.intoArray(to, at + 5 * LANES);
        sum6.intoArray(to, at + 6 * LANES);
        sum7.intoArray(to, at + 7 * LANES);
        sum8.intoArray(to, at + 8 * LANES);
    }
}
