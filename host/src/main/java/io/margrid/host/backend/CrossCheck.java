package io.margrid.host.backend;

import io.margrid.model.revaluation.BookTable;
import io.margrid.model.revaluation.InstrumentTable;
import io.margrid.model.revaluation.Output;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.RevaluationResult;
import io.margrid.model.revaluation.WorstCells;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Part of a batch that is computed a second time and compared to the last bit.
///
/// Bits do not depend on neighbours, so some rows with the instruments that they hold, and some further
/// instruments, stand for a batch that is too large to be computed twice.
///
/// @param batch      the part, or all
/// @param instrument for each instrument of the part, its index in the whole
/// @param firstRow   the part's rows are those of the whole from here on
record CrossCheck(RevaluationBatch batch, int[] instrument, int firstRow) {
    /// Prices and terms of sums, each, of a check: milliseconds on a CPU. Beyond it goes one row that is larger.
    static final long CELLS_MAX = 1L << 20;

    /// Chooses what is computed again.
    ///
    /// @param whole  the batch
    /// @param random where in the batch
    /// @return all of it if it is small
    static CrossCheck of(RevaluationBatch whole, RandomGenerator random) {
        int n = whole.instruments().size();
        BookTable books = whole.books();
        // Base values are prices too.
        long width = whole.shocks().scenarios() + 1L;
        int most = (int) Math.min(Integer.MAX_VALUE, Math.max(1, CELLS_MAX / width));
        if (n <= most && Math.max(books.entries(), books.rows()) <= most) {
            return new CrossCheck(whole, IntStream.range(0, n).toArray(), 0);
        }
        int from = books.rows() == 0 ? 0 : random.nextInt(books.rows());
        int to = Math.min(books.rows(), from + 1);
        while (to < books.rows() && to - from < most && books.rowStart()[to + 1] - books.rowStart()[from] <= most) {
            to++;
        }
        BookTable rows = books.slice(from, to);
        BitSet chosen = new BitSet(n);
        for (int e = 0; e < rows.entries(); e++) {
            chosen.set(rows.instrument()[e]);
        }
        int start = n == 0 ? 0 : random.nextInt(n);
        int count = chosen.cardinality();
        for (int k = 0; k < n && count < most; k++) {
            int i = (start + k) % n;
            if (!chosen.get(i)) {
                chosen.set(i);
                count++;
            }
        }
        int[] instrument = chosen.stream().toArray();
        int[] index = new int[n];
        for (int j = 0; j < instrument.length; j++) {
            index[instrument[j]] = j;
        }
        int[] held = Arrays.stream(rows.instrument()).map(i -> index[i]).toArray();
        BookTable part = new BookTable(instrument.length, rows.rowStart(), held, rows.quantity(), rows.ruleGroup());
        return new CrossCheck(
                new RevaluationBatch(pick(whole, instrument), whole.shocks(), part, whole.rules()), instrument, from);
    }

    private static InstrumentTable pick(RevaluationBatch whole, int[] instrument) {
        InstrumentTable from = whole.instruments();
        int volShocks = whole.shocks().volShocks();
        InstrumentTable to = InstrumentTable.allocate(instrument.length, volShocks);
        for (int j = 0; j < instrument.length; j++) {
            int i = instrument[j];
            to.kind()[j] = from.kind()[i];
            to.shockGroup()[j] = from.shockGroup()[i];
            to.forward()[j] = from.forward()[i];
            to.strikeOverForward()[j] = from.strikeOverForward()[i];
            to.logForwardOverStrike()[j] = from.logForwardOverStrike()[i];
            to.years()[j] = from.years()[i];
            to.baseDeviation()[j] = from.baseDeviation()[i];
            to.givenBase()[j] = from.givenBase()[i];
            for (int v = 0; v < volShocks; v++) {
                to.shockedDeviation()[v * instrument.length + j] = from.shockedDeviation()[v * from.size() + i];
            }
        }
        return to;
    }

