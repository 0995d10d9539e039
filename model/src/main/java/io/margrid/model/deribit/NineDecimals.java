package io.margrid.model.deribit;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// The exchange's rounding of amounts: to nine decimals, halves away from zero, of the shortest decimal that reads
/// back as the same `double`.
final class NineDecimals {
    private static final double SCALE = 1e9;

    /// Below it, an amount in units of the ninth decimal has a fraction.
    private static final double FRACTIONS_BELOW = 0x1p52 / SCALE;

    /// From it on, a `double` stands for decimals that are further apart than the ninth: its shortest text has no
    /// tenth.
    private static final double NO_TENTH_FROM = 0x1p23;

    /// Of a unit in the last place: how far the shortest decimal can be away, a half, and some for our rounding.
    private static final double FARTHEST = 0.5 + 1e-6;

    private NineDecimals() {}

    /// Rounds an amount.
    ///
    /// @param amount the amount
    /// @return never `-0.0`
    /// @throws ArithmeticException if the amount is not finite
    static double round(double amount) {
        if (!Double.isFinite(amount)) {
            throw new ArithmeticException("margin is not finite: " + amount);
        }
        double size = Math.abs(amount);
        if (size < FRACTIONS_BELOW) {
            // product + error is size * SCALE exactly; its whole part and the difference are exact too.
            double product = size * SCALE;
            double error = Math.fma(size, SCALE, -product);
            long down = (long) product;
            double aboveHalf = (product - down - 0.5) + error;
            // Then the shortest decimal is on the same side; the bound is one to two units in the last place.
            if (Math.abs(aboveHalf) > SCALE * FARTHEST * 0x1p-52 * size) {
                // One more if the sign bit is not set: a branch would be mispredicted as often as not.
                double units = down + (~Double.doubleToRawLongBits(aboveHalf) >>> (Long.SIZE - 1));
                return amount < 0.0 && units > 0.0 ? -units / SCALE : units / SCALE;
            }
        }
        if (size >= NO_TENTH_FROM) {
            return amount;
        }
        return BigDecimal.valueOf(amount).setScale(9, RoundingMode.HALF_UP).doubleValue();
    }
}
