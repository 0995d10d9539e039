package io.margrid.host.grpc;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Counts the calls in progress. Streams that a client holds open to watch something are not among them.
final class RunningCalls implements ServerInterceptor {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private int running;

    /// Waits until no call is in progress.
    ///
    /// @param most how long to wait
    /// @return how many calls are still in progress
    /// @throws InterruptedException if the waiting thread is interrupted
    int await(Duration most) throws InterruptedException {
        lock.lock();
        try {
            long nanos = most.toNanos();
            while (running > 0 && nanos > 0) {
                nanos = ended.awaitNanos(nanos);
            }
            return running;
        } finally {
            lock.unlock();
        }
    }

    private void add(int calls) {
        lock.lock();
        try {
            running += calls;
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        ServerCall.Listener<Q> listener = next.startCall(call, headers);
        add(1);
        return new SimpleForwardingServerCallListener<>(listener) {
            @Override
            public void onComplete() {
                add(-1);
                super.onComplete();
            }

            @Override
            public void onCancel() {
                add(-1);
                super.onCancel();
            }
        };
    }
}
