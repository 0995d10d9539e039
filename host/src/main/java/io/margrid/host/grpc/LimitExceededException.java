package io.margrid.host.grpc;

/// A request holds more than the server takes.
final class LimitExceededException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final String field;
    private final long limit;
    private final long given;

    /// A request beyond a limit.
    ///
    /// @param reason reason of the error answer, in UPPER_SNAKE
    /// @param field  path of the field that holds too much
    /// @param what   what is counted, in the plural
    /// @param limit  the most that is taken
    /// @param given  what the request holds
    LimitExceededException(String reason, String field, String what, long limit, long given) {
        super("%s: at most %d %s: %d".formatted(field, limit, what, given));
        this.reason = reason;
        this.field = field;
        this.limit = limit;
        this.given = given;
    }

    String reason() {
        return reason;
    }

    String field() {
        return field;
    }

    long limit() {
        return limit;
    }

    long given() {
        return given;
    }
}
