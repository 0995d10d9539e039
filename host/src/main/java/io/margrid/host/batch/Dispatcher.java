package io.margrid.host.batch;

import io.margrid.host.batch.BatchPacker.Packed;
import io.margrid.host.engine.Revalued;
import io.margrid.model.revaluation.BackendException;
import io.margrid.model.revaluation.BackendInfo;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationResult;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// What the batcher does, one turn at a time: takes a batch from the queue, has it computed, hands the results
/// out.
///
/// Every job that was [submitted][#submit] is answered: with its result, with what went wrong with it, or with a
/// refusal. One thread at a time gives [turns][#turn]; the other methods are for any. A simulation gives turns,
/// too, with a clock of its own.
final class Dispatcher {
    private static final System.Logger LOG = System.getLogger(Dispatcher.class.getName());

    private final RevaluationBackend backend;
    private final LongSupplier nanoClock;
    private final BatchObserver observer;
    private final AtomicBoolean observerFailed = new AtomicBoolean();
    private final JobQueue queue;
    private final ReentrantLock lock = new ReentrantLock();
    /// Work came, or there will be none.
    private final Condition changed = lock.newCondition();
    private boolean closed;

    /// A dispatcher.
    ///
    /// @param backend   used by the thread that gives turns
    /// @param settings  bounds
    /// @param nanoClock as `System.nanoTime`
    /// @param observer  counts
    Dispatcher(RevaluationBackend backend, BatchSettings settings, LongSupplier nanoClock, BatchObserver observer) {
        this.backend = backend;
        this.nanoClock = nanoClock;
        this.observer = observer;
        this.queue = new JobQueue(settings);
    }

    /// Lets a job wait for its turn.
    ///
    /// @param job a new one
    /// @throws RefusedException      if it may not wait
    /// @throws IllegalStateException after [#close]
    void submit(Job job) {
        boolean _ = submit(job, false);
    }

    /// Lets a job wait for its turn, which its caller may give itself: it alone may give one now, and nobody is
    /// woken to do so.
    ///
    /// @param job a new one
    /// @return false if it is not its turn, because others wait or it has to wait for company
    /// @throws RefusedException      if it may not wait
    /// @throws IllegalStateException after [#close]
    boolean submitForOwnTurn(Job job) {
        return submit(job, true);
    }

    private boolean submit(Job job, boolean forOwnTurn) {
        Optional<RefusedException> refusal;
        boolean isTurn;
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the engine is closed");
            }
            long now = nanoClock.getAsLong();
            boolean alone = forOwnTurn && queue.isEmpty();
            refusal = queue.admit(job, now);
            isTurn = alone && queue.nanosToBatch(now).orElse(1) <= 0;
            if (!isTurn) {
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
        if (refusal.isPresent()) {
            tell(told -> told.refused(refusal.get().reason()));
            throw refusal.get();
        }
        tell(told -> told.admitted(job.cells()));
        return isTurn;
    }

