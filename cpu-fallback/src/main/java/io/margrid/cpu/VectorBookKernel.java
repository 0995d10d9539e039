package io.margrid.cpu;

import io.margrid.model.revaluation.BookTable;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// Sums of entries of one book over all scenarios. A lane is a scenario, and no lane is added to another.
///
/// Entries are read once for as many columns as have their sums in registers: nine registers hold 35 scenarios of
/// four lanes, five hold them of eight. What is left goes through the narrower loops. Each loop is written out,
/// since an array of vectors, or a helper that returns one, would be made of objects.
final class VectorBookKernel {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

    /// Doubles in a vector.
    static final int LANES = SPECIES.length();

    private static final long BYTES = SPECIES.vectorByteSize();
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();

    private VectorBookKernel() {}

    /// Sums entries in their order, beginning with `+0.0`.
    ///
    /// @param books   rows
    /// @param from    first entry
    /// @param end     the entry after the last one
    /// @param vectors risk vectors
    /// @param columns scenarios to sum; whole vectors are summed, so that up to `LANES - 1` more sums are written
    /// @param to      takes the sums
    /// @param at      index of the first sum
    static void sum(BookTable books, int from, int end, AlignedVectors vectors, int columns, double[] to, int at) {
        int[] instrument = books.instrument();
        double[] quantity = books.quantity();
        MemorySegment units = vectors.segment();
        long bytes = vectors.bytesPerVector();
        int column = 0;
        while (column < columns) {
            int left = (columns - column + LANES - 1) / LANES;
            long first = (long) column * Double.BYTES;
            if (left >= 9) {
                nine(instrument, quantity, from, end, units, bytes, first, to, at + column);
                column += 9 * LANES;
            } else if (left >= 5) {
                five(instrument, quantity, from, end, units, bytes, first, to, at + column);
                column += 5 * LANES;
            } else if (left >= 3) {
                three(instrument, quantity, from, end, units, bytes, first, to, at + column);
                column += 3 * LANES;
            } else {
                one(instrument, quantity, from, end, units, bytes, first, to, at + column);
                column += LANES;
            }
        }
    }

    private static void nine(
            int[] instrument,
            double[] quantity,
            int from,
            int end,
            MemorySegment vectors,
            long bytesPerVector,
            long column,
            double[] to,
            int at) {
        DoubleVector sum0 = DoubleVector.zero(SPECIES);
        DoubleVector sum1 = DoubleVector.zero(SPECIES);
        DoubleVector sum2 = DoubleVector.zero(SPECIES);
        DoubleVector sum3 = DoubleVector.zero(SPECIES);
        DoubleVector sum4 = DoubleVector.zero(SPECIES);
        DoubleVector sum5 = DoubleVector.zero(SPECIES);
        DoubleVector sum6 = DoubleVector.zero(SPECIES);
        DoubleVector sum7 = DoubleVector.zero(SPECIES);
        DoubleVector sum8 = DoubleVector.zero(SPECIES);
        for (int e = from; e < end; e++) {
            double q = quantity[e];
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
        }
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

    private static void five(
            int[] instrument,
            double[] quantity,
            int from,
            int end,
            MemorySegment vectors,
            long bytesPerVector,
            long column,
            double[] to,
            int at) {
        DoubleVector sum0 = DoubleVector.zero(SPECIES);
        DoubleVector sum1 = DoubleVector.zero(SPECIES);
        DoubleVector sum2 = DoubleVector.zero(SPECIES);
        DoubleVector sum3 = DoubleVector.zero(SPECIES);
        DoubleVector sum4 = DoubleVector.zero(SPECIES);
        for (int e = from; e < end; e++) {
            double q = quantity[e];
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
        }
        sum0.intoArray(to, at);
        sum1.intoArray(to, at + LANES);
        sum2.intoArray(to, at + 2 * LANES);
        sum3.intoArray(to, at + 3 * LANES);
        sum4.intoArray(to, at + 4 * LANES);
    }

    private static void three(
            int[] instrument,
            double[] quantity,
            int from,
            int end,
            MemorySegment vectors,
            long bytesPerVector,
            long column,
            double[] to,
            int at) {
        DoubleVector sum0 = DoubleVector.zero(SPECIES);
        DoubleVector sum1 = DoubleVector.zero(SPECIES);
        DoubleVector sum2 = DoubleVector.zero(SPECIES);
        for (int e = from; e < end; e++) {
            double q = quantity[e];
            long unit = instrument[e] * bytesPerVector + column;
            sum0 = sum0.add(DoubleVector.fromMemorySegment(SPECIES, vectors, unit, ORDER)
                    .mul(q));
            sum1 = sum1.add(DoubleVector.fromMemorySegment(SPECIES, vectors, unit + BYTES, ORDER)
                    .mul(q));
            sum2 = sum2.add(DoubleVector.fromMemorySegment(SPECIES, vectors, unit + 2 * BYTES, ORDER)
                    .mul(q));
        }
        sum0.intoArray(to, at);
        sum1.intoArray(to, at + LANES);
        sum2.intoArray(to, at + 2 * LANES);
    }

    private static void one(
            int[] instrument,
            double[] quantity,
            int from,
            int end,
            MemorySegment vectors,
            long bytesPerVector,
            long column,
            double[] to,
            int at) {
        DoubleVector sum0 = DoubleVector.zero(SPECIES);
        for (int e = from; e < end; e++) {
            double q = quantity[e];
            long unit = instrument[e] * bytesPerVector + column;
            sum0 = sum0.add(DoubleVector.fromMemorySegment(SPECIES, vectors, unit, ORDER)
                    .mul(q));
        }
        sum0.intoArray(to, at);
    }
}
