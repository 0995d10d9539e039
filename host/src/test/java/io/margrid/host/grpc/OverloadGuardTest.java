package io.margrid.host.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Durations;
import com.google.rpc.RetryInfo;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import io.margrid.host.metrics.BatchMetrics;
import io.margrid.host.metrics.MetricSources;
import io.margrid.host.metrics.ServerMetrics;
import io.margrid.model.revaluation.BackendInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OverloadGuardTest {
    private static final String COMPUTE = "margrid.v1.MarginService/ComputeMargin";
    private static final String STREAM = "margrid.v1.MarginService/RevalueBooks";

    private final AtomicLong clock = new AtomicLong();
    private final BatchMetrics metrics = new ServerMetrics(
                    "test", 1_000, MetricSources.of(() -> new BackendInfo("a", "a/b/c", "d")), Instant.EPOCH)
            .batches();
    private final OverloadGuard guard = new OverloadGuard(
            new OverloadSettings(Duration.ofMillis(20), Duration.ofMillis(5)), 1, metrics, clock::get);
    private final Deque<ServerStreamTracer> running = new ArrayDeque<>();
    private int started;

    /// A call whose header has come.
    ///
    /// @return its context
    private Context come(String method) {
        ServerStreamTracer tracer = guard.newServerStreamTracer(method, new Metadata());
        running.add(tracer);
        return tracer.filterContext(Context.ROOT);
    }

    private FakeCall intercept(Context context) {
        FakeCall call = new FakeCall();
        context.run(() -> guard.interceptCall(call, new Metadata(), (_, _) -> {
            started++;
            return new ServerCall.Listener<>() {};
        }));
        return call;
    }

    private void leave() {
        clock.addAndGet(Duration.ofMillis(1).toNanos());
        running.remove().streamClosed(Status.OK);
    }

    /// A server that needs a millisecond for a call, and 15 calls that wait for it.
    private void queue() {
        for (int call = 0; call < 15; call++) {
            come(COMPUTE);
        }
        for (int call = 0; call < 1_000; call++) {
            come(COMPUTE);
            leave();
        }
    }

    private void flood() {
        queue();
        for (int call = 0; call < 20; call++) {
            come(COMPUTE);
        }
    }

    @Test
    void callsComeInWhileTheServerKeepsUp() {
        queue();
        FakeCall call = intercept(come(COMPUTE));
        assertThat(call.isClosed()).isFalse();
        assertThat(started).isEqualTo(1);
        assertThat(metrics.shed()).isEmpty();
    }

    @Test
    void aRefusalComesBeforeTheMessageWithReasonAndTime() {
        flood();
        FakeCall call = intercept(come(COMPUTE));
        assertThat(started).isZero();
        assertThat(call.closed().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(InProcess.info(call.refusal()).getReason()).isEqualTo("OVERLOAD");
        assertThat(Durations.toMillis(
                        InProcess.detail(call.refusal(), RetryInfo.class).getRetryDelay()))
                .isEqualTo(1_000L);
        assertThat(metrics.shed()).containsExactly(new BatchMetrics.Shed("OVERLOAD", 1));
    }

    @Test
    void streamsAndOtherServicesAreNotAsked() {
        flood();
        assertThat(intercept(come(STREAM)).isClosed()).isFalse();
        assertThat(intercept(come("margrid.v1.MarketService/PublishSnapshot")).isClosed())
                .isFalse();
        assertThat(intercept(Context.ROOT).isClosed()).isFalse();
        assertThat(metrics.shed()).isEmpty();
    }

    @Test
    void callsComeInAgainOnceOthersHaveLeft() {
        flood();
        assertThat(intercept(come(COMPUTE)).isClosed()).isTrue();
        while (!running.isEmpty()) {
            leave();
        }
        assertThat(intercept(come(COMPUTE)).isClosed()).isFalse();
    }

    /// gRPC drops such calls when it reads their deadline: they have no context, and no end is told.
    @Test
    void callsWhoseHeadersCannotBeReadAreNotIn() {
        queue();
        for (int call = 0; call < 1_000; call++) {
            guard.newServerStreamTracer(COMPUTE, new Metadata());
        }
        clock.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(intercept(come(COMPUTE)).isClosed()).isFalse();
        assertThat(metrics.shed()).isEmpty();
    }

    /// As do calls with a compression that the server does not know.
    @Test
    void aCallThatEndsBeforeItHasAContextTakesNobodyOut() {
        flood();
        for (int call = 0; call < 100; call++) {
            guard.newServerStreamTracer(COMPUTE, new Metadata()).streamClosed(Status.UNIMPLEMENTED);
        }
        assertThat(intercept(come(COMPUTE)).isClosed()).isTrue();
    }

    @Test
    void aDeadlineBeforeTheCallsTurnIsToldAtOnce() {
        queue();
        Context context = come(COMPUTE);
        try (ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
                Context.CancellableContext late =
                        context.withDeadline(Deadline.after(1, TimeUnit.MILLISECONDS), timer)) {
            FakeCall call = intercept(late);
            assertThat(call.closed().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
            assertThat(InProcess.info(call.refusal()).getReason()).isEqualTo("DEADLINE");
            timer.shutdownNow();
        }
        assertThat(started).isZero();
        assertThat(metrics.shed()).containsExactly(new BatchMetrics.Shed("DEADLINE", 1));
    }

    @Test
    void aDeadlineThatCanBeMetIsNoReason() {
        queue();
        Context context = come(COMPUTE);
        try (ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
                Context.CancellableContext patient = context.withDeadline(Deadline.after(1, TimeUnit.HOURS), timer)) {
            assertThat(intercept(patient).isClosed()).isFalse();
            timer.shutdownNow();
        }
    }
}
