package io.margrid.bench;

import java.util.Arrays;
import java.util.Locale;

/// Where samples lie.
///
/// @param low    a tenth of them are below
/// @param median half of them are below
/// @param high   a tenth of them are above
record Spread(double low, double median, double high) {
    static Spread of(double[] samples) {
        double[] sorted = samples.clone();
        Arrays.sort(sorted);
        return new Spread(at(sorted, 0.1), at(sorted, 0.5), at(sorted, 0.9));
    }

    /// Ratios of samples that were taken side by side.
    static Spread ofRatios(double[] samples, double[] references) {
        double[] ratios = new double[samples.length];
        Arrays.setAll(ratios, i -> samples[i] / references[i]);
        return of(ratios);
    }

    /// How well the median of samples is known: half of its 95 % interval, which lies between two of the sorted
    /// samples whatever they are distributed like (their ranks are n/2 -+ 0.98 sqrt(n)), as a part of the median.
    ///
    /// @return infinite for fewer than 6 samples, where no two of them are far enough apart
    static double medianInterval(double[] samples) {
        int n = samples.length;
        if (n < 6) {
            return Double.POSITIVE_INFINITY;
        }
        double[] sorted = samples.clone();
        Arrays.sort(sorted);
        int below = Math.max(0, (int) Math.floor(0.5 * n - 0.98 * Math.sqrt(n)));
        return 0.5 * (sorted[n - 1 - below] - sorted[below]) / at(sorted, 0.5);
    }

    private static double at(double[] sorted, double part) {
        return sorted[(int) Math.round(part * (sorted.length - 1))];
    }

    /// All three with three significant digits: `1.02 (0.98..1.10)`.
    @Override
    public String toString() {
        return "%s (%s..%s)".formatted(digits(median), digits(low), digits(high));
    }

    /// A figure with three significant digits and no exponent.
    static String digits(double x) {
        if (x == 0.0 || !Double.isFinite(x)) {
            return Double.toString(x);
        }
        int places = Math.max(0, 2 - (int) Math.floor(Math.log10(Math.abs(x))));
        return String.format(Locale.ROOT, "%,." + places + "f", x);
    }
}
