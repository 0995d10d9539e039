package io.margrid.model.decimal;

import java.math.BigDecimal;

/// A double as the shortest decimal that reads back as it: what [BigDecimal#valueOf(double)] gives by printing and
/// parsing. Most figures of a market have few digits, and for those the decimal is found by arithmetic.
///
/// If `n / 10^k = x` in double arithmetic, with whole `|n| < 10^15` and `k <= 9`, then both operands are exact and
/// the division rounds once, so the decimal `n 10^-k` reads back as `x`. No two decimals of at most 15 digits read
/// back as one double, so it is the shortest, too.
public final class ShortestDecimal {
    private static final double[] POWERS = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11};
    private static final int SCALE_MAX = 9;
    private static final double DIGITS_END = 1e15;

    /// From here to [#PLAIN_END] doubles are printed without an exponent.
    private static final double PLAIN_MIN = 1e-3;

    private static final double PLAIN_END = 1e7;

    private ShortestDecimal() {}

    /// The decimal.
    ///
    /// @param x a finite double
    /// @return equal to `BigDecimal.valueOf(x)`, with the same scale
    /// @throws NumberFormatException if it is not finite
    public static BigDecimal of(double x) {
        double size = Math.abs(x);
        int scale = (size >= PLAIN_MIN && size < PLAIN_END) || x == 0.0 ? scale(x) : -1;
        if (scale < 0) {
            return BigDecimal.valueOf(x);
        }
        // Whole numbers are printed with a zero after the point.
        int printed = Math.max(scale, 1);
        return BigDecimal.valueOf((long) Math.rint(x * POWERS[printed]), printed);
    }

    /// Moves the decimal point, as people do with percentages: 58.37 becomes the double nearest to 0.5837, which a
    /// multiplication may miss.
    ///
    /// @param x      a finite double
    /// @param places 2 from a fraction to percent, -2 from percent to a fraction
    /// @return equal to `BigDecimal.valueOf(x).movePointRight(places).doubleValue()`
    /// @throws NumberFormatException    if it is not finite
    /// @throws IllegalArgumentException if the point is to be moved by more than 2
    public static double movePointRight(double x, int places) {
        if (places < -2 || places > 2) {
            throw new IllegalArgumentException("places must be in [-2, 2]: " + places);
        }
        int scale = scale(x);
        if (scale < 0) {
            return BigDecimal.valueOf(x).movePointRight(places).doubleValue();
        }
        double digits = Math.rint(x * POWERS[scale]) + 0.0;
        return scale >= places ? digits / POWERS[scale - places] : digits * POWERS[places - scale];
    }

    /// The fewest digits after the point, -1 if there are too many or none are enough.
    private static int scale(double x) {
        for (int scale = 0; scale <= SCALE_MAX; scale++) {
            double digits = Math.rint(x * POWERS[scale]);
            if (!(Math.abs(digits) < DIGITS_END)) {
                return -1;
            }
            if (digits / POWERS[scale] == x) {
                return scale;
            }
        }
        return -1;
    }
}
