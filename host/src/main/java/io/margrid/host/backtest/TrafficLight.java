package io.margrid.host.backtest;

import org.apache.commons.math3.distribution.BinomialDistribution;

/// The zones of the Basel Committee's framework for back-tests (January 1996): by the chance of as many bad days
/// or fewer if the value at risk is right, green below 95 %, yellow below 99.99 %, red from there.
public enum TrafficLight {
    /// Nothing speaks against it.
    GREEN,
    /// Doubtful.
    YELLOW,
    /// Almost certainly wrong.
    RED;

    private static final double YELLOW_FROM = 0.95;
    private static final double RED_FROM = 0.9999;

    /// The zone.
    ///
    /// @param days   days
    /// @param beyond days with a loss beyond the value at risk
    /// @param chance of such a day if it is right
    /// @return the zone
    public static TrafficLight of(int days, int beyond, double chance) {
        double cumulative = new BinomialDistribution(null, days, chance).cumulativeProbability(beyond);
        if (cumulative < YELLOW_FROM) {
            return GREEN;
        }
        return cumulative < RED_FROM ? YELLOW : RED;
    }
}
