package io.margrid.host.grpc;

import com.google.protobuf.util.Durations;
import io.margrid.model.input.Violations;
import io.margrid.model.market.MarketSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How old the inputs of a call are and may be.
final class InputAge {
    private InputAge() {}

    /// Reads the limit of a call.
    ///
    /// @param given      the field's value
    /// @param field      path of the field
    /// @param violations takes what is wrong with it
    /// @return empty if there is something wrong
    static Optional<Duration> limit(com.google.protobuf.Duration given, String field, Violations violations) {
        if (!Durations.isValid(given)) {
            violations.add(
                    field, "is not a valid duration: %d s and %d ns".formatted(given.getSeconds(), given.getNanos()));
            return Optional.empty();
        }
        Duration limit = Duration.ofSeconds(given.getSeconds(), given.getNanos());
        if (!limit.isPositive()) {
            violations.add(field, "must be above 0: %s s".formatted(StaleInputException.seconds(limit)));
            return Optional.empty();
        }
        return Optional.of(limit);
    }

    /// How far a market is behind a clock.
    ///
    /// @param market the market
    /// @param now    the clock
    /// @return below zero if it is ahead; empty if it has no pairs and so no instant
    static Optional<Duration> of(MarketSnapshot market, Instant now) {
        return market.asOf().map(asOf -> Duration.between(asOf, now));
    }

    /// Refuses a market that is too old. One without pairs is not.
    ///
    /// @param market the market
    /// @param now    the server's clock
    /// @param limit  the most that it may be behind; empty if there is no limit
    /// @throws StaleInputException if it is further behind
    static void check(MarketSnapshot market, Instant now, Optional<Duration> limit) {
        Optional<Duration> age = of(market, now);
        if (limit.isPresent() && age.isPresent() && age.get().compareTo(limit.get()) > 0) {
            throw new StaleInputException(market.id(), market.asOf().orElseThrow(), age.get(), limit.get());
        }
    }
}
