package io.margrid.model.market;

import io.margrid.model.Limits;
import java.util.OptionalDouble;

/// What the market says of one option.
///
/// @param markVolatility annualised, as a fraction: 0.58 is 58 %; zero means intrinsic value
/// @param forward        forward of the expiry, quote currency per base coin, positive
/// @param markPrice      the venue's own mark, in coin (inverse) or quote currency (linear), if known
public record OptionQuote(double markVolatility, double forward, OptionalDouble markPrice) {
    /// Checks the ranges.
    ///
    /// @throws IllegalArgumentException naming the field and the value
    public OptionQuote {
        if (!(markVolatility >= 0.0 && markVolatility <= Limits.VOLATILITY_MAX)) {
            throw new IllegalArgumentException("mark volatility must be in [0, %s] as a fraction: %s"
                    .formatted(Limits.VOLATILITY_MAX, markVolatility));
        }
        MarketChecks.requirePrice("forward", forward);
        if (markPrice.isPresent() && !(markPrice.getAsDouble() >= 0.0 && markPrice.getAsDouble() <= Limits.PRICE_MAX)) {
            throw new IllegalArgumentException(
                    "mark price must be in [0, %s]: %s".formatted(Limits.PRICE_MAX, markPrice.getAsDouble()));
        }
    }
}
