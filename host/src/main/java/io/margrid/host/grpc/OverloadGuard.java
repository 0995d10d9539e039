package io.margrid.host.grpc;

import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallExecutorSupplier;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import io.margrid.host.grpc.CallGate.Pass;
import io.margrid.host.metrics.BatchMetrics;
import io.margrid.v1.MarginServiceGrpc;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Refuses calls of `ComputeMargin` that would have to wait too long, before their messages are read: under
/// overload most calls are refused, so that a refusal has to cost little. A [CallGate] decides.
///
/// As a tracer it sees a call when its header comes, on the transport's thread, so that calls which wait for a
/// thread are counted; and its end, whoever ends it. As an interceptor it carries the decision out. It says as
/// well which thread a call runs on: a refused one stays on the transport's, since as many as are refused must
/// not queue, with what has come of their messages, behind the calls that are computed.
///
/// Streams are not asked: they hold their clients back. Nor are calls for markets, parameters and statistics: they
/// are few, and without them nobody could help.
final class OverloadGuard extends ServerStreamTracer.Factory implements ServerInterceptor, ServerCallExecutorSupplier {
    /// Reason of the refusals.
    static final String OVERLOAD = "OVERLOAD";

    private static final String DEADLINE = "DEADLINE";
    private static final String METHOD =
            MarginServiceGrpc.getComputeMarginMethod().getFullMethodName();
    private static final Context.Key<Pass> PASS = Context.key("margrid-pass");
    private static final ServerStreamTracer NOT_GUARDED = new ServerStreamTracer() {};

    private final CallGate gate;
    private final BatchMetrics metrics;
    private final LongSupplier nanoClock;
    private final ReentrantLock lock = new ReentrantLock();

    /// A guard.
    ///
    /// @param settings   bounds
    /// @param processors that serve
    /// @param metrics    counts refusals
    /// @param nanoClock  as `System.nanoTime`
    OverloadGuard(OverloadSettings settings, int processors, BatchMetrics metrics, LongSupplier nanoClock) {
        this.gate = new CallGate(settings, processors, nanoClock.getAsLong());
        this.metrics = metrics;
        this.nanoClock = nanoClock;
    }

    @Override
    public ServerStreamTracer newServerStreamTracer(String fullMethodName, Metadata headers) {
        if (!fullMethodName.equals(METHOD)) {
            return NOT_GUARDED;
        }
        return new Guarded(Objects.requireNonNullElse(headers.get(Tenant.HEADER), ""));
    }

    private final class Guarded extends ServerStreamTracer {
        private final String tenant;
        /// What it was given once it entered. Not from the tracer's making on: a call whose headers gRPC cannot
        /// read, such as a deadline that is none, is reset without an end that anybody is told of.
        private volatile @Nullable Pass given;

        Guarded(String tenant) {
            this.tenant = tenant;
        }

        @Override
        public Context filterContext(Context context) {
            Pass pass = enter();
            given = pass;
            return context.withValue(PASS, pass);
        }

        private Pass enter() {
            long now = nanoClock.getAsLong();
            lock.lock();
            try {
                return gate.enter(tenant, now);
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void streamClosed(Status status) {
            Pass pass = given;
            if (pass == null || !pass.isIn()) {
                return;
            }
            long now = nanoClock.getAsLong();
            lock.lock();
            try {
                gate.leave(pass, now);
            } finally {
                lock.unlock();
            }
        }
    }

    @Override
    public <Q, A> Executor getExecutor(ServerCall<Q, A> call, Metadata headers) {
        Pass pass = PASS.get();
        return pass == null || pass.isIn() ? Thread::startVirtualThread : Runnable::run;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        Pass pass = PASS.get();
        if (pass == null) {
            return next.startCall(call, headers);
        }
        Duration wait = Duration.ofNanos(pass.waitNanos());
        if (!pass.isIn()) {
            return refuse(call, OVERLOAD, StatusErrors.overloaded(wait, Duration.ofNanos(pass.retryNanos())));
        }
        Deadline deadline = Context.current().getDeadline();
        if (deadline != null && deadline.timeRemaining(TimeUnit.NANOSECONDS) < pass.waitNanos()) {
            return refuse(call, DEADLINE, Refusal.of(StatusErrors.tooLate(wait)));
        }
        return next.startCall(call, headers);
    }

    private <Q> ServerCall.Listener<Q> refuse(ServerCall<Q, ?> call, String reason, Refusal refusal) {
        metrics.shed(reason);
        call.close(refusal.status(), refusal.trailers());
        return new ServerCall.Listener<>() {};
    }
}
