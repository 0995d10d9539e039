package io.margrid.model.span;

import java.util.List;

/// The composite delta of an option: a weighted mean of its deltas at the price scan points, one day ahead.
///
/// With `P(k)` the mean of the profits with volatility up and down at `k` thirds of the range, and `h` a third:
///
///     delta(k)  = (P(k + 1) - P(k - 1)) / (2 h)       at the ends over one third only
///     composite = sum of w(|k|) delta(k) / sum of w(|k|)
///
/// That it is such a mean is published (CME), and that the deltas are of the day ahead; differences in place of
/// the clearing house's own deltas are our choice. A file's composite deltas are better where there is a file.
///
/// @param weights at 0, 1, 2 and 3 thirds on either side, zero or more, not all zero
public record CompositeDelta(List<Double> weights) {
    private static final int POINTS = 4;

    /// Copies the list and checks it.
    ///
    /// @throws IllegalArgumentException naming the field and the value
    public CompositeDelta {
        weights = List.copyOf(weights);
        if (weights.size() != POINTS) {
            throw new IllegalArgumentException("delta_weights must have 4 entries: " + weights);
        }
        double sum = 0.0;
        for (double weight : weights) {
            if (!(weight >= 0.0 && weight < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("delta_weights must be zero or more and finite: " + weights);
            }
            sum += weight;
        }
        if (!(sum > 0.0 && sum < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("delta_weights must not all be zero: " + weights);
        }
    }

    /// The composite delta of one unit.
    ///
    /// @param profits sixteen profits of one unit, gains positive, in any currency
    /// @param range   price scan range of one unit in the same currency, above 0
    /// @return base units
    /// @throws ArithmeticException if it is not finite
    public double of(double[] profits, double range) {
        double third = range / 3.0;
        double sum = 0.0;
        double total = 0.0;
        for (int k = -3; k <= 3; k++) {
            int above = Math.min(k + 1, 3);
            int below = Math.max(k - 1, -3);
            double delta = (mean(profits, above) - mean(profits, below)) / ((above - below) * third);
            double weight = weights.get(Math.abs(k));
            sum += weight * delta;
            total += weight;
        }
        double composite = sum / total;
        if (!Double.isFinite(composite)) {
            throw new ArithmeticException("composite delta is not finite: " + composite);
        }
        return composite;
    }

    private static double mean(double[] profits, int thirds) {
        int first = SpanScenarios.at(thirds);
        return 0.5 * (profits[first] + profits[first + 1]);
    }
}
