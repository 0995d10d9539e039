package io.margrid.host.grpc;

import static io.margrid.host.grpc.Fixture.position;
import static io.margrid.host.grpc.Fixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.rpc.ErrorInfo;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.StreamObserver;
import io.margrid.host.engine.MarginEngine;
import io.margrid.model.revaluation.BackendException;
import io.margrid.model.revaluation.BackendInfo;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.RevaluationResult;
import io.margrid.v1.Book;
import io.margrid.v1.ComputeMarginRequest;
import io.margrid.v1.ComputeMarginResponse;
import io.margrid.v1.GetServerInfoRequest;
import io.margrid.v1.GetServerInfoResponse;
import io.margrid.v1.MarginServiceGrpc;
import io.margrid.v1.ModelInfo;
import io.margrid.v1.PackedPositions;
import io.margrid.v1.SystemServiceGrpc;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The server over a real connection.
class MargridServerTest {
    private MarginEngine engine = Fixture.engine();
    private MargridServer server = start(engine);
    private ManagedChannel channel = connect();

    @BeforeEach
    void portIsBound() {
        assertThat(server.port()).isPositive();
    }

    @AfterEach
    void close() {
        channel.shutdownNow();
        server.close();
        engine.close();
    }

    private static MargridServer start(MarginEngine engine) {
        try {
            return MargridServer.start(0, engine, Fixture.content());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private ManagedChannel connect() {
        return NettyChannelBuilder.forAddress("127.0.0.1", server.port())
                .usePlaintext()
                .build();
    }

    private MarginServiceGrpc.MarginServiceBlockingStub stub() {
        return MarginServiceGrpc.newBlockingStub(channel).withDeadlineAfter(60, TimeUnit.SECONDS);
    }

    private StatusRuntimeException refused(ComputeMarginRequest.Builder request) {
        return catchThrowableOfType(StatusRuntimeException.class, () -> stub().computeMargin(request.build()));
    }

    /// Replaces the server by one with another backend.
    private void use(RevaluationBackend backend) {
        close();
        engine = new MarginEngine(backend);
        server = start(engine);
        channel = connect();
    }

    @Test
    void answers() {
        assertThat(stub().computeMargin(request().build()).getReport().getInitialMarginUsd())
                .isPositive();
    }

    @Test
    void infoTellsWhatCanBeNamed() {
        GetServerInfoResponse info =
                SystemServiceGrpc.newBlockingStub(channel).getServerInfo(GetServerInfoRequest.getDefaultInstance());
        assertThat(info.getVersion()).isEqualTo("test");
        assertThat(info.getBackend().getId()).isEqualTo("scalar");
        assertThat(info.getDefaultSnapshotId()).isEqualTo("small");
        assertThat(info.getSnapshotsList()).singleElement().satisfies(snapshot -> {
            assertThat(snapshot.getSnapshotId()).isEqualTo("small");
            assertThat(snapshot.getOptionCount()).isEqualTo(2);
            assertThat(snapshot.getFutureCount()).isEqualTo(2);
            assertThat(snapshot.getPairs(0).getPair()).isEqualTo("btc_usd");
        });
        assertThat(info.getDefaultParameterSetId()).isEqualTo("example");
        assertThat(info.getParameterSetsCount()).isEqualTo(1);
        assertThat(info.getDefaultModel()).isEqualTo("deribit-spm");
        assertThat(info.getModelsList()).extracting(ModelInfo::getId).containsExactly("deribit-spm", "deribit-ssm");
        assertThat(info.getLimits().getPositionsPerBook()).isEqualTo(100_000);
        assertThat(info.getLimits().getMessageBytes()).isEqualTo(16 << 20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "margrid.v1.MarginService",
                "margrid.v1.MarketService",
                "margrid.v1.ParameterService",
                "margrid.v1.SystemService"
            })
    void healthIsServing(String service) {
        HealthCheckRequest request =
                HealthCheckRequest.newBuilder().setService(service).build();
        assertThat(HealthGrpc.newBlockingStub(channel).check(request).getStatus())
                .isEqualTo(ServingStatus.SERVING);
    }

    @Test
    void longErrorsReachAClientWithDefaultLimits() {
        Book.Builder book = Book.newBuilder();
        for (int i = 0; i < 2_000; i++) {
            book.addPositions(position("漢字é%\"" + i, Double.NaN));
        }
        StatusRuntimeException e = refused(request().setBook(book));
        assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(InProcess.info(e).getMetadataMap()).containsEntry("violations", "4000");
        assertThat(InProcess.fields(e)).hasSizeGreaterThan(10);
    }

    @Test
    void messagesAreLimited() {
        // Three nested lengths take four bytes each instead of one.
        int room = GrpcLimits.MESSAGE_BYTES - filled(0).getSerializedSize() - 9;
        ComputeMarginRequest largest = filled(room);
        assertThat(largest.getSerializedSize()).isEqualTo(GrpcLimits.MESSAGE_BYTES);
        assertThat(stub().computeMargin(largest).hasReport()).isTrue();
        StatusRuntimeException e = refused(filled(room + 1).toBuilder());
        assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(e.getStatus().getDescription()).contains("RevalueBooks");
        assertThat(InProcess.info(e).getReason()).isEqualTo("MESSAGE_TOO_LARGE");
        assertThat(InProcess.info(e).getMetadataMap()).containsEntry("limit", "16777216");
        // What the transport does not read it refuses itself, without details.
        StatusRuntimeException larger = refused(filled(4 * GrpcLimits.MESSAGE_BYTES).toBuilder());
        assertThat(larger.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    }

    /// A good request with a long name that no line uses.
    private static ComputeMarginRequest filled(int length) {
        PackedPositions.Builder packed = PackedPositions.newBuilder().addInstruments("x".repeat(length));
        return ComputeMarginRequest.newBuilder()
                .setBook(Book.newBuilder().setPacked(packed))
                .build();
    }

    @Test
    void closeLetsCallsInProgressEnd() throws InterruptedException {
        GatedBackend gated = new GatedBackend();
        use(gated);
        BlockingQueue<Object> answers = new LinkedBlockingQueue<>();
        MarginServiceGrpc.newStub(channel).computeMargin(request().build(), collect(answers));
        assertThat(gated.entered.await(60, TimeUnit.SECONDS)).isTrue();
        BlockingQueue<Object> health = new LinkedBlockingQueue<>();
        HealthGrpc.newStub(channel).watch(HealthCheckRequest.getDefaultInstance(), collect(health));
        assertThat(poll(health)).hasToString("status: SERVING\n");
        Thread closing = Thread.ofVirtual().start(server::close);
        assertThat(poll(health)).hasToString("status: NOT_SERVING\n");
        gated.open.countDown();
        assertThat(poll(answers)).isInstanceOf(ComputeMarginResponse.class);
        channel.shutdownNow();
        closing.join();
        server.awaitTermination();
    }

    /// Half a minute later it would count the watcher as cancelled. That the server does not serve may be lost on
    /// the way: the connection is closed a second later, if need be before what was written has been sent.
    @Test
    void closeWaitsForNoWatcher() throws InterruptedException {
        BlockingQueue<Object> health = new LinkedBlockingQueue<>();
        HealthGrpc.newStub(channel).watch(HealthCheckRequest.getDefaultInstance(), collect(health));
        assertThat(poll(health)).hasToString("status: SERVING\n");
        assertThat(server.drain()).isZero();
        Object last = poll(health);
        if (!(last instanceof StatusRuntimeException)) {
            assertThat(last).hasToString("status: NOT_SERVING\n");
            last = poll(health);
        }
        assertThat(last).isInstanceOf(StatusRuntimeException.class);
    }

    private static Object poll(BlockingQueue<Object> queue) throws InterruptedException {
        Object polled = queue.poll(60, TimeUnit.SECONDS);
        if (polled == null) {
            throw new AssertionError("nothing came");
        }
        return polled;
    }

    private static <T> StreamObserver<T> collect(BlockingQueue<Object> queue) {
        return new StreamObserver<>() {
            @Override
            public void onNext(T value) {
                queue.add(value);
            }

            @Override
            public void onError(Throwable t) {
                queue.add(t);
            }

            @Override
            public void onCompleted() {}
        };
    }

    @Test
    void unexpectedFailuresShowAnIncidentOnly() {
        use(new FakeBackend() {
            @Override
            public void revalue(RevaluationBatch batch, RevaluationResult result) {
                throw new IllegalStateException("secret");
            }
        });
        List<LogRecord> records = new java.util.concurrent.CopyOnWriteArrayList<>();
        Logger logger = Logger.getLogger(StatusErrors.class.getName());
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                records.add(record);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.setUseParentHandlers(false);
        logger.addHandler(handler);
        try {
            StatusRuntimeException e = refused(request());
            assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.INTERNAL);
            assertThat(InProcess.status(e).toString()).doesNotContain("secret").doesNotContain("IllegalState");
            ErrorInfo info = InProcess.info(e);
            assertThat(info.getReason()).isEqualTo("INCIDENT");
            assertThat(records).singleElement().satisfies(record -> {
                assertThat(record.getMessage()).contains(info.getMetadataOrThrow("incident"));
                assertThat(record.getThrown()).hasMessage("secret");
            });
        } finally {
            logger.removeHandler(handler);
            logger.setUseParentHandlers(true);
        }
    }

    /// Only a device that the user named shows its faults; a retry may find it well again.
    @ParameterizedTest
    @EnumSource
    void aNamedDevicesFaultIsTold(BackendException.Fault fault) {
        use(new FakeBackend() {
            @Override
            public void revalue(RevaluationBatch batch, RevaluationResult result) {
                throw new BackendException(fault, "backend cuda/X/Y: " + fault);
            }
        });
        StatusRuntimeException e = refused(request());
        boolean memory = fault == BackendException.Fault.MEMORY;
        assertThat(e.getStatus().getCode())
                .isEqualTo(memory ? Status.Code.RESOURCE_EXHAUSTED : Status.Code.UNAVAILABLE);
        assertThat(e.getStatus().getDescription()).isEqualTo("backend cuda/X/Y: " + fault);
        ErrorInfo info = InProcess.info(e);
        assertThat(info.getReason()).isEqualTo(memory ? "BACKEND_MEMORY" : "BACKEND_FAULT");
        assertThat(info.getMetadataOrThrow("fault")).isEqualTo(fault.name());
        assertThat(HealthGrpc.newBlockingStub(channel)
                        .check(HealthCheckRequest.getDefaultInstance())
                        .getStatus())
                .isEqualTo(ServingStatus.SERVING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "margrid.v1.MarginService",
                "margrid.v1.MarketService",
                "margrid.v1.ParameterService",
                "margrid.v1.SystemService",
                "grpc.health.v1.Health",
                "google.rpc.BadRequest",
                "google.rpc.ErrorInfo",
                "google.rpc.PreconditionFailure",
                "google.rpc.ResourceInfo"
            })
    void reflectionResolves(String symbol) throws InterruptedException {
        BlockingQueue<Object> answers = new LinkedBlockingQueue<>();
        StreamObserver<ServerReflectionRequest> requests =
                ServerReflectionGrpc.newStub(channel).serverReflectionInfo(collect(answers));
        requests.onNext(ServerReflectionRequest.newBuilder()
                .setFileContainingSymbol(symbol)
                .build());
        assertThat(poll(answers))
                .isInstanceOfSatisfying(
                        ServerReflectionResponse.class,
                        answer -> assertThat(answer.hasFileDescriptorResponse()).isTrue());
        requests.onCompleted();
    }

    @Test
    void oldReflectionListsServices() throws InterruptedException {
        BlockingQueue<Object> answers = new LinkedBlockingQueue<>();
        StreamObserver<io.grpc.reflection.v1alpha.ServerReflectionRequest> requests =
                io.grpc.reflection.v1alpha.ServerReflectionGrpc.newStub(channel).serverReflectionInfo(collect(answers));
        requests.onNext(io.grpc.reflection.v1alpha.ServerReflectionRequest.newBuilder()
                .setListServices("")
                .build());
        assertThat(poll(answers).toString())
                .contains("margrid.v1.MarginService", "margrid.v1.SystemService", "grpc.health.v1.Health");
        requests.onCompleted();
    }

    @Test
    void cancelledCallsAreNoFailure() throws InterruptedException {
        GatedBackend gated = new GatedBackend();
        use(gated);
        Context.CancellableContext call = Context.current().withCancellation();
        BlockingQueue<Object> answers = new LinkedBlockingQueue<>();
        call.run(
                () -> MarginServiceGrpc.newStub(channel).computeMargin(request().build(), collect(answers)));
        assertThat(gated.entered.await(60, TimeUnit.SECONDS)).isTrue();
        call.cancel(null);
        assertThat(poll(answers))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.CANCELLED));
        gated.open.countDown();
        assertThat(stub().computeMargin(request().build()).hasReport()).isTrue();
    }

    @Test
    void portInUseIsSaid() {
        assertThat(catchThrowableOfType(
                        IOException.class, () -> MargridServer.start(server.port(), engine, Fixture.content())))
                .hasMessageContaining("bind");
    }

    /// A backend that gives zeros.
    private static class FakeBackend implements RevaluationBackend {
        @Override
        public BackendInfo info() {
            return new BackendInfo("fake", "cpu/fake/none", "gives zeros");
        }

        @Override
        public void revalue(RevaluationBatch batch, RevaluationResult result) {}
    }

    /// A backend that tells when it is called and waits to be let on.
    private static final class GatedBackend extends FakeBackend {
        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch open = new CountDownLatch(1);

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
