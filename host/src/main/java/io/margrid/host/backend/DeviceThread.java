package io.margrid.host.backend;

import io.margrid.model.revaluation.BackendException;
import io.margrid.model.revaluation.BackendException.Fault;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The one thread that touches a device, because drivers bind contexts to threads and because only a thread of its
/// own can be left behind when a driver does not come back.
///
/// A daemon, so that a hung driver does not keep the process alive.
final class DeviceThread {
    private final ThreadPoolExecutor executor;
    private boolean stuck;

    DeviceThread(String name) {
        executor = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.NANOSECONDS,
                new LinkedBlockingQueue<>(),
                task -> Thread.ofPlatform().daemon().name(name).unstarted(task));
    }

    /// Runs a task and waits for it.
    ///
    /// @param <T>   what the task gives
    /// @param what  the task in words, for the message
    /// @param nanos how long it may take
    /// @param task  the task
    /// @return what it gave
    /// @throws BackendException whatever the task threw, or HUNG if it did not end in time; then the thread is
    ///     [stuck][#isStuck]
    <T> T call(String what, long nanos, Callable<T> task) {
        return await(what, executor.submit(task), nanos);
    }

    /// Waits for a task that was [submitted][#submit], as [#call] does.
    ///
    /// @param <T>    what the task gives
    /// @param what   the task in words, for the message
    /// @param future the task
    /// @param nanos  how long it may take
    /// @return what it gave
    /// @throws BackendException as [#call] has it
    <T> T await(String what, Future<T> future, long nanos) {
        try {
            return await(future, nanos);
        } catch (TimeoutException e) {
            stuck = true;
            throw new BackendException(
                    Fault.HUNG, "%s did not end within %d ms".formatted(what, TimeUnit.NANOSECONDS.toMillis(nanos)), e);
        }
    }

    /// Waits on, even if the waiting thread is interrupted: the device is in the middle of a call, and only its
    /// end tells in what state it is.
    private static <T> T await(Future<T> future, long nanos) throws TimeoutException {
        long end = System.nanoTime() + nanos;
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException _) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw asFault(e.getCause() == null ? e : e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Whatever a device or its driver throws is a fault of it, errors of the virtual machine too: they have ended
    /// a task, not the process.
    ///
    /// @param failure what was thrown
    /// @return the fault, with the failure as its cause
    static BackendException asFault(Throwable failure) {
        return switch (failure) {
            case BackendException fault -> fault;
            case OutOfMemoryError _ -> new BackendException(Fault.MEMORY, failure.toString(), failure);
            default -> new BackendException(Fault.LAUNCH, failure.toString(), failure);
        };
    }

    /// Queues a task behind what is under way.
    ///
    /// @param <T>  what the task gives
    /// @param task the task
    /// @return its future
    <T> Future<T> submit(Callable<T> task) {
        return executor.submit(task);
    }

    /// Queues a task that nobody waits for.
    ///
    /// @param task must not throw
    void execute(Runnable task) {
        executor.execute(task);
    }

    /// Whether a call did not end in time. Such a thread is to be left behind with [#finish].
    ///
    /// @return true once a call has timed out
    boolean isStuck() {
        return stuck;
    }

    /// Ends the thread once what is under way has ended, if ever, and a last task has run. Does not wait.
    ///
    /// @param last must not throw
    void finish(Runnable last) {
        execute(last);
        executor.shutdown();
    }

    /// Waits until the thread has ended after [#finish].
    ///
    /// @param nanos how long to wait
    /// @return false if it goes on
    boolean hasEndedWithin(long nanos) {
        try {
            return executor.awaitTermination(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return executor.isTerminated();
        }
    }
}
