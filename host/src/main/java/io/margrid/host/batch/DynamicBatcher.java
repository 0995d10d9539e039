package io.margrid.host.batch;

import io.margrid.host.engine.CallTerms;
import io.margrid.host.engine.Revalued;
import io.margrid.host.engine.Revaluer;
import io.margrid.model.Limits;
import io.margrid.model.margin.RevaluationPlan;
import io.margrid.model.revaluation.BackendInfo;
import io.margrid.model.revaluation.BookTable;
import io.margrid.model.revaluation.RevaluationBackend;
import java.lang.System.Logger.Level;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// Joins the work of many calls into batches for one backend, which a thread of its own uses.
///
/// A small job that finds nothing waiting, and a backend that is free and computes on the thread that calls it, is
/// computed by its caller: on a processor, waking a thread and being woken by it cost more than the work.
///
/// When the backend is free it takes what waits, up to a number of cells; [BatchSettings] has the bounds. Callers
/// block, which virtual threads do well, and cut their own results out. A result's bits do not depend on what it
/// was joined with. Closing lets what is being computed end and refuses what waits.
public final class DynamicBatcher implements Revaluer {
    private static final System.Logger LOG = System.getLogger(DynamicBatcher.class.getName());

    /// Most cells that a caller computes itself, some hundred microseconds: it cannot be given up meanwhile.
    private static final long OWN_TURN_CELLS = 1 << 16;

    private final RevaluationBackend backend;
    private final BatchSettings settings;
    private final Dispatcher dispatcher;
    private final Thread owner;
    /// Held by the thread that gives a turn, and so uses the backend.
    private final ReentrantLock turn = new ReentrantLock();

    private DynamicBatcher(RevaluationBackend backend, BatchSettings settings, BatchObserver observer) {
        this.backend = backend;
        this.settings = settings;
        this.dispatcher = new Dispatcher(backend, settings, System::nanoTime, observer);
        this.owner = Thread.ofPlatform().daemon().name("batcher").unstarted(this::giveTurns);
    }

    /// Starts a batcher.
    ///
    /// @param backend  closed with the batcher
    /// @param settings bounds
    /// @param observer is told what happens
    /// @return a batcher that takes work
    public static DynamicBatcher start(RevaluationBackend backend, BatchSettings settings, BatchObserver observer) {
        DynamicBatcher batcher = new DynamicBatcher(backend, settings, observer);
        batcher.owner.start();
        return batcher;
    }

    private void giveTurns() {
        while (isTurn()) {
            turn.lock();
            try {
                giveTurn();
            } finally {
                turn.unlock();
            }
        }
        turn.lock();
        try {
            backend.close();
        } finally {
            turn.unlock();
        }
    }

    private void giveTurn() {
        try {
            dispatcher.turn();
        } catch (OutOfMemoryError e) {
            // The jobs of this turn have failed; whoever gives turns goes on, or all others would wait for ever.
            LOG.log(Level.ERROR, "no memory left for a batch", e);
        }
    }

    /// Nobody has a reason to interrupt the thread; should a device's code have done so, it looks again and goes
    /// on.
    private boolean isTurn() {
        while (true) {
            try {
                return dispatcher.awaitTurn();
            } catch (InterruptedException e) {
                LOG.log(Level.WARNING, "the batcher was interrupted and goes on", e);
            }
        }
    }

    @Override
    public BackendInfo info() {
        return backend.info();
    }

    /// What waits now.
    ///
    /// @return counts
    public QueueLoad load() {
        return dispatcher.load();
    }

    /// @throws RefusedException if the queue has no room, the deadline cannot be met, or the call was given up
    @Override
    public Revalued revalue(RevaluationPlan plan, BookTable rows, CallTerms terms) {
        Revaluer.requireRoom(plan, Limits.CELLS);
        RevaluationJob job = new RevaluationJob(plan, rows, terms, settings.cells());
        submit(job);
        await(job, job.answer());
        return job.revalued(System::nanoTime);
    }

    private void submit(RevaluationJob job) {
        if (job.cells() > OWN_TURN_CELLS || !backend.computesOnCaller() || !turn.tryLock()) {
            dispatcher.submit(job);
            return;
        }
        try {
            if (dispatcher.submitForOwnTurn(job)) {
                giveTurn();
            }
        } finally {
            turn.unlock();
            dispatcher.turnEnded();
        }
    }

    /// @throws RefusedException if the queue has no room, the deadline cannot be met, or the call was given up
    ///     before the work began
    @Override
    public <T> T exclusively(long cells, CallTerms terms, Function<RevaluationBackend, T> work) {
        ExclusiveJob<T> job = new ExclusiveJob<>(cells, terms, work);
        dispatcher.submit(job);
        return await(job, job.answer());
    }

    private <T> T await(Job job, Future<T> answer) {
        Runnable giveUp = () -> dispatcher.giveUp(job);
        job.terms().cancellation().onCancel(giveUp);
        boolean interrupted = false;
        boolean late = false;
        try {
            while (true) {
                try {
                    // Work that has begun may not be left, and is waited for beyond the deadline.
                    return job.terms().deadlineNanos() == CallTerms.NO_DEADLINE || late || interrupted
                            ? answer.get()
                            : answer.get(job.terms().deadlineNanos() - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (TimeoutException _) {
                    late = true;
                    dispatcher.giveUp(job);
                } catch (InterruptedException _) {
                    interrupted = true;
                    dispatcher.giveUp(job);
                }
            }
        } catch (ExecutionException e) {
            throw thrown(e);
        } finally {
            job.terms().cancellation().forget(giveUp);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException thrown(ExecutionException e) {
        switch (e.getCause()) {
            case RuntimeException failure -> throw failure;
            case Error error -> throw error;
            case null, default -> throw new IllegalStateException("a job failed with no cause of its own", e);
        }
    }

    @Override
    public void close() {
        dispatcher.close();
        boolean interrupted = false;
        while (owner.isAlive()) {
            try {
                owner.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
