package io.margrid.host.grpc;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/// The inputs of a call are older than it, or the server, accepts.
final class StaleInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String market;
    private final Instant asOf;
    private final Duration age;
    private final Duration limit;

    /// Inputs that are too old.
    ///
    /// @param market name of the market
    /// @param asOf   instant of its oldest input
    /// @param age    how far that is behind the server's clock
    /// @param limit  the most that is accepted
    StaleInputException(String market, Instant asOf, Duration age, Duration limit) {
        super("the market \"%s\" is as of %s, %s s ago; at most %s s are accepted"
                .formatted(Texts.shorten(market, GrpcLimits.CODE_LENGTH), asOf, seconds(age), seconds(limit)));
        this.market = market;
        this.asOf = asOf;
        this.age = age;
        this.limit = limit;
    }

    /// Seconds with a point, as few digits as it takes.
    static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.getSeconds())
                .add(BigDecimal.valueOf(duration.getNano(), 9))
                .stripTrailingZeros()
                .toPlainString();
    }

    String market() {
        return market;
    }

    Instant asOf() {
        return asOf;
    }

    Duration age() {
        return age;
    }

    Duration limit() {
        return limit;
    }
}
