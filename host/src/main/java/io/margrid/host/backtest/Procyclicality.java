package io.margrid.host.backtest;

import java.util.Arrays;

/// How much margins swing: the peak-to-trough ratio and the largest rise within some days of Murphy, Vasios and
/// Vause, "An investigation into the procyclicality of risk-based initial margin models", Bank of England
/// Financial Stability Paper 29 (2014); and what the margins cost and cover.
///
/// @param mean       mean margin
/// @param trough     lowest margin
/// @param peak       highest margin
/// @param rises      for each number of days asked for, the largest rise of the margin within so many days, as a
///     difference; zero if it never rose
/// @param exceptions days whose loss was above the margin
public record Procyclicality(double mean, double trough, double peak, double[] rises, int exceptions) {
    /// Measures margins.
    ///
    /// @param margins one for each day, at least one
    /// @param losses  of the same days
    /// @param days    numbers of days, 1 or more
    /// @return the measures
    /// @throws IllegalArgumentException if there are no margins, or a number of days is below 1
    public static Procyclicality of(double[] margins, double[] losses, int... days) {
        if (margins.length == 0) {
            throw new IllegalArgumentException("there are no margins");
        }
        double sum = 0.0;
        double trough = margins[0];
        double peak = margins[0];
        int exceptions = 0;
        for (int day = 0; day < margins.length; day++) {
            sum += margins[day];
            trough = Math.min(trough, margins[day]);
            peak = Math.max(peak, margins[day]);
            exceptions += losses[day] > margins[day] ? 1 : 0;
        }
        return new Procyclicality(
                sum / margins.length,
                trough,
                peak,
                Arrays.stream(days).mapToDouble(n -> rise(margins, n)).toArray(),
                exceptions);
    }

    /// The largest difference of a margin and one at most `days` days before it.
    private static double rise(double[] margins, int days) {
        if (days < 1) {
            throw new IllegalArgumentException("days must be 1 or more: " + days);
        }
        double largest = 0.0;
        for (int day = 1; day < margins.length; day++) {
            for (int before = Math.max(0, day - days); before < day; before++) {
                largest = Math.max(largest, margins[day] - margins[before]);
            }
        }
        return largest;
    }

    /// Highest over lowest margin.
    ///
    /// @return 1 or more; infinite or not a number where the lowest is zero
    public double peakToTrough() {
        return peak / trough;
    }
}
