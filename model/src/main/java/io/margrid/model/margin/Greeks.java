package io.margrid.model.margin;

import java.util.List;

/// Sums of position Greeks over a netting set.
///
/// @param delta       base coins
/// @param gamma       change of delta, in base coins, per unit of quote currency
/// @param vegaPerVolPoint quote currency per volatility point (0.01)
/// @param thetaPerDay quote currency per calendar day (1/365 year)
public record Greeks(double delta, double gamma, double vegaPerVolPoint, double thetaPerDay) {
    /// Sums in position order.
    ///
    /// @param positions the set's positions
    /// @return the sums
    public static Greeks sum(List<PositionRisk> positions) {
        double delta = 0.0;
        double gamma = 0.0;
        double vega = 0.0;
        double theta = 0.0;
        for (PositionRisk p : positions) {
            delta += p.delta();
            gamma += p.quantity() * p.unit().gamma();
            vega += p.quantity() * p.unit().vega();
            theta += p.quantity() * p.unit().theta();
        }
        return new Greeks(delta, gamma, vega / 100.0, theta / 365.0);
    }
}
