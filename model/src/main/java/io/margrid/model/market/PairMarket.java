package io.margrid.model.market;

import io.margrid.model.Limits;
import java.time.Instant;
import java.util.OptionalDouble;

/// The market of one pair: when it was seen, its index, and the delivery average when a settlement is under way.
///
/// Pairs carry their own instant because a venue computes and answers for each currency separately.
///
/// @param asOf              valuation instant of the pair's contracts
/// @param index             index price, quote currency per base coin, positive
/// @param estimatedDelivery average index so far in the settlement window, if the venue gave one
public record PairMarket(Instant asOf, double index, OptionalDouble estimatedDelivery) {
    /// Checks the instant and the prices.
    ///
    /// @throws IllegalArgumentException naming the field and the value
    public PairMarket {
        if (asOf.isBefore(Limits.AS_OF_MIN)) {
            throw new IllegalArgumentException("as of must not be before %s: %s".formatted(Limits.AS_OF_MIN, asOf));
        }
        MarketChecks.requirePrice("index", index);
        if (estimatedDelivery.isPresent()) {
            MarketChecks.requirePrice("estimated delivery price", estimatedDelivery.getAsDouble());
        }
    }
}
