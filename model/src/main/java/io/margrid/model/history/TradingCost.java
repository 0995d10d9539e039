package io.margrid.model.history;

import io.margrid.model.matrix.CoinDelta;
import io.margrid.model.matrix.Rates;

/// What it costs to close a coin's positions, and what more if they are large for their market.
///
///     liquidity     = half_spread gross price
///     concentration = rate max(0, |net| / daily_volume - threshold) |net| price
///
/// `gross` and `net` are deltas in base coins. Clearing houses publish that they have such charges, not their
/// figures: forms and figures are assumed.
///
/// @param halfSpread  part of the price that crossing from the middle to one side costs, 0 to 1
/// @param dailyVolume base coins traded in a day, above 0
/// @param threshold   days of volume that may be held without a charge, 0 or more
/// @param rate        charge on the value of the net position for each day of volume beyond, 0 to 1
public record TradingCost(double halfSpread, double dailyVolume, double threshold, double rate) {
    private static final double DAYS_MAX = 1_000.0;

    /// Checks the figures.
    ///
    /// @throws IllegalArgumentException naming the field and the value
    public TradingCost {
        Rates.requireFraction("half_spread", halfSpread);
        Rates.requireRange("threshold", threshold, 0.0, DAYS_MAX);
        Rates.requireFraction("rate", rate);
        if (!(dailyVolume > 0.0 && dailyVolume < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("daily_volume must be above 0: %s".formatted(dailyVolume));
        }
    }

    /// What crossing the spread costs.
    ///
    /// @param delta of a coin's positions
    /// @param price USD for a coin
    /// @return USD, zero or more
    public double liquidity(CoinDelta delta, double price) {
        return halfSpread * delta.gross() * price;
    }

    /// What the size of the net position adds.
    ///
    /// @param delta of a coin's positions
    /// @param price USD for a coin
    /// @return USD, zero or more
    public double concentration(CoinDelta delta, double price) {
        double net = Math.abs(delta.net());
        return rate * Math.max(0.0, net / dailyVolume - threshold) * net * price;
    }
}
