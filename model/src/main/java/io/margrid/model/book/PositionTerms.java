package io.margrid.model.book;

import java.util.OptionalDouble;

/// What an account agreed for one position, for methodologies that margin by it.
///
/// @param entryPrice  average price that it was entered at: quote currency per base coin, for inverse options coin
/// @param leverage    notional over initial margin, 1 or more
/// @param extraMargin margin added to an isolated position, settlement currency, zero or more
public record PositionTerms(OptionalDouble entryPrice, OptionalDouble leverage, OptionalDouble extraMargin) {
    /// Nothing agreed.
    public static final PositionTerms NONE =
            new PositionTerms(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());

    /// Most leverage that is believed.
    public static final double LEVERAGE_MAX = 1_000.0;

    /// Checks the ranges.
    ///
    /// @throws IllegalArgumentException naming the field and the value
    public PositionTerms {
        require("entry_price", entryPrice, 0.0, Double.MAX_VALUE);
        require("leverage", leverage, 1.0, LEVERAGE_MAX);
        require("extra_margin", extraMargin, 0.0, Double.MAX_VALUE);
    }

    private static void require(String field, OptionalDouble value, double least, double most) {
        if (value.isPresent() && !(value.getAsDouble() >= least && value.getAsDouble() <= most)) {
            throw new IllegalArgumentException("%s must be %s or more and %s: %s"
                    .formatted(
                            field,
                            least,
                            most == Double.MAX_VALUE ? "finite" : "at most " + most,
                            value.getAsDouble()));
        }
    }
}
