package io.margrid.host.grpc;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.margrid.model.input.InvalidInputException;
import java.util.regex.Pattern;

/// Lets a call say whom it is for: header `margrid-tenant`. Believed as it stands, so a proxy in front of the
/// server has to set it where tenants do not trust each other.
final class Tenant implements ServerInterceptor {
    /// The header.
    static final Metadata.Key<String> HEADER = Metadata.Key.of("margrid-tenant", Metadata.ASCII_STRING_MARSHALLER);

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]{1,64}");
    private static final Context.Key<String> TENANT = Context.keyWithDefault("margrid-tenant", "");
    private static final Context.Key<Boolean> GIVEN = Context.keyWithDefault("margrid-tenant-given", false);

    /// The tenant of the current call.
    ///
    /// @return its name; empty if the call names none
    /// @throws InvalidInputException if what it names is not a tenant's name
    static String current() {
        String name = TENANT.get();
        if (GIVEN.get() && !NAME.matcher(name).matches()) {
            throw new InvalidInputException(
                    HEADER.name(),
                    "must be 1 to 64 of a-z A-Z 0-9 . _ -: \"%s\""
                            .formatted(Texts.shorten(name, GrpcLimits.CODE_LENGTH)));
        }
        return name;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        String name = headers.get(HEADER);
        if (name == null) {
            return next.startCall(call, headers);
        }
        Context context = Context.current().withValues(TENANT, name, GIVEN, true);
        return Contexts.interceptCall(context, call, headers, next);
    }
}
