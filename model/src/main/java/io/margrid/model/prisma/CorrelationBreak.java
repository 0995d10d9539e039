package io.margrid.model.prisma;

import io.margrid.model.history.QuantileRule;
import io.margrid.model.history.SortedLosses;
import io.margrid.model.matrix.Rates;

/// What a risk measure set adds for correlations that break: how far value at risk in parts of the window exceeds
/// that of the whole.
///
///     MER  = sqrt(mean over windows with VaR_w > VaR of (VaR_w - VaR)^2)        0 if there are none
///     CB   = min(upper PMR, max(lower PMR, kappa MER))
///
/// @param confidence of these values at risk, 0.5 to 0.9999
/// @param window     scenarios of a rolling window, 1 or more; none if the sample has fewer
/// @param kappa      factor on the mean excess
/// @param lower      least part of the pure market risk
/// @param upper      largest part of it
public record CorrelationBreak(double confidence, int window, double kappa, double lower, double upper) {
    private static final double FACTOR_MAX = 100.0;

    /// Checks the figures.
    ///
    /// @throws IllegalArgumentException naming the field and the value
    public CorrelationBreak {
        RiskSet.requireConfidence(confidence);
        if (window < 1) {
            throw new IllegalArgumentException("window must be 1 or more: %d".formatted(window));
        }
        Rates.requireRange("kappa", kappa, 0.0, FACTOR_MAX);
        Rates.requireRange("lower", lower, 0.0, FACTOR_MAX);
        Rates.requireRange("upper", upper, lower, FACTOR_MAX);
    }

    /// The addition to one sample.
    ///
    /// @param profits of the sample, in order of days
    /// @param pure    its pure market risk
    /// @return zero or more
    double amount(double[] profits, double pure) {
        return Math.min(upper * pure, Math.max(lower * pure, kappa * meanExcess(profits)));
    }

    private double meanExcess(double[] profits) {
        double whole = QuantileRule.POINTS.valueAtRisk(SortedLosses.of(profits), confidence);
        double sum = 0.0;
        int windows = 0;
        for (int from = 0; from + window <= profits.length; from++) {
            double part = QuantileRule.POINTS.valueAtRisk(SortedLosses.of(profits, from, from + window), confidence);
            double excess = Math.max(0.0, part) - Math.max(0.0, whole);
            if (excess > 0.0) {
                sum += excess * excess;
                windows++;
            }
        }
        return windows == 0 ? 0.0 : Math.sqrt(sum / windows);
    }
}
