package io.margrid.host.batch;

import io.margrid.host.engine.CallTerms;
import io.margrid.model.revaluation.RevaluationBackend;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// Work that has the backend for itself.
///
/// @param <T> what it gives
final class ExclusiveJob<T> extends Job {
    private final Function<RevaluationBackend, T> work;
    private final CompletableFuture<T> answer = new CompletableFuture<>();

    ExclusiveJob(long cells, CallTerms terms, Function<RevaluationBackend, T> work) {
        super(terms, Math.max(1, cells), Math.multiplyExact(Double.BYTES, Math.max(1, cells)));
        this.work = work;
    }

    void run(RevaluationBackend backend) {
        answer.complete(work.apply(backend));
    }

    @Override
    long nextCells() {
        return cells();
    }

    @Override
    long cellsLeft() {
        return cells();
    }

    /// The work may write into arrays of the caller's.
    @Override
    boolean canBeLeft() {
        return false;
    }

    @Override
    CompletableFuture<T> answer() {
        return answer;
    }
}
