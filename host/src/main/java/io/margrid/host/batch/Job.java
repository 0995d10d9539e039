package io.margrid.host.batch;

import io.margrid.host.engine.CallTerms;
import java.util.concurrent.CompletableFuture;

/// Work that waits for its turn, and the place where its answer will be. What the queue knows of it is guarded by
/// who guards the queue.
abstract sealed class Job permits RevaluationJob, ExclusiveJob {
    private final CallTerms terms;
    private final long cells;
    private final long bytes;
    private long sequence;
    private long sinceNanos;

    /// A job.
    ///
    /// @param terms of the call
    /// @param cells of all of it, at least 1
    /// @param bytes memory that it holds until it is done, by estimate
    Job(CallTerms terms, long cells, long bytes) {
        this.terms = terms;
        this.cells = cells;
        this.bytes = bytes;
    }

    final CallTerms terms() {
        return terms;
    }

    final long cells() {
        return cells;
    }

    final long bytes() {
        return bytes;
    }

    /// Place in the order of arrival.
    final long sequence() {
        return sequence;
    }

    /// Since when it waits for its next turn.
    final long sinceNanos() {
        return sinceNanos;
    }

    final void waitsFrom(long number, long now) {
        sequence = number;
        sinceNanos = now;
    }

    /// Whether nobody can use the answer any more.
    final boolean isLate(long now) {
        return terms.deadlineNanos() != CallTerms.NO_DEADLINE && now - terms.deadlineNanos() >= 0;
    }

    /// Cells of its next turn.
    abstract long nextCells();

    /// Cells of the turns that it has not had.
    abstract long cellsLeft();

    /// Whether the caller may go while this is computed: nothing that it owns is written to.
    abstract boolean canBeLeft();

    /// The answer, or what went wrong.
    abstract CompletableFuture<?> answer();

    final boolean isDone() {
        return answer().isDone();
    }

    final void fail(Throwable failure) {
        answer().completeExceptionally(failure);
    }
}
