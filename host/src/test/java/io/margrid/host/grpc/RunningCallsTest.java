package io.margrid.host.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.margrid.host.metrics.BatchMetrics;
import io.margrid.host.metrics.MetricSources;
import io.margrid.host.metrics.ServerMetrics;
import io.margrid.model.revaluation.BackendInfo;
import io.margrid.v1.ServingState;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RunningCallsTest {
    private final ServerMetrics metrics =
            new ServerMetrics("test", 1_000, MetricSources.of(() -> new BackendInfo("a", "a/b/c", "d")), Instant.EPOCH);
    private final RunningCalls calls = new RunningCalls(metrics);
    private final FakeCall call = new FakeCall();

    private void enter() {
        calls.interceptCall(call, new Metadata(), (_, _) -> new ServerCall.Listener<>() {})
                .onReady();
    }

    @Test
    void callsAreRefusedUntilTheyAreAdmitted() {
        assertThat(calls.state()).isEqualTo(ServingState.SERVING_STATE_STARTING);
        enter();
        assertThat(call.closed().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(metrics.batches().shed()).containsExactly(new BatchMetrics.Shed("STARTING", 1));
        assertThat(calls.admit()).isTrue();
        assertThat(calls.admit()).isFalse();
        assertThat(calls.state()).isEqualTo(ServingState.SERVING_STATE_SERVING);
    }

    @Test
    void nothingIsAdmittedOnceDrainingBegan() throws InterruptedException {
        assertThat(calls.drain()).isTrue();
        assertThat(calls.drain()).isFalse();
        assertThat(calls.admit()).isFalse();
        enter();
        enter();
        assertThat(call.closed().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(metrics.batches().shed()).containsExactly(new BatchMetrics.Shed("DRAINING", 2));
        assertThat(calls.await(Duration.ZERO)).isZero();
    }

    @Test
    void callsInProgressAreCounted() throws InterruptedException {
        calls.admit();
        ServerCall.Listener<byte[]> first =
                calls.interceptCall(call, new Metadata(), (_, _) -> new ServerCall.Listener<>() {});
        ServerCall.Listener<byte[]> second =
                calls.interceptCall(call, new Metadata(), (_, _) -> new ServerCall.Listener<>() {});
        calls.drain();
        assertThat(calls.await(Duration.ZERO)).isEqualTo(2);
        first.onComplete();
        assertThat(calls.await(Duration.ZERO)).isEqualTo(1);
        second.onCancel();
        assertThat(calls.await(Duration.ofDays(1))).isZero();
    }

    @Test
    void aCallThatDoesNotStartIsNotInProgress() throws InterruptedException {
        calls.admit();
        assertThatThrownBy(() -> calls.interceptCall(call, new Metadata(), (_, _) -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(calls.await(Duration.ZERO)).isZero();
    }
}
