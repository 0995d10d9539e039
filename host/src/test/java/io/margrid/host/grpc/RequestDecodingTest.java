package io.margrid.host.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.margrid.host.engine.MarginEngine;
import io.margrid.v1.Book;
import io.margrid.v1.ComputeMarginRequest;
import io.margrid.v1.ComputeMarginResponse;
import io.margrid.v1.MarginServiceGrpc;
import io.margrid.v1.Position;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Bytes as a client that is not ours may send them.
class RequestDecodingTest {
    private final MarginEngine engine = Fixture.engine();
    private final MargridServer server = start();
    private final ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", server.port())
            .usePlaintext()
            .build();

    private MargridServer start() {
        try {
            return MargridServer.start(0, engine, Fixture.content());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void close() {
        channel.shutdownNow();
        server.close();
        engine.close();
    }

    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private byte[] send(byte[] request, CallOptions options) {
        MethodDescriptor<byte[], byte[]> method = MarginServiceGrpc.getComputeMarginMethod().toBuilder(
                        new Bytes(), new Bytes())
                .build();
        return ClientCalls.blockingUnaryCall(channel, method, options, request);
    }

    private StatusRuntimeException refused(byte[] request, CallOptions options) {
        return catchThrowableOfType(StatusRuntimeException.class, () -> send(request, options));
    }

    @Test
    void goodBytesAreAnswered() throws IOException {
        byte[] request = Fixture.request().build().toByteArray();
        ComputeMarginResponse plain = ComputeMarginResponse.parseFrom(send(request, CallOptions.DEFAULT));
        ComputeMarginResponse zipped =
                ComputeMarginResponse.parseFrom(send(request, CallOptions.DEFAULT.withCompression("gzip")));
        assertThat(plain.getReport().getInitialMarginUsd())
                .isPositive()
                .isEqualTo(zipped.getReport().getInitialMarginUsd());
    }

    @Test
    void garbageIsAnInvalidArgument() {
        byte[] notUtf8 = {0x22, 0x02, (byte) 0xc3, 0x28};
        byte[][] requests = {{(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff}, {0x0a, 0x05, 0x0a}, {0x0c}, notUtf8};
        for (byte[] request : requests) {
            StatusRuntimeException e = refused(request, CallOptions.DEFAULT);
            assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
            assertThat(InProcess.info(e).getReason()).isEqualTo("MALFORMED_MESSAGE");
            assertThat(e.getStatus().getDescription()).contains("margrid.v1.ComputeMarginRequest");
        }
        assertThat(send(Fixture.request().build().toByteArray(), CallOptions.DEFAULT))
                .isNotEmpty();
    }

    @Test
    void manyEmptyPartsAreRefusedBeforeTheyAreMade() {
        Book.Builder book = Book.newBuilder();
        for (int i = 0; i < GrpcLimits.MESSAGE_PARTS; i++) {
            book.addPositions(Position.getDefaultInstance());
        }
        byte[] request = ComputeMarginRequest.newBuilder().setBook(book).build().toByteArray();
        StatusRuntimeException e = refused(request, CallOptions.DEFAULT);
        assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(InProcess.info(e).getReason()).isEqualTo("TOO_MANY_PARTS");
    }

    @Test
    void messagesThatUnpackToTooMuchAreRefused() {
        byte[] request = new byte[GrpcLimits.MESSAGE_BYTES + 1];
        StatusRuntimeException e = refused(request, CallOptions.DEFAULT.withCompression("gzip"));
        assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(InProcess.info(e).getReason()).isEqualTo("MESSAGE_TOO_LARGE");
    }
}
