package io.margrid.host.grpc;

import com.google.rpc.Status;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoUtils;
import java.util.Objects;

/// How a call ends that is refused.
///
/// Not thrown: under overload most calls are refused, and half of what a refusal cost in Java was the stack trace
/// of an exception.
///
/// @param status   code and description
/// @param trailers with the details
record Refusal(io.grpc.Status status, Metadata trailers) {
    private static final Metadata.Key<Status> DETAILS =
            Metadata.Key.of("grpc-status-details-bin", ProtoUtils.metadataMarshaller(Status.getDefaultInstance()));

    /// A refusal with details, as gRPC carries them.
    ///
    /// @param status code, message and details
    /// @return what a thrown status would tell the client
    static Refusal of(Status status) {
        Metadata trailers = new Metadata();
        trailers.put(DETAILS, status);
        return new Refusal(
                io.grpc.Status.fromCodeValue(status.getCode()).withDescription(status.getMessage()), trailers);
    }

    /// The same from what would be thrown.
    ///
    /// @param thrown the status
    static Refusal of(StatusRuntimeException thrown) {
        return new Refusal(thrown.getStatus(), Objects.requireNonNullElseGet(thrown.getTrailers(), Metadata::new));
    }
}
