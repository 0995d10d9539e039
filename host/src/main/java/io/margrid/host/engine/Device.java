package io.margrid.host.engine;

import io.margrid.model.input.InvalidInputException;
import io.margrid.model.margin.RevaluationPlan;
import io.margrid.model.revaluation.BackendInfo;
import io.margrid.model.revaluation.BatchLayout;
import io.margrid.model.revaluation.BookTable;
import io.margrid.model.revaluation.Output;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.RevaluationResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// A backend that many threads may use: one revaluation at a time, none of more cells than a limit, none after
/// [#close].
final class Device implements Revaluer {
    /// Reports show whole matrices, so the worst cell is sought there.
    private static final Set<Output> WANTED =
            Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(Output.WORST_CELLS)));

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
        int instruments = plan.instruments().size();
        int stride = BatchLayout.stride(plan.shocks().scenarios());
        if ((long) instruments * stride > cellsMax) {
            throw new InvalidInputException(
                    "books",
                    "%d instruments in %d scenarios need %d cells, at most %d: put the books into several calls"
                            .formatted(instruments, plan.shocks().scenarios(), (long) instruments * stride, cellsMax));
        }
        int most = stride == 0 ? rows.rows() : (int) Math.min(rows.rows(), cellsMax / stride);
        RevaluationBatch batch = new RevaluationBatch(plan.instruments(), plan.shocks(), rows.slice(0, most));
        RevaluationResult result = RevaluationResult.allocate(batch, WANTED);
        List<double[]> vectors = new ArrayList<>(rows.rows());
        BackendInfo by = compute(batch, result, vectors);
        while (vectors.size() < rows.rows()) {
            int from = vectors.size();
            int to = from + Math.min(most, rows.rows() - from);
            BookTable slice = rows.slice(from, to);
            by = compute(new RevaluationBatch(plan.instruments(), plan.shocks(), slice), result, vectors);
        }
        return new Revalued(result, vectors, by);
    }

    private BackendInfo compute(RevaluationBatch batch, RevaluationResult result, List<double[]> vectors) {
        BackendInfo by = exclusively(batch.cells(), CallTerms.LOCAL, device -> {
            device.revalue(batch, result);
            // Under the lock, since a guarded device may leave the next batch to another backend.
            return device.info();
        });
        for (int row = 0; row < batch.books().rows(); row++) {
            vectors.add(result.bookVector(row));
        }
        return by;
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
