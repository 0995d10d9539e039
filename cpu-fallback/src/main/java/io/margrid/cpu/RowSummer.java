package io.margrid.cpu;

import io.margrid.model.revaluation.BookTable;
import io.margrid.model.revaluation.Output;
import io.margrid.model.revaluation.RevaluationResult;
import io.margrid.model.revaluation.RunSums;
import io.margrid.model.revaluation.SummationOrder;

/// Sums rows and reduces them, one thread's share: sums stay in a small array until their worst cells are found,
/// and go into the result only where they are wanted.
final class RowSummer {
    /// Rows are reduced some at a time: their chains of comparisons are long, and side by side they hide each
    /// other.
    private static final int GROUP = 16;

    private static final int GROUP_CELLS = 1 << 10;

    /// Sums of up to [#GROUP] rows.
    private double[] sums = new double[0];

    private final RunSums runs = new RunSums();

    /// Sums of one chunk, then counted cells of one row.
    private double[] row = new double[0];

    /// All of some rows.
    ///
    /// @param pass what is computed
    /// @param from first row
    /// @param to   row after the last one
    void rows(BookPass pass, int from, int to) {
        int width = pass.width();
        int group = Math.clamp(GROUP_CELLS / Math.max(1, width), 1, GROUP);
        if (row.length < width) {
            row = new double[width];
        }
        if (sums.length < group * width) {
            sums = new double[group * width];
        }
        boolean withRuns = !pass.weights().isEmpty();
        if (withRuns) {
            runs.reserve(pass.weights().runs(), from, to, RunBookKernel.SLACK);
        }
        for (int first = from; first < to; first += group) {
            int end = Math.min(first + group, to);
            for (int r = first; r < end; r++) {
                int at = (r - first) * width;
                if (!pass.sumByRun(r, sums, at, runs)) {
                    sum(pass, r, at);
                    if (withRuns) {
                        runs.sum(pass.weights(), r);
                    }
                }
            }
            for (int r = first; r < end; r++) {
                finish(pass, r, (r - first) * width);
            }
        }
    }

    /// Exposures of the runs of the rows that were summed last.
    RunSums runs() {
        return runs;
    }

    /// In [SummationOrder]. The sum of the first chunk stands for `+0.0` and it: neither is ever `-0.0`.
    private void sum(BookPass pass, int r, int at) {
        BookTable books = pass.books();
        int end = books.rowStart()[r + 1];
        int chunkEnd = Math.min(books.rowStart()[r] + SummationOrder.CHUNK, end);
        pass.sum(books.rowStart()[r], chunkEnd, sums, at);
        while (chunkEnd < end) {
            int chunk = chunkEnd;
            chunkEnd = Math.min(chunk + SummationOrder.CHUNK, end);
            pass.sum(chunk, chunkEnd, row, 0);
            for (int s = 0; s < pass.scenarios(); s++) {
                sums[at + s] += row[s];
            }
        }
    }

    private void finish(BookPass pass, int r, int at) {
        RevaluationResult result = pass.result();
        int scenarios = pass.scenarios();
        if (result.wants(Output.BOOK_PNL)) {
            System.arraycopy(sums, at, result.bookPnl(), r * result.stride(), scenarios);
        }
        if (result.wants(Output.WORST_CELLS)) {
            int group = pass.books().ruleGroup()[r];
            if (!(scenarios > 1 && reduceFinite(pass, r, at, group))) {
                result.worstCells().reduce(r, pass.rules(), group, sums, at);
            }
        }
    }

    private boolean reduceFinite(BookPass pass, int r, int at, int group) {
        double[] cells = sums;
        int from = at;
        if (pass.counted().changes(group)) {
            pass.counted().count(group, sums, at, row);
            cells = row;
            from = 0;
        }
        return VectorWorstCells.reduce(
                cells, from, pass.scenarios(), pass.result().worstCells(), r);
    }
}
