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

/// A backend that many threads may use: one revaluation at a time, none of more cells than a limit, none after
/// [#close].
final class Device implements AutoCloseable {
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

    /// What the backend gave.
    ///
    /// @param units base values, Greeks and vectors of the instruments; its rows are those of the last slice
    /// @param rows  the vector of each row
    /// @param by    who computed; of several slices the last, which gave the units
    record Revalued(RevaluationResult units, List<double[]> rows, BackendInfo by) {}

    /// Who computed last, or is to compute first.
    BackendInfo info() {
        return backend.info();
    }

    /// Revalues a plan and sums rows over it.
    ///
    /// A row's bits do not depend on its neighbours, so rows that together exceed the limit are summed slice by
    /// slice. Each slice prices the instruments anew, since the port takes no vectors back. With 35 scenarios that
    /// begins at 29 million rows.
    ///
    /// @param plan instruments and scenarios
    /// @param rows rows over the instruments
    /// @return the instruments' figures and the rows' vectors
    /// @throws InvalidInputException if the instruments alone exceed the limit
    /// @throws IllegalStateException after [#close]
    Revalued revalue(RevaluationPlan plan, BookTable rows) {
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
        BackendInfo by;
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the engine is closed");
            }
            backend.revalue(batch, result);
            // Under the lock, since a guarded device may leave the next batch to another backend.
            by = backend.info();
        } finally {
            lock.unlock();
        }
        for (int row = 0; row < batch.books().rows(); row++) {
            vectors.add(result.bookVector(row));
        }
        return by;
    }

    /// Waits for a revaluation under way, then closes the backend.
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
