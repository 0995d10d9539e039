package io.margrid.cpu;

import org.jspecify.annotations.Nullable;

/// How [VectorBackend] divides its work. No setting changes a bit.
///
/// @param threads      threads that sum books, the caller's among them
/// @param blockRows    most rows of a block, which one thread sums and hands on
/// @param blockEntries a block of several rows ends once it has as many entries
/// @param parallelSums entries times scenarios from which on other threads are woken
record VectorSettings(int threads, int blockRows, int blockEntries, long parallelSums) {
    private static final String THREADS = "margrid.cpu.threads";
    private static final int THREADS_MAX = 256;

    /// 16 books of 200 positions: some 10 microseconds, after which their entries are still in a cache.
    private static final int BLOCK_ROWS = 16;

    private static final int BLOCK_ENTRIES = 1 << 14;

    /// A quarter of a millisecond. Waking a thread takes some 50 microseconds.
    private static final long PARALLEL_SUMS = 1L << 22;

    /// What system properties say.
    ///
    /// @return as many threads as there are processors, at most 256, unless property `margrid.cpu.threads` is set
    /// @throws IllegalArgumentException naming the property and its value
    static VectorSettings read() {
        return withThreads(threads(System.getProperty(THREADS)));
    }

    /// The usual blocks on some threads.
    static VectorSettings withThreads(int threads) {
        return new VectorSettings(threads, BLOCK_ROWS, BLOCK_ENTRIES, PARALLEL_SUMS);
    }

    private static int threads(@Nullable String text) {
        if (text == null) {
            return Math.min(Runtime.getRuntime().availableProcessors(), THREADS_MAX);
        }
        try {
            int threads = Integer.parseInt(text.strip());
            if (threads >= 1 && threads <= THREADS_MAX) {
                return threads;
            }
        } catch (NumberFormatException _) {
            // Told below, as a number outside the range is.
        }
        throw new IllegalArgumentException(
                "%s must be a whole number in [1, %d]: \"%s\"".formatted(THREADS, THREADS_MAX, text));
    }
}
