package io.margrid.host.engine;

import io.margrid.model.margin.FullBook;
import io.margrid.model.margin.MarginTotals;
import io.margrid.model.margin.TotalsReducer;
import io.margrid.model.revaluation.RevaluationResult;
import io.margrid.model.revaluation.RowConsumer;
import io.margrid.model.revaluation.RunSums;
import io.margrid.model.revaluation.RunWeights;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Turns blocks of rows, as a backend finishes them, into whole accounts for a reducer. Safe for many threads.
final class AccountBlocks implements RowConsumer {
    /// Accounts of a block, or some more.
    private static final int NEAR = 64;

    private final FullBook book;
    private final TotalsReducer reducer;
    private final RevaluationResult result;
    private final MarginTotals totals;
    private final Queue<Integer> cut = new ConcurrentLinkedQueue<>();

    /// An account to look at first. Threads overwrite it as they like: any will do.
    private int hint;

    /// Written before any row is handed on.
    private RunWeights weights = RunWeights.NONE;

    AccountBlocks(FullBook book, TotalsReducer reducer, RevaluationResult result, MarginTotals totals) {
        this.book = book;
        this.reducer = reducer;
        this.result = result;
        this.totals = totals;
    }

    @Override
    public RunWeights priced() {
        weights = reducer.instruments(result);
        return weights;
    }

    @Override
    public void rows(int from, int to, RunSums sums) {
        int first = firstAccountAt(from);
        int end = firstAccountAt(to);
        hint = end;
        if (book.firstRowOf(end) > to) {
            // An account that begins in the block and ends behind it waits for its last rows.
            end--;
            if (book.firstRowOf(end) >= from) {
                cut.add(end);
            }
        }
        if (first < end) {
            reducer.reduce(result, first, end, sums, totals);
        }
    }

    /// Reduces what was left over, when all rows are done.
    void finish() {
        RunSums sums = new RunSums();
        for (int account : cut) {
            // Its first runs were those of a block that is gone.
            sums.sum(weights, book.firstRowOf(account), book.firstRowOf(account + 1));
            reducer.reduce(result, account, account + 1, sums, totals);
        }
        // Accounts without rows behind the last one with rows.
        reducer.reduce(
                result, firstAccountAt(book.table().rows()), book.accounts().size(), sums, totals);
    }

    /// The first account whose rows begin at a row or behind it; the number of accounts if there is none.
    private int firstAccountAt(int row) {
        int low = 0;
        int high = book.accounts().size();
        // Most blocks begin where another has ended, and hold few accounts.
        int near = hint;
        if (book.firstRowOf(near) >= row) {
            high = near;
            low = near > 0 && book.firstRowOf(near - 1) < row ? near : 0;
        } else {
            low = near + 1;
            int far = Math.min(high, low + NEAR);
            high = book.firstRowOf(far) >= row ? far : high;
        }
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (book.firstRowOf(middle) >= row) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
