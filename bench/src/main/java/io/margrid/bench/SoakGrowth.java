package io.margrid.bench;

import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/// How a measure moved, by a straight line through its samples.
///
/// @param measure what
/// @param first   value of the first sample
/// @param least   the smallest
/// @param most    the largest
/// @param growth  what the line gains from the first sample to the last
/// @param bound   half of the interval that the growth is in with 95 % confidence, if samples were independent
record SoakGrowth(SoakMeasure measure, double first, double least, double most, double growth, double bound) {
    private static final int FEWEST = 3;

    /// Fits a line.
    ///
    /// @param seconds when samples were taken, ascending
    /// @param samples at least three
    static SoakGrowth of(SoakMeasure measure, List<Double> seconds, List<SoakSample> samples) {
        if (samples.size() < FEWEST) {
            throw new IllegalArgumentException("samples must be at least %d: %d".formatted(FEWEST, samples.size()));
        }
        SimpleRegression line = new SimpleRegression();
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < samples.size(); i++) {
            double value = measure.of(samples.get(i));
            line.addData(seconds.get(i), value);
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        double time = seconds.getLast() - seconds.getFirst();
        return new SoakGrowth(
                measure,
                measure.of(samples.getFirst()),
                least,
                most,
                line.getSlope() * time,
                least == most ? 0.0 : line.getSlopeConfidenceInterval() * time);
    }

    /// Whether the growth, at the upper end of its interval, is within the tolerance. NaN is not.
    boolean flat() {
        return growth + bound <= measure.tolerance();
    }

    /// The cells of a table's row.
    ///
    /// @param judged whether the samples are worth a verdict
    String[] cells(boolean judged) {
        return new String[] {
            measure.title(),
            number(first),
            "%s..%s".formatted(number(least), number(most)),
            "%s ± %s".formatted(number(growth), number(bound)),
            number(measure.tolerance()),
            !judged ? "none" : flat() ? "flat" : "GROWS"
        };
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
