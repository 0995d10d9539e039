package io.margrid.cpu;

import io.margrid.model.revaluation.BookTable;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// [VectorBookKernel] for risk vectors of floats, which are half as long in memory and widened as they are read.
/// Products and sums are those of doubles.
final class FloatBookKernel {
    static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

    /// As many floats as [#SPECIES] has doubles.
    static final VectorSpecies<Float> FLOATS =
            VectorSpecies.of(float.class, VectorShape.forBitSize(SPECIES.vectorBitSize() / 2));

    static final int LANES = SPECIES.length();
    static final ByteOrder ORDER = ByteOrder.nativeOrder();

    private static final long BYTES = FLOATS.vectorByteSize();

    private FloatBookKernel() {}

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
            long first = (long) column * Float.BYTES;
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
            DoubleVector unit0 = (DoubleVector)
                    FloatVector.fromMemorySegment(FLOATS, vectors, unit, ORDER).castShape(SPECIES, 0);
            sum0 = sum0.add(unit0.mul(q));
            DoubleVector unit1 = (DoubleVector) FloatVector.fromMemorySegment(FLOATS, vectors, unit + BYTES, ORDER)
                    .castShape(SPECIES, 0);
            sum1 = sum1.add(unit1.mul(q));
            DoubleVector unit2 = (DoubleVector) FloatVector.fromMemorySegment(FLOATS, vectors, unit + 2 * BYTES, ORDER)
                    .castShape(SPECIES, 0);
            sum2 = sum2.add(unit2.mul(q));
            DoubleVector unit3 = (DoubleVector) FloatVector.fromMemorySegment(FLOATS, vectors, unit + 3 * BYTES, ORDER)
                    .castShape(SPECIES, 0);
            sum3 = sum3.add(unit3.mul(q));
            DoubleVector unit4 = (DoubleVector) FloatVector.fromMemorySegment(FLOATS, vectors, unit + 4 * BYTES, ORDER)
                    .castShape(SPECIES, 0);
            sum4 = sum4.add(unit4.mul(q));
            DoubleVector unit5 = (DoubleVector) FloatVector.fromMemorySegment(FLOATS, vectors, unit + 5 * BYTES, ORDER)
                    .castShape(SPECIES, 0);
            sum5 = sum5.add(unit5.mul(q));
            DoubleVector unit6 = (DoubleVector) FloatVector.fromMemorySegment(FLOATS, vectors, unit + 6 * BYTES, ORDER)
                    .castShape(SPECIES, 0);
            sum6 = sum6.add(unit6.mul(q));
            DoubleVector unit7 = (DoubleVector) FloatVector.fromMemorySegment(FLOATS, vectors, unit + 7 * BYTES, ORDER)
                    .castShape(SPECIES, 0);
            sum7 = sum7.add(unit7.mul(q));
            DoubleVector unit8 = (DoubleVector) FloatVector.fromMemorySegment(FLOATS, vectors, unit + 8 * BYTES, ORDER)
                    .castShape(SPECIES, 0);
            sum8 = sum8.add(unit8.mul(q));
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
            DoubleVector unit0 = (DoubleVector)
                    FloatVector.fromMemorySegment(FLOATS, vectors, unit, ORDER).castShape(SPECIES, 0);
            sum0 = sum0.add(unit0.mul(q));
            DoubleVector unit1 = (DoubleVector) FloatVector.fromMemorySegment(FLOATS, vectors, unit + BYTES, ORDER)
                    .castShape(SPECIES, 0);
            sum1 = sum1.add(unit1.mul(q));
            DoubleVector unit2 = (DoubleVector) FloatVector.fromMemorySegment(FLOATS, vectors, unit + 2 * BYTES, ORDER)
                    .castShape(SPECIES, 0);
            sum2 = sum2.add(unit2.mul(q));
            DoubleVector unit3 = (DoubleVector) FloatVector.fromMemorySegment(FLOATS, vectors, unit + 3 * BYTES, ORDER)
                    .castShape(SPECIES, 0);
            sum3 = sum3.add(unit3.mul(q));
            DoubleVector unit4 = (DoubleVector) FloatVector.fromMemorySegment(FLOATS, vectors, unit + 4 * BYTES, ORDER)
                    .castShape(SPECIES, 0);
            sum4 = sum4.add(unit4.mul(q));
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
            DoubleVector unit0 = (DoubleVector)
                    FloatVector.fromMemorySegment(FLOATS, vectors, unit, ORDER).castShape(SPECIES, 0);
            sum0 = sum0.add(unit0.mul(q));
            DoubleVector unit1 = (DoubleVector) FloatVector.fromMemorySegment(FLOATS, vectors, unit + BYTES, ORDER)
                    .castShape(SPECIES, 0);
            sum1 = sum1.add(unit1.mul(q));
            DoubleVector unit2 = (DoubleVector) FloatVector.fromMemorySegment(FLOATS, vectors, unit + 2 * BYTES, ORDER)
                    .castShape(SPECIES, 0);
            sum2 = sum2.add(unit2.mul(q));
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
            DoubleVector unit0 = (DoubleVector)
                    FloatVector.fromMemorySegment(FLOATS, vectors, unit, ORDER).castShape(SPECIES, 0);
            sum0 = sum0.add(unit0.mul(q));
        }
        sum0.intoArray(to, at);
    }
}
