package io.margrid.cpu;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Daemon threads that help a caller with one piece of work at a time. They start with the first piece and end
/// with [#close]; between pieces they sleep. A piece of work makes no object.
///
/// A thread that the system wakes too late is not waited for: it finds the door closed. So the caller waits for
/// what is under way only, and a busy machine costs speed and no more.
final class WorkerThreads implements AutoCloseable {
    /// Something that many threads do together.
    @FunctionalInterface
    interface Work {
        /// Works until nothing is left to begin.
        ///
        /// @param thread which thread this is; 0 is the caller's
        void work(int thread);
    }

    /// In [#door] while no thread may begin; the other bits count those at work.
    private static final int CLOSED = 1 << 30;

    private static final Work NOTHING = _ -> {};

    private final int helpers;
    private final AtomicInteger door = new AtomicInteger(CLOSED);
    private final AtomicInteger pieces = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile Work work = NOTHING;
    private volatile boolean ended;
    private volatile Thread caller = Thread.currentThread();
    private Thread[] threads = new Thread[0];

    /// Threads that do not run yet.
    ///
    /// @param helpers how many, the caller's not counted
    WorkerThreads(int helpers) {
        this.helpers = helpers;
    }

    /// Does a piece of work on the caller's thread and the others, and returns when all have left it.
    ///
    /// @throws RuntimeException what the work threw, on whichever thread
    void run(Work toDo) {
        start();
        caller = Thread.currentThread();
        work = toDo;
        failure.set(null);
        door.set(0);
        pieces.incrementAndGet();
        for (Thread thread : threads) {
            LockSupport.unpark(thread);
        }
        attempt(0);
        door.getAndAdd(CLOSED);
        boolean interrupted = false;
        while (door.get() != CLOSED) {
            LockSupport.park(this);
            // An interrupt is for the caller's caller, and park would not wait any more.
            interrupted |= Thread.interrupted();
        }
        work = NOTHING;
        caller = Thread.currentThread();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        Throwable thrown = failure.get();
        if (thrown instanceof RuntimeException e) {
            throw e;
        }
        if (thrown instanceof Error e) {
            throw e;
        }
    }

    private void start() {
        if (threads.length < helpers) {
            threads = new Thread[helpers];
            Arrays.setAll(
                    threads,
                    t -> Thread.ofPlatform()
                            .name("margrid-cpu-" + (t + 1))
                            .daemon()
                            .start(() -> help(t + 1)));
        }
    }

    private void help(int thread) {
        int done = 0;
        while (!ended) {
            int current = pieces.get();
            if (current == done) {
                LockSupport.park(this);
            } else {
                done = current;
                if (enter()) {
                    attempt(thread);
                    if (door.decrementAndGet() == CLOSED) {
                        LockSupport.unpark(caller);
                    }
                }
            }
        }
    }

    private boolean enter() {
        int at = door.get();
        while (at < CLOSED) {
            if (door.compareAndSet(at, at + 1)) {
                return true;
            }
            at = door.get();
        }
        return false;
    }

    private void attempt(int thread) {
        try {
            work.work(thread);
        } catch (RuntimeException | Error e) {
            Throwable first = failure.compareAndExchange(null, e);
            if (first != null && !first.equals(e)) {
                first.addSuppressed(e);
            }
        }
    }

    /// Ends the threads. Not to be called while work is under way.
    @Override
    public void close() {
        ended = true;
        for (Thread thread : threads) {
            LockSupport.unpark(thread);
        }
    }
}
