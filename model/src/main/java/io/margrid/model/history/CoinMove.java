package io.margrid.model.history;

import io.margrid.model.matrix.Rates;

/// What one coin does in one scenario.
///
/// @param price      relative move of its price over the horizon: -0.16 is a fall of 16 %
/// @param volatility volatility after the horizon over that before; 1 for unchanged
public record CoinMove(double price, double volatility) {
    /// Largest move of a price: a rise to a thousand times as much.
    public static final double PRICE_MAX = 1_000.0;

    /// Largest and, by its inverse, smallest change of volatility.
    public static final double VOLATILITY_MAX = 1_000.0;

    /// Checks both.
    ///
    /// @throws IllegalArgumentException naming the field and the value
    public CoinMove {
        if (!(price > -1.0 && price <= PRICE_MAX)) {
            throw new IllegalArgumentException("price must be above -1 and at most %s: %s".formatted(PRICE_MAX, price));
        }
        Rates.requireRange("volatility", volatility, 1.0 / VOLATILITY_MAX, VOLATILITY_MAX);
    }
}