    /// Wakes who [waits for a turn][#awaitTurn], if one is due: after a turn that nobody was woken for.
    void turnEnded() {
        lock.lock();
        try {
            if (!queue.isEmpty()) {
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Answers a job that its caller has given up, or whose deadline has passed: at once, whether it waits or is
    /// being computed. Only work that may still write into arrays of its caller's is left to end.
    ///
    /// @param job one that was submitted
    void giveUp(Job job) {
        RefusedException refusal;
        boolean waited;
        lock.lock();
        try {
            refusal = queue.unwanted(job, nanoClock.getAsLong());
            waited = queue.remove(job);
        } finally {
            lock.unlock();
        }
        if (waited) {
            tell(told -> told.dropped(refusal.reason()));
        }
        if (waited || job.canBeLeft()) {
            job.fail(refusal);
        }
    }

    /// When the next turn is due.
    ///
    /// @return nanoseconds from now, zero or less for at once; empty if nothing waits
    OptionalLong nanosToTurn() {
        lock.lock();
        try {
            return queue.nanosToBatch(nanoClock.getAsLong());
        } finally {
            lock.unlock();
        }
    }

    /// Waits until a turn is due.
    ///
    /// @return false if there will be none, after [#close]
    /// @throws InterruptedException if the waiting thread is interrupted
    boolean awaitTurn() throws InterruptedException {
        lock.lock();
        try {
            while (!closed) {
                OptionalLong nanos = queue.nanosToBatch(nanoClock.getAsLong());
                if (nanos.isEmpty()) {
                    changed.await();
                } else if (nanos.getAsLong() > 0) {
                    long _ = changed.awaitNanos(nanos.getAsLong());
                } else {
                    return true;
                }
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    /// Takes a batch, computes it and hands it out. Throws nothing that a job, the backend or the observer throws.
    void turn() {
        Taken taken;
        long now = nanoClock.getAsLong();
        lock.lock();
        try {
            taken = queue.take(now);
        } finally {
            lock.unlock();
        }
        try {
            taken.dropped().forEach(job -> drop(job, now));
            taken.exclusive().ifPresent(job -> run(job, now));
            compute(taken.parts());
        } catch (OutOfMemoryError e) {
            // Not even enough to go on with halves. What was answered before stays so.
            for (Part part : taken.parts()) {
                fail(part.job(), e);
            }
            taken.exclusive().ifPresent(job -> job.fail(e));
            taken.dropped().forEach(job -> job.fail(e));
            throw e;
        }
    }

    private void drop(Job job, long now) {
        RefusedException refusal = queue.unwanted(job, now);
        tell(told -> told.dropped(refusal.reason()));
        job.fail(refusal);
    }

    private void run(ExclusiveJob<?> job, long now) {
        long start = nanoClock.getAsLong();
        try {
            job.run(backend);
        } catch (RuntimeException | Error e) {
            job.fail(e);
            return;
        }
        long nanos = nanoClock.getAsLong() - start;
        learn(job.cells(), nanos);
        tell(told -> told.batchDone(new BatchRun(List.of(now - job.sinceNanos()), 0, job.cells(), 0, 0, nanos, 0)));
    }

    /// Computes parts in one batch, or else in two: a batch may need more memory than its halves do, and what is
    /// wrong with one job must not harm the others.
    private void compute(List<Part> taken) {
        List<Part> parts = taken.stream().filter(part -> !part.job().isDone()).toList();
        if (parts.isEmpty()) {
            return;
        }
        try {
            computeTogether(parts);
        } catch (BackendException e) {
            if (e.fault().isOfBatchOnly()) {
                computeInHalves(parts, e, true);
            } else {
                parts.forEach(part -> fail(part.job(), e));
            }
        } catch (RuntimeException | Error e) {
            computeInHalves(parts, e, e instanceof OutOfMemoryError);
        }
    }

    private void computeInHalves(List<Part> parts, Throwable failure, boolean isMemory) {
        int half = parts.size() / 2;
        if (half > 0) {
            compute(parts.subList(0, half));
            compute(parts.subList(half, parts.size()));
        } else if (isMemory && parts.getFirst().rows() > 1) {
            parts.getFirst().halves().forEach(part -> compute(List.of(part)));
        } else {
            fail(parts.getFirst().job(), failure);
        }
    }

    private void computeTogether(List<Part> parts) {
        long start = nanoClock.getAsLong();
        Packed packed = BatchPacker.pack(parts);
        RevaluationResult result = RevaluationResult.allocate(packed.batch(), Revalued.OUTPUTS);
        long ready = nanoClock.getAsLong();
        backend.revalue(packed.batch(), result);
        // Now, since a guarded device may leave the next batch to another backend.
        BackendInfo by = backend.info();
        long computed = nanoClock.getAsLong();
        List<Slice> slices = packed.slices(result, by);
        for (int p = 0; p < parts.size(); p++) {
            handOut(parts.get(p), slices.get(p), ready - start, computed - ready);
        }
        learn(packed.cells(), computed - start);
        tell(told -> told.batchDone(new BatchRun(
                parts.stream().map(Part::queueNanos).toList(),
                packed.batch().cells(),
                packed.cells(),
                packed.batch().books().rows(),
                ready - start,
                computed - ready,
                nanoClock.getAsLong() - computed)));
    }

    private void handOut(Part part, Slice slice, long packNanos, long computeNanos) {
        try {
            part.job().take(part, slice, packNanos, computeNanos, nanoClock);
        } catch (RuntimeException | Error e) {
            fail(part.job(), e);
        }
    }

    /// Answers a job with what went wrong; what is left of it has no turn any more.
    private void fail(Job job, Throwable failure) {
        lock.lock();
        try {
            queue.remove(job);
        } finally {
            lock.unlock();
        }
        job.fail(failure);
    }

    private void learn(long cells, long nanos) {
        lock.lock();
        try {
            queue.took(cells, nanos);
        } finally {
            lock.unlock();
        }
    }

    private void tell(Consumer<BatchObserver> what) {
        try {
            what.accept(observer);
        } catch (RuntimeException | Error e) {
            if (observerFailed.compareAndSet(false, true)) {
                LOG.log(Level.ERROR, "an observer of the batcher fails; this is said once", e);
            }
        }
    }

    /// Ends: what waits is refused, what is being computed goes on. May be called more than once.
    void close() {
        List<Job> waiting;
        lock.lock();
        try {
            closed = true;
            waiting = queue.clear();
            changed.signal();
        } finally {
            lock.unlock();
        }
        waiting.forEach(job -> {
            tell(told -> told.dropped(RefusedException.Reason.DRAINING));
            job.fail(Admission.draining());
        });
    }

    /// What waits.
    QueueLoad load() {
        lock.lock();
        try {
            return queue.load(nanoClock.getAsLong());
        } finally {
            lock.unlock();
        }
    }
}
