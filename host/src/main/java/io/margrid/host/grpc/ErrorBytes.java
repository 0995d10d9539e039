package io.margrid.host.grpc;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;

/// Lets a call ask for longer error details than every client can take: header `margrid-error-bytes`.
final class ErrorBytes implements ServerInterceptor {
    /// The header: a whole number of bytes. Anything else counts as absent.
    static final Metadata.Key<String> HEADER = Metadata.Key.of("margrid-error-bytes", Metadata.ASCII_STRING_MARSHALLER);

    private static final Context.Key<Integer> BYTES =
            Context.keyWithDefault("margrid-error-bytes", GrpcLimits.ERROR_BYTES);

    /// What the current call can take.
    ///
    /// @return bytes of listed violations
    static int current() {
        return BYTES.get();
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        String asked = headers.get(HEADER);
        if (asked == null || !asked.matches("[0-9]{1,9}")) {
            return next.startCall(call, headers);
        }
        int bytes = Math.min(Integer.parseInt(asked), GrpcLimits.ERROR_BYTES_MAX);
        return Contexts.interceptCall(Context.current().withValue(BYTES, bytes), call, headers, next);
    }
}
