package io.margrid.host.backtest;

import java.util.Arrays;
import org.apache.commons.math3.distribution.BinomialDistribution;

/// Value at risk and expected shortfall of scenarios.
///
/// With `n` scenarios and `k = ceil(n (1 - confidence))`, at least 1: value at risk is the `k`-th largest loss,
/// expected shortfall the mean of the `k` largest. The counting rule is our choice. The bounds are losses between
/// which the true quantile lies with 95 %, from the order statistics alone.
///
/// @param valueAtRisk       a loss, positive
/// @param expectedShortfall a loss, at least the value at risk
/// @param lower             lower bound of the value at risk
/// @param upper             upper bound; the largest loss where there are too few scenarios for one
public record TailRisk(double valueAtRisk, double expectedShortfall, double lower, double upper) {
    private static final double OUTSIDE = 0.025;

    /// Of profits.
    ///
    /// @param profits    one for each scenario, losses negative
    /// @param confidence for example 0.99
    /// @return the risk
    /// @throws IllegalArgumentException if there are no scenarios or one is not finite
    public static TailRisk of(double[] profits, double confidence) {
        int n = profits.length;
        if (n == 0) {
            throw new IllegalArgumentException("there are no scenarios");
        }
        double[] losses = new double[n];
        for (int i = 0; i < n; i++) {
            if (!Double.isFinite(profits[i])) {
                throw new IllegalArgumentException("profit in scenario %d is not finite".formatted(i + 1));
            }
            losses[i] = -profits[i] + 0.0;
        }
        Arrays.sort(losses);
        int worst = count(n, confidence);
        double sum = 0.0;
        for (int i = 0; i < worst; i++) {
            sum += losses[n - 1 - i];
        }
        BinomialDistribution beyond = new BinomialDistribution(null, n, 1.0 - confidence);
        int fewest = beyond.inverseCumulativeProbability(OUTSIDE);
        int most = beyond.inverseCumulativeProbability(1.0 - OUTSIDE) + 1;
        return new TailRisk(
                losses[n - worst],
                sum / worst,
                losses[Math.max(0, n - most)],
                losses[Math.min(n - 1, n - Math.max(1, fewest))]);
    }

    /// Scenarios beyond the confidence.
    static int count(int scenarios, double confidence) {
        // A product such as 500 x 0.01 may miss its whole number by a rounding.
        double exact = scenarios * (1.0 - confidence);
        double nearest = Math.rint(exact);
        double whole = Math.abs(exact - nearest) < 1e-9 * Math.max(1.0, exact) ? nearest : Math.ceil(exact);
        return (int) Math.max(1.0, whole);
    }
}
