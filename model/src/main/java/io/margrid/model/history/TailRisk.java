package io.margrid.model.history;

/// Value at risk and expected shortfall of scenarios with bounds of 95 %, which hold for independent scenarios:
/// those of overlapping horizons say less than their number, and the bounds are too narrow for them.
///
/// Expected shortfall `e` is the mean of the `k` largest losses, `k = ceil(n (1 - c))`. With `v` the least and
/// `s2` the sample variance of these, its bounds are
///
///     e -+ 1.96 sqrt((s2 + c (e - v)^2) / k)
///
/// the asymptotic variance of Manistre and Hancock, North American Actuarial Journal 9(2), 2005. A single loss has
/// no variance; the bounds are then those of value at risk.
///
/// @param valueAtRisk       a loss, positive
/// @param expectedShortfall a loss
/// @param lower             lower bound of the value at risk, by [RankBounds]
/// @param upper             upper bound
/// @param shortfallLower    lower bound of the expected shortfall
/// @param shortfallUpper    upper bound
public record TailRisk(
        double valueAtRisk,
        double expectedShortfall,
        double lower,
        double upper,
        double shortfallLower,
        double shortfallUpper) {
    private static final double NORMAL_95 = 1.959963984540054;

    /// Of profits, value at risk by [QuantileRule#ORDER].
    ///
    /// @param profits    one for each scenario, losses negative
    /// @param confidence for example 0.99
    /// @return the risk
    /// @throws IllegalArgumentException if there are no scenarios
    /// @throws ArithmeticException if one is not finite
    public static TailRisk of(double[] profits, double confidence) {
        return of(SortedLosses.of(profits), QuantileRule.ORDER, confidence, RankBounds.of(profits.length, confidence));
    }

    /// Of losses in order.
    ///
    /// @param losses     the losses
    /// @param rule       how value at risk is read
    /// @param confidence for example 0.99
    /// @param ranks      of as many scenarios and this confidence
    /// @return the risk
    public static TailRisk of(SortedLosses losses, QuantileRule rule, double confidence, RankBounds ranks) {
        double shortfall = losses.shortfall(confidence);
        double lower = ranks.lower(losses);
        double upper = ranks.upper(losses);
        int tail = SortedLosses.tail(losses.size(), confidence);
        double valueAtRisk = rule.valueAtRisk(losses, confidence);
        if (tail == 1) {
            return new TailRisk(valueAtRisk, shortfall, lower, upper, lower, upper);
        }
        double squares = 0.0;
        for (int rank = 1; rank <= tail; rank++) {
            double off = losses.ranked(rank) - shortfall;
            squares += off * off;
        }
        double beyond = shortfall - losses.ranked(tail);
        double error = Math.sqrt((squares / (tail - 1) + confidence * beyond * beyond) / tail);
        return new TailRisk(
                valueAtRisk, shortfall, lower, upper, shortfall - NORMAL_95 * error, shortfall + NORMAL_95 * error);
    }
}
