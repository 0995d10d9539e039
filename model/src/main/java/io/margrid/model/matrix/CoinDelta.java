package io.margrid.model.matrix;

import io.margrid.model.margin.PositionRisk;
import java.util.List;

/// Deltas of a coin, long and short apart.
///
/// @param net   sum of the deltas, base coins, long positive
/// @param gross sum of their absolute values, base coins
public record CoinDelta(double net, double gross) {
    /// Adds deltas up.
    ///
    /// @param positions of one coin, in order
    /// @return net and gross
    public static CoinDelta of(List<PositionRisk> positions) {
        double net = 0.0;
        double gross = 0.0;
        for (PositionRisk position : positions) {
            net += position.delta();
            gross += Math.abs(position.delta());
        }
        return new CoinDelta(net, gross);
    }

    /// The part that long and short positions offset.
    ///
    /// @return base coins, zero or more: half of what gross exceeds net by
    public double hedged() {
        return (gross - Math.abs(net)) / 2.0;
    }
}
