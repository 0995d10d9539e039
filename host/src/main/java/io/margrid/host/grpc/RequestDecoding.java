package io.margrid.host.grpc;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.KnownLength;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/// Turns the bytes of requests into messages where their faults can be answered.
///
/// By itself grpc-java answers bytes that are no message with UNKNOWN and logs a stack trace, and it builds any
/// message that fits into the size limit, though one of many empty parts takes far more memory than bytes.
final class RequestDecoding implements ServerInterceptor {
    /// The shortest part: a tag and a length of zero.
    private static final int PART_BYTES_MIN = 2;

    private final int messageBytes;

    private RequestDecoding(int messageBytes) {
        this.messageBytes = messageBytes;
    }

    /// A service whose requests are checked before they become messages.
    ///
    /// @param service      a service made from a `.proto` file
    /// @param messageBytes most bytes of a message; the transport has to read longer ones, or they never come here
    /// @return the same service
    static ServerServiceDefinition guard(ServerServiceDefinition service, int messageBytes) {
        return ServerInterceptors.intercept(
                ServerInterceptors.useInputStreamMessages(service), new RequestDecoding(messageBytes));
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        Descriptor request = request(call);
        GuardedCall<Q, A> guarded = new GuardedCall<>(call);
        return new SimpleForwardingServerCallListener<>(next.startCall(guarded, headers)) {
            private boolean refused;

            @Override
            public void onMessage(Q message) {
                if (refused) {
                    return;
                }
                try {
                    super.onMessage(checked(message, request));
                } catch (StatusRuntimeException e) {
                    // What the message's own parser found, such as a text that is not UTF-8.
                    refuse(
                            e.getCause() instanceof InvalidProtocolBufferException cause
                                    ? StatusErrors.malformed(request.getFullName(), String.valueOf(cause.getMessage()))
                                    : e);
                } catch (RuntimeException | OutOfMemoryError e) {
                    refuse(StatusErrors.of(e, ErrorBytes.current()));
                }
            }

            private void refuse(StatusRuntimeException e) {
                refused = true;
                Metadata trailers = e.getTrailers();
                guarded.close(e.getStatus(), trailers == null ? new Metadata() : trailers);
            }

            @Override
            public void onHalfClose() {
                if (!refused) {
                    super.onHalfClose();
                }
            }
        };
    }

    private static Descriptor request(ServerCall<?, ?> call) {
        if (call.getMethodDescriptor().getSchemaDescriptor() instanceof ProtoMethodDescriptorSupplier schema) {
            return schema.getMethodDescriptor().getInputType();
        }
        throw new IllegalStateException(
                "not made from a .proto file: " + call.getMethodDescriptor().getFullMethodName());
    }

    /// The message again, as a stream that has not been read. Messages are streams here: see [#guard].
    @SuppressWarnings("unchecked")
    private <Q> Q checked(Q message, Descriptor request) {
        InputStream stream = (InputStream) Objects.requireNonNull(message);
        int known = length(stream);
        if (known > messageBytes) {
            throw StatusErrors.tooLarge(messageBytes);
        }
        // So short that it cannot have too many parts.
        if (known >= 0 && known / PART_BYTES_MIN <= GrpcLimits.MESSAGE_PARTS) {
            return message;
        }
        byte[] bytes = read(stream);
        try {
            long parts = MessageParts.count(bytes, request, GrpcLimits.MESSAGE_PARTS);
            if (parts > GrpcLimits.MESSAGE_PARTS) {
                throw new LimitExceededException(
                        "TOO_MANY_PARTS", "request", "messages and texts", GrpcLimits.MESSAGE_PARTS, parts);
            }
        } catch (InvalidProtocolBufferException e) {
            throw StatusErrors.malformed(request.getFullName(), String.valueOf(e.getMessage()));
        }
        return (Q) new ByteArrayInputStream(bytes);
    }

    /// Bytes of a message, or -1 where it does not tell, as compressed ones do not.
    private static int length(InputStream stream) {
        try {
            return stream instanceof KnownLength ? stream.available() : -1;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static StatusRuntimeException unreadable(IOException e) {
        return StatusErrors.malformed("message", String.valueOf(e.getMessage()));
    }

    private byte[] read(InputStream stream) {
        try {
            byte[] bytes = stream.readNBytes(messageBytes + 1);
            if (bytes.length > messageBytes) {
                throw StatusErrors.tooLarge(messageBytes);
            }
            return bytes;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }
}
