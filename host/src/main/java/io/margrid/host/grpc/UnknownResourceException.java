package io.margrid.host.grpc;

import java.util.List;
import java.util.stream.Collectors;

/// A request that is right in itself names things that the server does not have.
final class UnknownResourceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Unknown> unknown;

    UnknownResourceException(List<Unknown> unknown) {
        super(unknown.stream().map(Unknown::message).collect(Collectors.joining("; ")));
        this.unknown = List.copyOf(unknown);
    }

    /// The names, at least one.
    List<Unknown> unknown() {
        return unknown;
    }

    /// What can be named in a request.
    enum Kind {
        SNAPSHOT("snapshot"),
        MODEL("margin model"),
        PARAMETER_SET("parameter set");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /// Reason of the error answer.
        String reason() {
            return "UNKNOWN_" + name();
        }

        String words() {
            return words;
        }
    }

    /// A name that the server does not know.
    ///
    /// @param kind  what it should name
    /// @param field path of the field
    /// @param name  the name
    record Unknown(Kind kind, String field, String name) {
        String message() {
            return "the server has no %s named \"%s\"; SystemService.GetServerInfo lists what it has"
                    .formatted(kind.words(), Texts.shorten(name, GrpcLimits.CODE_LENGTH));
        }
    }
}
