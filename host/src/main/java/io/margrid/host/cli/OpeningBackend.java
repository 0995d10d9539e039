package io.margrid.host.cli;

import io.margrid.host.backend.Backends;
import io.margrid.host.engine.MarginEngine;
import io.margrid.model.revaluation.KnownAnswer;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.RevaluationResult;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/// A backend that is opened and run warm while inputs are read.
///
/// A backend is slow until its code is compiled: the first call of the Vector API takes longer than all the rest
/// of a command. Reading inputs leaves other processors idle for about as long as the compiler needs.
final class OpeningBackend implements AutoCloseable {
    private static final long WARM_UP_NANOS = 1_000_000_000L;

    private final FutureTask<RevaluationBackend> opening;
    private volatile boolean wanted;
    private boolean taken;

    /// Begins.
    ///
    /// @param name a backend's name or `auto`
    OpeningBackend(String name) {
        this(() -> Backends.open(name));
    }

    OpeningBackend(Supplier<RevaluationBackend> opener) {
        this.opening = new FutureTask<>(() -> open(opener));
        Thread.ofPlatform().daemon().name("open backend").start(opening);
    }

    private RevaluationBackend open(Supplier<RevaluationBackend> opener) {
        RevaluationBackend backend = opener.get();
        if (Runtime.getRuntime().availableProcessors() > 1) {
            try {
                warmUp(backend);
            } catch (RuntimeException e) {
                backend.close();
                throw e;
            }
        }
        return backend;
    }

    private void warmUp(RevaluationBackend backend) {
        RevaluationBatch batch = KnownAnswer.batch();
        RevaluationResult result = RevaluationResult.allocate(batch);
        long start = System.nanoTime();
        while (!wanted && System.nanoTime() - start < WARM_UP_NANOS) {
            backend.revalue(batch, result);
        }
    }

    /// Ends the warming up and hands the backend over. To be called once.
    ///
    /// @return an engine on it; the caller closes it
    /// @throws RuntimeException what opening threw
    MarginEngine engine() {
        RevaluationBackend backend = await();
        taken = true;
        return new MarginEngine(backend);
    }

    /// Ends the warming up.
    ///
    /// @return the backend, still this object's to close
    /// @throws RuntimeException what opening threw
    RevaluationBackend await() {
        wanted = true;
        try {
            return opening.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("the backend does not open", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the backend was opened", e);
        }
    }

    /// Closes a backend that nobody took, because the inputs were bad.
    @Override
    public void close() {
        if (taken) {
            return;
        }
        wanted = true;
        try {
            opening.get().close();
        } catch (ExecutionException _) {
            // It did not open. What the inputs had wrong is being said instead.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
