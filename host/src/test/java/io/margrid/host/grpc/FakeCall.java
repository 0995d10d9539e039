package io.margrid.host.grpc;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;

/// A call of nobody, which remembers how it was closed.
final class FakeCall extends ServerCall<byte[], byte[]> {
    private final List<Status> closed = new ArrayList<>();

    /// The status that it was closed with last.
    Status closed() {
        return closed.getLast();
    }

    @Override
    public void request(int messages) {}

    @Override
    public void sendHeaders(Metadata headers) {}

    @Override
    public void sendMessage(byte[] message) {}

    @Override
    public void close(Status status, Metadata trailers) {
        closed.add(status);
    }

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public MethodDescriptor<byte[], byte[]> getMethodDescriptor() {
        throw new UnsupportedOperationException("nobody asks");
    }
}
