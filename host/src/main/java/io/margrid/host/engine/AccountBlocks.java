package io.margrid.host.engine;

import io.margrid.model.margin.FullBook;
import io.margrid.model.margin.MarginTotals;
import io.margrid.model.margin.TotalsReducer;
import io.margrid.model.revaluation.RevaluationResult;
import io.margrid.model.revaluation.RowConsumer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/// Turns blocks of rows, as a backend finishes them, into whole accounts for a reducer. Safe for many threads.
final class AccountBlocks implements RowConsumer {
    /// A backend that hands on more accounts at once than this does not share them out: that is done here.
    private static final int BLOCK = 4_096;

    private final FullBook book;
    private final TotalsReducer reducer;
    private final RevaluationResult result;
    private final MarginTotals totals;
    private final Queue<Integer> cut = new ConcurrentLinkedQueue<>();
    private final Object lock = new Object();
    private volatile boolean begun;

    AccountBlocks(FullBook book, TotalsReducer reducer, RevaluationResult result, MarginTotals totals) {
        this.book = book;
        this.reducer = reducer;
        this.result = result;
        this.totals = totals;
    }

    @Override
    public void rows(int from, int to) {
        begin();
        int first = firstAccountAt(from);
        int end = firstAccountAt(to);
        if (book.firstRowOf(end) > to) {
            // An account that begins in the block and ends behind it waits for its last rows.
            end--;
            if (book.firstRowOf(end) >= from) {
                cut.add(end);
            }
        }
        reduce(first, end);
    }

    /// Reduces what was left over, when all rows are done.
    void finish() {
        begin();
        cut.forEach(account -> reduce(account, account + 1));
        // Accounts without rows behind the last one with rows.
        reduce(firstAccountAt(book.table().rows()), book.accounts().size());
    }

    private void begin() {
        if (!begun) {
            synchronized (lock) {
                if (!begun) {
                    reducer.instruments(result);
                    begun = true;
                }
            }
        }
    }

    /// The first account whose rows begin at a row or behind it; the number of accounts if there is none.
    private int firstAccountAt(int row) {
        int low = 0;
        int high = book.accounts().size();
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

    private void reduce(int from, int to) {
        if (to - from <= BLOCK) {
            if (from < to) {
                reducer.reduce(result, from, to, totals);
            }
        } else {
            IntStream.rangeClosed(0, (to - from - 1) / BLOCK)
                    .parallel()
                    .forEach(block -> reducer.reduce(
                            result, from + block * BLOCK, Math.min(to, from + (block + 1) * BLOCK), totals));
        }
    }
}
