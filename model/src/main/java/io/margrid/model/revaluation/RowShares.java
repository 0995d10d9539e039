package io.margrid.model.revaluation;

import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Hands on the rows of a backend that had them all at once: shares of them on the threads of the common pool, and
/// runs summed there.
final class RowShares {
    /// Rows whose runs are summed and handed on together, so that their exposures stay in a cache.
    private static final int BLOCK = 256;

    /// Shares for each thread, since threads are not equally free.
    private static final int PER_THREAD = 4;

    private final BookTable books;
    private final RunWeights weights;
    private final RowConsumer consumer;

    /// What a share threw first. The common pool would throw a copy.
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    private RowShares(BookTable books, RunWeights weights, RowConsumer consumer) {
        this.books = books;
        this.weights = weights;
        this.consumer = consumer;
    }

    /// Calls the consumer as a backend that sums block by block does.
    static void handOn(BookTable books, RowConsumer consumer) {
        RunWeights weights = consumer.priced();
        weights.requireFor(books);
        RowShares shares = new RowShares(books, weights, consumer);
        int blocks = (books.rows() + BLOCK - 1) / BLOCK;
        int count = Math.min(blocks, PER_THREAD * Runtime.getRuntime().availableProcessors());
        IntStream.range(0, count)
                .parallel()
                .forEach(share -> shares.blocks(
                        (int) ((long) blocks * share / count), (int) ((long) blocks * (share + 1) / count)));
        Throwable thrown = shares.failure.get();
        if (thrown instanceof RuntimeException e) {
            throw e;
        }
        if (thrown instanceof Error e) {
            throw e;
        }
    }

    /// One share; once any has failed, the others end after the block in hand.
    private void blocks(int first, int end) {
        RunSums sums = new RunSums();
        for (int block = first; block < end && failure.get() == null; block++) {
            int from = block * BLOCK;
            int to = Math.min(books.rows(), from + BLOCK);
            try {
                sums.sum(weights, from, to);
                consumer.rows(from, to, sums);
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
            }
        }
    }
}
