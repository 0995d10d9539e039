package io.margrid.host.grpc;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/// A call of nobody, which remembers how it was closed.
final class FakeCall extends ServerCall<byte[], byte[]> {
    private static final Marshaller<byte[]> BYTES = new Marshaller<>() {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            throw new UnsupportedOperationException("nobody sends");
        }
    };

    private static final MethodDescriptor<byte[], byte[]> METHOD = MethodDescriptor.<byte[], byte[]>newBuilder(
                    BYTES, BYTES)
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName("a.Service/Method")
            .build();

    private final List<Status> closed = new ArrayList<>();
    private final List<Metadata> trailers = new ArrayList<>();

    /// The status that it was closed with last.
    Status closed() {
        return closed.getLast();
    }

    /// The same with its details.
    StatusRuntimeException refusal() {
        return closed().asRuntimeException(trailers.getLast());
    }

    boolean isClosed() {
        return !closed.isEmpty();
    }

    @Override
    public void request(int messages) {}

    @Override
    public void sendHeaders(Metadata headers) {}

    @Override
    public void sendMessage(byte[] message) {}

    @Override
    public void close(Status status, Metadata metadata) {
        closed.add(status);
        trailers.add(metadata);
    }

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public MethodDescriptor<byte[], byte[]> getMethodDescriptor() {
        return METHOD;
    }
}