    /// Computes the part and compares it with what a device gave for the whole. NaNs are alike.
    ///
    /// @param given   the device's result for the whole batch
    /// @param backend computes the part
    /// @return the first figure that differs, in words, with both values
    Optional<String> difference(RevaluationResult given, RevaluationBackend backend) {
        RevaluationResult expected = RevaluationResult.allocate(batch, given.outputs());
        backend.revalue(batch, expected);
        Comparison comparison = new Comparison(backend.info().label());
        if (given.wants(Output.GREEKS)) {
            comparison.columns("value", "instrument", given.value(), expected.value(), instrument);
            comparison.columns("delta", "instrument", given.delta(), expected.delta(), instrument);
            comparison.columns("gamma", "instrument", given.gamma(), expected.gamma(), instrument);
            comparison.columns("vega", "instrument", given.vega(), expected.vega(), instrument);
            comparison.columns("theta", "instrument", given.theta(), expected.theta(), instrument);
        }
        if (given.wants(Output.RISK_VECTORS)) {
            comparison.vectors("instrument", given, given.riskVectors(), expected.riskVectors(), instrument);
        }
        int rows = batch.books().rows();
        int[] row = IntStream.range(firstRow, firstRow + rows).toArray();
        if (given.wants(Output.BOOK_PNL)) {
            comparison.vectors("row", given, given.bookPnl(), expected.bookPnl(), row);
        }
        if (given.wants(Output.WORST_CELLS)) {
            WorstCells one = given.worstCells();
            WorstCells other = expected.worstCells();
            comparison.columns("worst cell", "row", doubles(one.worst()), doubles(other.worst()), row);
            comparison.columns("worst profit", "row", one.worstPnl(), other.worstPnl(), row);
            comparison.columns("runner-up", "row", doubles(one.runnerUp()), doubles(other.runnerUp()), row);
            comparison.columns("profit of the runner-up", "row", one.runnerUpPnl(), other.runnerUpPnl(), row);
            comparison.columns(
                    "first cell that is not finite", "row", doubles(one.notFinite()), doubles(other.notFinite()), row);
        }
        return comparison.first;
    }

    private static double[] doubles(int[] values) {
        return Arrays.stream(values).asDoubleStream().toArray();
    }

    /// Finds the first difference. `where[j]` is the place in the whole of the part's entry `j`.
    private static final class Comparison {
        private final String reference;
        private Optional<String> first = Optional.empty();

        Comparison(String reference) {
            this.reference = reference;
        }

        void columns(String figure, String what, double[] given, double[] expected, int[] where) {
            for (int j = 0; j < where.length && first.isEmpty(); j++) {
                if (differ(given[where[j]], expected[j])) {
                    first = Optional.of(
                            "%s of %s %d %s".formatted(figure, what, where[j], values(given[where[j]], expected[j])));
                }
            }
        }

        void vectors(String what, RevaluationResult shape, double[] given, double[] expected, int[] where) {
            int stride = shape.stride();
            for (int j = 0; j < where.length && first.isEmpty(); j++) {
                int from = where[j] * stride;
                int end = shape.scenarios();
                // Compares as Double.compare does: NaNs alike, zeros by their sign.
                int s = Arrays.mismatch(given, from, from + end, expected, j * stride, j * stride + end);
                if (s >= 0) {
                    first = Optional.of("profit of %s %d in scenario %d %s"
                            .formatted(what, where[j], s, values(given[from + s], expected[j * stride + s])));
                }
            }
        }

        private static boolean differ(double one, double other) {
            return Double.doubleToLongBits(one) != Double.doubleToLongBits(other);
        }

        private String values(double given, double expected) {
            return "is %s (%016x), %s has %s (%016x)"
                    .formatted(
                            given,
                            Double.doubleToRawLongBits(given),
                            reference,
                            expected,
                            Double.doubleToRawLongBits(expected));
        }
    }
}
