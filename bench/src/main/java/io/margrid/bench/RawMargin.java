package io.margrid.bench;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.KnownLength;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.margrid.v1.MarginServiceGrpc;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// `ComputeMargin` on bytes: neither the request is encoded nor the answer decoded, so that a caller costs little
/// beside the server.
final class RawMargin {
    private static final byte[] NONE = {};

    private static final MethodDescriptor<byte[], byte[]> METHOD = MethodDescriptor.newBuilder(new Bytes(), new Bytes())
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName(MarginServiceGrpc.getComputeMarginMethod().getFullMethodName())
            .build();

    private RawMargin() {}

    /// Takes the end of a call, on a thread of the transport's.
    interface Ended {
        /// The call has ended.
        ///
        /// @param status   how
        /// @param trailers with the details of a refusal
        /// @param answer   empty unless the status is good
        void ended(Status status, Metadata trailers, byte[] answer);
    }

    /// Calls, and returns at once.
    ///
    /// @param channel whose executor is direct
    /// @param request the message
    /// @param headers of this call alone
    /// @param ended   takes the end
    static void call(Channel channel, byte[] request, Metadata headers, Ended ended) {
        ClientCall<byte[], byte[]> call = channel.newCall(METHOD, CallOptions.DEFAULT);
        call.start(
                new ClientCall.Listener<>() {
                    private byte[] answer = NONE;

                    @Override
                    public void onMessage(byte[] message) {
                        answer = message;
                    }

                    @Override
                    public void onClose(Status status, Metadata trailers) {
                        ended.ended(status, trailers, answer);
                    }
                },
                headers);
        call.request(2);
        call.sendMessage(request);
        call.halfClose();
    }

    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new Known(value);
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

    /// Spares the transport from finding the length out.
    private static final class Known extends ByteArrayInputStream implements KnownLength {
        Known(byte[] bytes) {
            super(bytes);
        }
    }
}
