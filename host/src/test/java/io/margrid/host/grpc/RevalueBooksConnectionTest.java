package io.margrid.host.grpc;

import static io.margrid.host.grpc.Fixture.CALL;
import static io.margrid.host.grpc.Fixture.FUTURE;
import static io.margrid.host.grpc.Fixture.PERPETUAL;
import static io.margrid.host.grpc.Fixture.PUT;
import static io.margrid.host.grpc.StreamClient.books;
import static io.margrid.host.grpc.StreamClient.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.margrid.host.engine.MarginEngine;
import io.margrid.model.revaluation.BackendInfo;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.RevaluationResult;
import io.margrid.v1.AccountAnswer;
import io.margrid.v1.Book;
import io.margrid.v1.MarginServiceGrpc;
import io.margrid.v1.MarginServiceGrpc.MarginServiceStub;
import io.margrid.v1.PackedPositions;
import io.margrid.v1.RevalueBooksHeader;
import io.margrid.v1.RevalueBooksRequest;
import io.margrid.v1.RevalueBooksResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Streams of books over a real connection.
class RevalueBooksConnectionTest {
    private final GatedBackend backend = new GatedBackend();
    private final MarginEngine engine = new MarginEngine(backend);
    private final MargridServer server = start(engine);
    private final ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", server.port())
            .usePlaintext()
            .build();
    private final MarginServiceStub stub = MarginServiceGrpc.newStub(channel);

    private static MargridServer start(MarginEngine engine) {
        try {
            return MargridServer.start(0, engine, Fixture.content());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @AfterEach
    void close() {
        backend.open.countDown();
        channel.shutdownNow();
        server.close();
        engine.close();
    }

    private static List<RevalueBooksRequest> some() {
        List<RevalueBooksRequest> requests = new ArrayList<>();
        requests.add(header(RevalueBooksHeader.newBuilder()));
        requests.addAll(Collections.nCopies(50, books(Fixture.book().build())));
        return requests;
    }

    @Test
    void sixtyFourMebibytesGoThrough() {
        backend.open.countDown();
        PackedPositions.Builder lines = PackedPositions.newBuilder();
        for (int name = 0; name < 4; name++) {
            lines.addInstrumentIndex(name).addSizes(0.1 * (name + 1));
        }
        // An account's name is what makes a small book long.
        Book book = Book.newBuilder()
                .setAccount("a".repeat(GrpcLimits.NAME_LENGTH))
                .setPacked(lines)
                .build();
        RevalueBooksRequest block = books(Collections.nCopies(3_500, book));
        List<RevalueBooksRequest> requests = new ArrayList<>();
        requests.add(header(RevalueBooksHeader.newBuilder().addAllInstruments(List.of(PERPETUAL, FUTURE, CALL, PUT))));
        long bytes = 0;
        while (bytes < 64 << 20) {
            requests.add(block);
            bytes += block.getSerializedSize();
        }
        List<RevalueBooksResponse> messages = StreamClient.call(stub, requests);
        int accounts = 3_500 * (requests.size() - 1);
        List<AccountAnswer> answers = StreamClient.answers(messages);
        assertThat(answers).hasSize(accounts);
        assertThat(answers.getLast().getIndex()).isEqualTo(accounts - 1);
        assertThat(StreamClient.totals(messages).getAccountsReported()).isEqualTo(accounts);
        assertThat(StreamClient.totals(messages).getLinesReported()).isEqualTo(4L * accounts);
    }

    @Test
    void aCancelledStreamIsWorkedOnNoMore() throws InterruptedException {
        StreamClient call = StreamClient.start(stub, some());
        assertThat(backend.entered.await(60, TimeUnit.SECONDS)).isTrue();
        call.cancel();
        assertThat(catchThrowableOfType(StatusRuntimeException.class, call::await)
                        .getStatus()
                        .getCode())
                .isEqualTo(Status.Code.CANCELLED);
        assertEndsAfterOneRevaluation();
    }

    @Test
    void aStreamPastItsDeadlineIsWorkedOnNoMore() throws InterruptedException {
        StreamClient call = StreamClient.start(stub.withDeadlineAfter(500, TimeUnit.MILLISECONDS), some());
        assertThat(catchThrowableOfType(StatusRuntimeException.class, call::await)
                        .getStatus()
                        .getCode())
                .isEqualTo(Status.Code.DEADLINE_EXCEEDED);
        assertEndsAfterOneRevaluation();
    }

    /// The server's drain waits for calls, and a call whose client has gone has none of its books margined any
    /// more.
    private void assertEndsAfterOneRevaluation() {
        assertThat(server.drain()).isZero();
        backend.open.countDown();
        engine.close();
        assertThat(backend.calls.get()).isLessThanOrEqualTo(1);
    }

    @Test
    void bytesThatAreNoMessageEndTheCall() throws InterruptedException {
        MethodDescriptor<byte[], RevalueBooksResponse> method = MarginServiceGrpc.getRevalueBooksMethod().toBuilder(
                        new Bytes(), MarginServiceGrpc.getRevalueBooksMethod().getResponseMarshaller())
                .build();
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        StreamObserver<byte[]> requests = ClientCalls.asyncBidiStreamingCall(
                channel.newCall(method, stub.getCallOptions()), new StreamObserver<>() {
                    @Override
                    public void onNext(RevalueBooksResponse answer) {}

                    @Override
                    public void onError(Throwable failure) {
                        end.complete(failure);
                    }

                    @Override
                    public void onCompleted() {
                        end.complete(new AssertionError("the call was completed"));
                    }
                });
        requests.onNext(header(RevalueBooksHeader.newBuilder()).toByteArray());
        requests.onNext(books(Fixture.book().build()).toByteArray());
        assertThat(backend.entered.await(60, TimeUnit.SECONDS)).isTrue();
        requests.onNext(new byte[] {0x0f});
        StatusRuntimeException failure =
                (StatusRuntimeException) end.orTimeout(60, TimeUnit.SECONDS).join();
        assertThat(InProcess.info(failure).getReason()).isEqualTo("MALFORMED_MESSAGE");
        assertThat(failure.getStatus().getDescription()).contains("margrid.v1.RevalueBooksRequest");
        assertEndsAfterOneRevaluation();
    }

    /// Messages that are sent as they are.
    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            throw new UnsupportedOperationException("requests are not read here");
        }
    }

    /// A backend that tells when it is called, waits to be let on, and gives zeros.
    private static final class GatedBackend implements RevaluationBackend {
        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch open = new CountDownLatch(1);
        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public BackendInfo info() {
            return new BackendInfo("fake", "cpu/fake/none", "gives zeros");
        }

        @Override
        public void revalue(RevaluationBatch batch, RevaluationResult result) {
            calls.incrementAndGet();
            Arrays.fill(result.worstCells().notFinite(), -1);
            entered.countDown();
            try {
                open.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
