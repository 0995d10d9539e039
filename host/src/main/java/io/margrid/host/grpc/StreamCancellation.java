package io.margrid.host.grpc;

import io.margrid.host.engine.Cancellation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// Whether a stream was given up. Safe for use by many threads.
final class StreamCancellation implements Cancellation {
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Runnable> actions = new ArrayList<>();
    private boolean cancelled;

    @Override
    public boolean isCancelled() {
        lock.lock();
        try {
            return cancelled;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onCancel(Runnable action) {
        if (!add(action)) {
            action.run();
        }
    }

    private boolean add(Runnable action) {
        lock.lock();
        try {
            return !cancelled && actions.add(action);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void forget(Runnable action) {
        lock.lock();
        try {
            actions.remove(action);
        } finally {
            lock.unlock();
        }
    }

    /// Drops the actions so far, whose work is done: a stream has many pieces of work, and each adds some.
    void forget() {
        lock.lock();
        try {
            actions.clear();
        } finally {
            lock.unlock();
        }
    }

    /// Gives the stream up. May be called more than once.
    void cancel() {
        List<Runnable> due;
        lock.lock();
        try {
            cancelled = true;
            due = List.copyOf(actions);
            actions.clear();
        } finally {
            lock.unlock();
        }
        due.forEach(Runnable::run);
    }
}
