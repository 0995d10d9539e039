package io.margrid.host.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.rpc.RetryInfo;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import io.margrid.host.config.ConfigLayer;
import io.margrid.host.config.ConfigSource;
import io.margrid.host.config.Configuration;
import io.margrid.host.engine.MarginEngine;
import io.margrid.host.metrics.MetricSources;
import io.margrid.host.metrics.ServerMetrics;
import io.margrid.model.revaluation.BackendInfo;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.RevaluationResult;
import io.margrid.v1.ComputeMarginResponse;
import io.margrid.v1.GetStatisticsRequest;
import io.margrid.v1.MarginServiceGrpc;
import io.margrid.v1.ServingState;
import io.margrid.v1.SystemServiceGrpc;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A server from its start to its end, as clients see it.
class ServingTest {
    private final Gate gate = new Gate();
    private final MarginEngine engine = new MarginEngine(gate);
    private MargridServer server;
    private ManagedChannel channel;

    @BeforeEach
    void start() throws IOException {
        server = start("server.message-bytes=65536", "server.port=0", "server.client-ping-seconds=1");
        channel = NettyChannelBuilder.forAddress("127.0.0.1", server.port())
                .usePlaintext()
                .build();
    }

    private MargridServer start(String... assignments) throws IOException {
        List<ConfigLayer.Line> lines = List.of(assignments).stream()
                .map(assignment -> assignment.split("=", 2))
                .map(parts -> new ConfigLayer.Line("--set", parts[0], parts[1]))
                .toList();
        Configuration configuration = Configuration.of(List.of(new ConfigLayer(ConfigSource.FLAG, lines)));
        ServerMetrics metrics = new ServerMetrics("test", 1_000, MetricSources.of(engine::backend), Instant.now());
        return MargridServer.start(engine, Fixture.content(), new ServerSetup(configuration, metrics));
    }

    @AfterEach
    void close() {
        gate.open.countDown();
        channel.shutdownNow();
        server.close();
        engine.close();
    }

    private StatusRuntimeException refused() {
        return catchThrowableOfType(
                StatusRuntimeException.class,
                () -> MarginServiceGrpc.newBlockingStub(channel)
                        .withDeadlineAfter(60, TimeUnit.SECONDS)
                        .computeMargin(Fixture.request().build()));
    }

    private void assertUnavailable(String reason) {
        StatusRuntimeException e = refused();
        assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(InProcess.info(e).getReason()).isEqualTo(reason);
        assertThat(InProcess.info(e).getDomain()).isEqualTo("margrid.io");
        assertThat(InProcess.detail(e, RetryInfo.class).getRetryDelay().getSeconds())
                .isPositive();
    }

    private ServingStatus health() {
        return HealthGrpc.newBlockingStub(channel)
                .check(HealthCheckRequest.getDefaultInstance())
                .getStatus();
    }

    private ServingState state() {
        return SystemServiceGrpc.newBlockingStub(channel)
                .getStatistics(GetStatisticsRequest.getDefaultInstance())
                .getState();
    }

    private CompletableFuture<ComputeMarginResponse> call() {
        CompletableFuture<ComputeMarginResponse> answer = new CompletableFuture<>();
        MarginServiceGrpc.newStub(channel).computeMargin(Fixture.request().build(), new StreamObserver<>() {
            @Override
            public void onNext(ComputeMarginResponse value) {
                answer.complete(value);
            }

            @Override
            public void onError(Throwable t) {
                answer.completeExceptionally(t);
            }

            @Override
            public void onCompleted() {}
        });
        return answer;
    }

    @Test
    void callsAreRefusedUntilTheServerIsReady() {
        assertThat(health()).isEqualTo(ServingStatus.NOT_SERVING);
        assertThat(state()).isEqualTo(ServingState.SERVING_STATE_STARTING);
        assertUnavailable("STARTING");
        gate.open.countDown();
        server.admit();
        assertThat(health()).isEqualTo(ServingStatus.SERVING);
        assertThat(state()).isEqualTo(ServingState.SERVING_STATE_SERVING);
        assertThat(call().join().hasReport()).isTrue();
    }

    @Test
    void aDrainingServerEndsItsCallsAndRefusesOthersWithAReason() throws InterruptedException {
        server.admit();
        CompletableFuture<ComputeMarginResponse> admitted = call();
        assertThat(gate.entered.await(60, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Integer> drained = CompletableFuture.supplyAsync(server::drain);
        while (state() != ServingState.SERVING_STATE_DRAINING) {
            Thread.onSpinWait();
        }
        assertThat(health()).isEqualTo(ServingStatus.NOT_SERVING);
        assertUnavailable("DRAINING");
        server.admit();
        assertUnavailable("DRAINING");
        assertThat(drained).isNotDone();
        gate.open.countDown();
        assertThat(admitted.join().hasReport()).isTrue();
        assertThat(drained.join()).isZero();
        server.awaitTermination();
    }

    @Test
    void callsThatOutlastTheDrainAreCancelled() throws IOException, InterruptedException {
        try (MargridServer hasty = start("server.port=0", "server.drain-seconds=0")) {
            hasty.admit();
            channel.shutdownNow();
            channel = NettyChannelBuilder.forAddress("127.0.0.1", hasty.port())
                    .usePlaintext()
                    .build();
            CompletableFuture<ComputeMarginResponse> admitted = call();
            assertThat(gate.entered.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(hasty.drain()).isEqualTo(1);
            assertThat(admitted).failsWithin(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void theMessageLimitIsConfigured() {
        server.admit();
        gate.open.countDown();
        assertThat(SystemServiceGrpc.newBlockingStub(channel)
                        .getServerInfo(io.margrid.v1.GetServerInfoRequest.getDefaultInstance())
                        .getLimits()
                        .getMessageBytes())
                .isEqualTo(65_536);
        StatusRuntimeException e = catchThrowableOfType(
                StatusRuntimeException.class,
                () -> MarginServiceGrpc.newBlockingStub(channel)
                        .computeMargin(
                                Fixture.request().setModel("x".repeat(65_536)).build()));
        assertThat(InProcess.info(e).getReason()).isEqualTo("MESSAGE_TOO_LARGE");
        assertThat(call().join().hasReport()).isTrue();
    }

    /// A backend that gives zeros, tells when it is called, and waits to be let on.
    private static final class Gate implements RevaluationBackend {
        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch open = new CountDownLatch(1);

        @Override
        public BackendInfo info() {
            return new BackendInfo("gate", "cpu/gate/none", "gives zeros");
        }

        @Override
        public void revalue(RevaluationBatch batch, RevaluationResult result) {
            entered.countDown();
            try {
                open.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
