package io.margrid.host.grpc;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import io.margrid.host.metrics.ServerMetrics;
import io.margrid.v1.MarketServiceGrpc;
import io.margrid.v1.ServingState;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Admits calls while the server serves, and counts those in progress. Streams that a client feeds are not
/// counted: what they bring ends with the server.
///
/// Whether a call is admitted and that it is in progress is one decision: once draining began, nothing that
/// [#await] has not counted can be admitted.
final class RunningCalls implements ServerInterceptor {
    private static final Set<String> FEEDS =
            Set.of(MarketServiceGrpc.getPublishUpdatesMethod().getFullMethodName());

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private final ServerMetrics metrics;
    private ServingState state = ServingState.SERVING_STATE_STARTING;
    private int running;

    /// @param metrics is told of refusals and of the state
    RunningCalls(ServerMetrics metrics) {
        this.metrics = metrics;
    }

    /// Whether calls are admitted.
    ServingState state() {
        lock.lock();
        try {
            return state;
        } finally {
            lock.unlock();
        }
    }

    /// Admits calls from now on, unless the server drains already.
    ///
    /// @return whether that is new
    boolean admit() {
        return become(ServingState.SERVING_STATE_SERVING);
    }

    /// Refuses calls from now on.
    ///
    /// @return whether that is new
    boolean drain() {
        return become(ServingState.SERVING_STATE_DRAINING);
    }

    private boolean become(ServingState next) {
        lock.lock();
        try {
            if (state == next || state == ServingState.SERVING_STATE_DRAINING) {
                return false;
            }
            state = next;
            metrics.serving(next == ServingState.SERVING_STATE_SERVING);
            return true;
        } finally {
            lock.unlock();
        }
    }

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

    /// Takes a call in, if calls are admitted.
    ///
    /// @return the state that decided
    private ServingState enter() {
        lock.lock();
        try {
            if (state == ServingState.SERVING_STATE_SERVING) {
                running++;
            }
            return state;
        } finally {
            lock.unlock();
        }
    }

    private void leave() {
        lock.lock();
        try {
            running--;
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        boolean counted = !FEEDS.contains(call.getMethodDescriptor().getFullMethodName());
        ServingState now = counted ? enter() : state();
        if (now != ServingState.SERVING_STATE_SERVING) {
            StatusRuntimeException refusal = StatusErrors.notServing(now);
            metrics.batches().shed(StatusErrors.reason(now));
            call.close(refusal.getStatus(), Objects.requireNonNullElseGet(refusal.getTrailers(), Metadata::new));
            return new ServerCall.Listener<>() {};
        }
        ServerCall.Listener<Q> listener;
        try {
            listener = next.startCall(call, headers);
        } catch (RuntimeException | Error e) {
            if (counted) {
                leave();
            }
            throw e;
        }
        if (!counted) {
            return listener;
        }
        return new SimpleForwardingServerCallListener<>(listener) {
            @Override
            public void onComplete() {
                leave();
                super.onComplete();
            }

            @Override
            public void onCancel() {
                leave();
                super.onCancel();
            }
        };
    }
}
