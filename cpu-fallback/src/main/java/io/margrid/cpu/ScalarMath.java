package io.margrid.cpu;

/// Exponential and normal tail from IEEE operations only: `+ - * /`, fused multiply-add, comparison and bit casts.
///
/// [VectorBackend] and the device kernels repeat these operations in this order; change all or none.
final class ScalarMath {
    /// Adding and subtracting it rounds to the nearest integer, ties to even, for magnitudes below 2^51.
    static final double ROUNDING = 0x1.8p52;

    /// `-log2(e) / 2`: turns a squared deviate into the binary logarithm of its Gaussian.
    static final double MINUS_HALF_LOG2_E = -0x1.71547652b82fep-1;

    /// Squares above this have a Gaussian of zero; up to it, `2^n` with `n >= -1021` keeps results normal numbers.
    static final double GAUSSIAN_VANISHES_ABOVE = 1414.0;

    private ScalarMath() {}

    /// `exp(-x^2 / 2)`.
    ///
    /// With `q = x^2` and `t = -q log2(e) / 2`: `n` the integer nearest to `t`, `f = t - n` in [-1/2, 1/2], `2^f`
    /// by a polynomial ([Coefficients]), times `2^n` by adding `n` to the exponent bits. Zero for `|x| > 37.6`,
    /// where the true value is below 1e-307.
    ///
    /// @param x any number; NaN gives NaN
    /// @return in [0, 1]; errors in `docs/accuracy.md`
    static double gaussian(double x) {
        double q = x * x;
        if (!(q <= GAUSSIAN_VANISHES_ABOVE)) {
            return q > GAUSSIAN_VANISHES_ABOVE ? 0.0 : Double.NaN;
        }
        double shifted = Math.fma(q, MINUS_HALF_LOG2_E, ROUNDING);
        double f = Math.fma(q, MINUS_HALF_LOG2_E, -(shifted - ROUNDING));
        double e = exp2Polynomial(f);
        return Double.longBitsToDouble(Double.doubleToRawLongBits(e) + (Double.doubleToRawLongBits(shifted) << 52));
    }

    /// `2^f` for `f` in [-1/2, 1/2], as `1 + f (E(f^2) + f O(f^2))`: two chains that processors run side by side.
    static double exp2Polynomial(double f) {
        double s = f * f;
        double even = Coefficients.C11;
        double odd = Coefficients.C10;
        even = Math.fma(even, s, Coefficients.C9);
        odd = Math.fma(odd, s, Coefficients.C8);
        even = Math.fma(even, s, Coefficients.C7);
        odd = Math.fma(odd, s, Coefficients.C6);
        even = Math.fma(even, s, Coefficients.C5);
        odd = Math.fma(odd, s, Coefficients.C4);
        even = Math.fma(even, s, Coefficients.C3);
        odd = Math.fma(odd, s, Coefficients.C2);
        even = Math.fma(even, s, Coefficients.C1);
        return Math.fma(Math.fma(odd, f, even), f, 1.0);
    }

    /// Numerator of the scaled normal tail `G(z) = exp(z^2 / 2) N(-z) = P(z) / Q(z)`.
    ///
    /// @param z zero or more
    static double tailNumerator(double z) {
        double p = Coefficients.P6;
        p = Math.fma(p, z, Coefficients.P5);
        p = Math.fma(p, z, Coefficients.P4);
        p = Math.fma(p, z, Coefficients.P3);
        p = Math.fma(p, z, Coefficients.P2);
        p = Math.fma(p, z, Coefficients.P1);
        return Math.fma(p, z, Coefficients.P0);
    }

    /// Denominator of the scaled normal tail.
    ///
    /// @param z zero or more
    static double tailDenominator(double z) {
        double q = Coefficients.Q7;
        q = Math.fma(q, z, Coefficients.Q6);
        q = Math.fma(q, z, Coefficients.Q5);
        q = Math.fma(q, z, Coefficients.Q4);
        q = Math.fma(q, z, Coefficients.Q3);
        q = Math.fma(q, z, Coefficients.Q2);
        q = Math.fma(q, z, Coefficients.Q1);
        return Math.fma(q, z, Coefficients.Q0);
    }

    /// Lower tail of the standard normal distribution, `N(-z)`.
    ///
    /// @param z zero or more
    /// @return in [0, 1/2]; relative accuracy as far as `z = 37`
    static double normalTail(double z) {
        return gaussian(z) * (tailNumerator(z) / tailDenominator(z));
    }
}
