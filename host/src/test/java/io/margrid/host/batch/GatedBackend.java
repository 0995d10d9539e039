package io.margrid.host.batch;

import io.margrid.host.backend.Backends;
import io.margrid.model.revaluation.BackendInfo;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.RevaluationResult;
import java.util.concurrent.Semaphore;

/// The scalar backend behind a gate: a batch waits until it is let through.
public final class GatedBackend implements RevaluationBackend {
    private final RevaluationBackend scalar = Backends.open("scalar");
    private final Semaphore arrived = new Semaphore(0);
    private final Semaphore gate = new Semaphore(0);
    private volatile boolean failing;
    private volatile boolean onCaller;
    private volatile Thread lastThread = Thread.currentThread();
    private volatile boolean closed;

    /// Waits until a batch is at the gate that was not waited for yet.
    ///
    /// @throws InterruptedException if the test has timed out
    public void awaitBatch() throws InterruptedException {
        arrived.acquire();
    }

    /// Lets some batches through, those at the gate first.
    ///
    /// @param batches how many
    public void letThrough(int batches) {
        gate.release(batches);
    }

    /// Whether batches that were let through find no memory.
    ///
    /// @param fail whether
    public void failBatches(boolean fail) {
        failing = fail;
    }

    /// Whether callers are told that they may compute small batches themselves.
    ///
    /// @param may whether
    public void computesOnCaller(boolean may) {
        onCaller = may;
    }

    /// The thread that came with the last batch.
    ///
    /// @return the thread; before the first batch the one that made this
    public Thread lastThread() {
        return lastThread;
    }

    /// Whether it was closed.
    ///
    /// @return true once it was
    public boolean isClosed() {
        return closed;
    }

    @Override
    public BackendInfo info() {
        return scalar.info();
    }

    @Override
    public boolean computesOnCaller() {
        return onCaller;
    }

    @Override
    public void revalue(RevaluationBatch batch, RevaluationResult result) {
        lastThread = Thread.currentThread();
        arrived.release();
        gate.acquireUninterruptibly();
        if (failing) {
            throw new OutOfMemoryError("simulated");
        }
        scalar.revalue(batch, result);
    }

    @Override
    public void close() {
        closed = true;
        scalar.close();
    }
}
