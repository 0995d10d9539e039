package io.margrid.cpu;

import io.margrid.model.revaluation.BookTable;
import io.margrid.model.revaluation.RevaluationResult;
import io.margrid.model.revaluation.SummationOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// Sums of one book over neighbouring scenario columns, in [SummationOrder] lane by lane.
final class VectorBookKernel {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private VectorBookKernel() {}

    /// All scenarios of one book.
    static void sum(BookTable books, RevaluationResult result, int row) {
        int stride = result.stride();
        int column = 0;
        for (; column + 4 * LANES <= stride; column += 4 * LANES) {
            four(books, result, row, column);
        }
        for (; column + LANES <= stride; column += LANES) {
            one(books, result, row, column);
        }
        for (; column < result.scenarios(); column++) {
            result.bookPnl()[row * stride + column] = ScalarKernel.bookSum(books, result, row, column);
        }
    }

    private static void four(BookTable books, RevaluationResult result, int row, int column) {
        int[] instrument = books.instrument();
        double[] quantity = books.quantity();
        double[] units = result.riskVectors();
        int stride = result.stride();
        int end = books.rowStart()[row + 1];
        DoubleVector sum0 = DoubleVector.zero(SPECIES);
        DoubleVector sum1 = DoubleVector.zero(SPECIES);
        DoubleVector sum2 = DoubleVector.zero(SPECIES);
        DoubleVector sum3 = DoubleVector.zero(SPECIES);
        for (int chunk = books.rowStart()[row]; chunk < end; chunk += SummationOrder.CHUNK) {
            int chunkEnd = Math.min(chunk + SummationOrder.CHUNK, end);
            DoubleVector part0 = DoubleVector.zero(SPECIES);
            DoubleVector part1 = DoubleVector.zero(SPECIES);
            DoubleVector part2 = DoubleVector.zero(SPECIES);
            DoubleVector part3 = DoubleVector.zero(SPECIES);
            for (int e = chunk; e < chunkEnd; e++) {
                double q = quantity[e];
                int at = instrument[e] * stride + column;
                part0 = part0.add(DoubleVector.fromArray(SPECIES, units, at).mul(q));
                part1 = part1.add(
                        DoubleVector.fromArray(SPECIES, units, at + LANES).mul(q));
                part2 = part2.add(
                        DoubleVector.fromArray(SPECIES, units, at + 2 * LANES).mul(q));
                part3 = part3.add(
                        DoubleVector.fromArray(SPECIES, units, at + 3 * LANES).mul(q));
            }
            sum0 = sum0.add(part0);
            sum1 = sum1.add(part1);
            sum2 = sum2.add(part2);
            sum3 = sum3.add(part3);
        }
        int to = row * stride + column;
        sum0.intoArray(result.bookPnl(), to);
        sum1.intoArray(result.bookPnl(), to + LANES);
        sum2.intoArray(result.bookPnl(), to + 2 * LANES);
        sum3.intoArray(result.bookPnl(), to + 3 * LANES);
    }

    private static void one(BookTable books, RevaluationResult result, int row, int column) {
        int end = books.rowStart()[row + 1];
        DoubleVector sum = DoubleVector.zero(SPECIES);
        for (int chunk = books.rowStart()[row]; chunk < end; chunk += SummationOrder.CHUNK) {
            int chunkEnd = Math.min(chunk + SummationOrder.CHUNK, end);
            DoubleVector part = DoubleVector.zero(SPECIES);
            for (int e = chunk; e < chunkEnd; e++) {
                int at = books.instrument()[e] * result.stride() + column;
                part = part.add(DoubleVector.fromArray(SPECIES, result.riskVectors(), at)
                        .mul(books.quantity()[e]));
            }
            sum = sum.add(part);
        }
        sum.intoArray(result.bookPnl(), row * result.stride() + column);
    }
}
