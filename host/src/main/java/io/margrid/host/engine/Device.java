package io.margrid.host.engine;

import io.margrid.model.margin.RevaluationPlan;
import io.margrid.model.revaluation.BackendInfo;
import io.margrid.model.revaluation.BatchLayout;
import io.margrid.model.revaluation.BookTable;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.RevaluationResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// A backend that many threads may use: one revaluation at a time, none of more cells than a limit, none after
/// [#close].
final class Device implements Revaluer {
    private final RevaluationBackend backend;
    private final long cellsMax;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean closed;

    /// A device on a backend.
    ///
    /// @param backend  closed with the device
    /// @param cellsMax most instruments or rows, times scenarios, of one revaluation
    Device(RevaluationBackend backend, long cellsMax) {
        this.backend = backend;
        this.cellsMax = cellsMax;
    }

    @Override
    public BackendInfo info() {
        return backend.info();
    }

    /// A row's bits do not depend on its neighbours, so rows that together exceed the limit are summed slice by
    /// slice. Each slice prices the instruments anew, since the port takes no vectors back. With 35 scenarios that
    /// begins at 29 million rows.
    @Override
    public Revalued revalue(RevaluationPlan plan, BookTable rows, CallTerms terms) {
        Revaluer.requireRoom(plan, cellsMax);
        int stride = BatchLayout.stride(plan.shocks().scenarios());
        int most = stride == 0 ? rows.rows() : (int) Math.min(rows.rows(), cellsMax / stride);
        long start = System.nanoTime();
        RevaluationBatch batch = new RevaluationBatch(plan.instruments(), plan.shocks(), rows.slice(0, most));
        RevaluationResult result = RevaluationResult.allocate(batch, Revalued.OUTPUTS);
        List<double[]> vectors = new ArrayList<>(rows.rows());
        Computed computed = compute(batch, result, vectors, start);
        RevaluationTimes times = computed.times();
        while (vectors.size() < rows.rows()) {
            start = System.nanoTime();
            int from = vectors.size();
            int to = from + Math.min(most, rows.rows() - from);
            BookTable slice = rows.slice(from, to);
            computed = compute(new RevaluationBatch(plan.instruments(), plan.shocks(), slice), result, vectors, start);
            times = times.plus(computed.times());
        }
        return new Revalued(result, vectors, computed.by(), times);
    }

    /// What became of a batch.
    private record Computed(BackendInfo by, RevaluationTimes times) {}

    private Computed compute(RevaluationBatch batch, RevaluationResult result, List<double[]> vectors, long start) {
        long packed = System.nanoTime();
        Computed computed = exclusively(batch.cells(), CallTerms.LOCAL, device -> {
            long begun = System.nanoTime();
            device.revalue(batch, result);
            long kernelNanos = System.nanoTime() - begun;
            // Under the lock, since a guarded device may leave the next batch to another backend.
            return new Computed(device.info(), new RevaluationTimes(packed - start, kernelNanos, 0));
        });
        long cutting = System.nanoTime();
        for (int row = 0; row < batch.books().rows(); row++) {
            vectors.add(result.bookVector(row));
        }
        return new Computed(
                computed.by(), computed.times().plus(new RevaluationTimes(0, 0, System.nanoTime() - cutting)));
    }

    @Override
    public <T> T exclusively(long cells, CallTerms terms, Function<RevaluationBackend, T> work) {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the engine is closed");
            }
            return work.apply(backend);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            backend.close();
        } finally {
            lock.unlock();
        }
    }
}
