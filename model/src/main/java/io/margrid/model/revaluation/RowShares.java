package io.margrid.model.revaluation;

import java.util.stream.IntStream;

/// Hands on the rows of a backend that had them all at once: shares of them on the threads of the common pool, and
/// runs summed there.
final class RowShares {
    /// Rows whose runs are summed and handed on together, so that their exposures stay in a cache.
    private static final int BLOCK = 256;

    /// Shares for each thread, since threads are not equally free.
    private static final int PER_THREAD = 4;

    private RowShares() {}

    /// Calls the consumer as a backend that sums block by block does.
    static void handOn(BookTable books, RowConsumer consumer) {
        RunWeights weights = consumer.priced();
        weights.requireFor(books);
        int blocks = (books.rows() + BLOCK - 1) / BLOCK;
        int shares = Math.min(blocks, PER_THREAD * Runtime.getRuntime().availableProcessors());
        if (shares <= 1) {
            blocks(books, weights, consumer, 0, blocks);
        } else {
            IntStream.range(0, shares)
                    .parallel()
                    .forEach(share -> blocks(books, weights, consumer, (int) ((long) blocks * share / shares), (int)
                            ((long) blocks * (share + 1) / shares)));
        }
    }

    private static void blocks(BookTable books, RunWeights weights, RowConsumer consumer, int first, int end) {
        RunSums sums = new RunSums();
        for (int block = first; block < end; block++) {
            int from = block * BLOCK;
            int to = Math.min(books.rows(), from + BLOCK);
            sums.sum(weights, from, to);
            consumer.rows(from, to, sums);
        }
    }
}
