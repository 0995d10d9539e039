package io.margrid.model.tims;

import java.util.Collection;

/// The largest loss of a product group.
///
/// At each point, gains of class groups offset losses of the others in part:
///
///     loss[i] = sum of losses - min(f sum of gains, f sum of losses)      largest over i, at least 0
///
/// That gains offset losses at a percentage is published; the formula is assumed. Points of class groups with
/// different ranges correspond by their place.
public final class ProductGroupLoss {
    private ProductGroupLoss() {}

    /// Offsets and finds the largest loss.
    ///
    /// @param classGroups profit of each class group at each point, equally many
    /// @param offset      part of gains that counts
    /// @return zero or more
    /// @throws ArithmeticException if a profit is not a number: it must not win or lose by accident
    public static double of(Collection<double[]> classGroups, double offset) {
        int points = classGroups.stream().findFirst().map(pnl -> pnl.length).orElse(0);
        double largest = 0.0;
        for (int i = 0; i < points; i++) {
            double gains = 0.0;
            double losses = 0.0;
            for (double[] pnl : classGroups) {
                if (Double.isNaN(pnl[i])) {
                    throw new ArithmeticException("profit at point %d is not a number".formatted(i + 1));
                }
                gains += Math.max(pnl[i], 0.0);
                losses += Math.max(-pnl[i], 0.0);
            }
            largest = Math.max(largest, losses - offset * Math.min(gains, losses));
        }
        return largest;
    }
}
