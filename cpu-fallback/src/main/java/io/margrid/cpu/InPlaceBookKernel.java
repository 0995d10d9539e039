package io.margrid.cpu;

import io.margrid.model.revaluation.BookTable;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// [VectorBookKernel] for few entries: takes risk vectors where they were written, since so few do not pay for a
/// copy.
final class InPlaceBookKernel {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private InPlaceBookKernel() {}

    /// Sums entries in their order, beginning with `+0.0`.
    ///
    /// @param books   rows
    /// @param from    first entry
    /// @param end     the entry after the last one
    /// @param vectors risk vectors
    /// @param stride  doubles from one vector to the next, at least [VectorBookKernel#LANES]
    /// @param to      takes `stride` sums
    /// @param at      index of the first sum
    static void sum(BookTable books, int from, int end, double[] vectors, int stride, double[] to, int at) {
        for (int column = 0; column < stride; column += LANES) {
            // The last columns may have been summed before; they get the same sums again.
            int first = Math.min(column, stride - LANES);
            DoubleVector sum = DoubleVector.zero(SPECIES);
            for (int e = from; e < end; e++) {
                int unit = books.instrument()[e] * stride + first;
                sum = sum.add(DoubleVector.fromArray(SPECIES, vectors, unit).mul(books.quantity()[e]));
            }
            sum.intoArray(to, at + first);
        }
    }
}
