package io.margrid.cpu;

/// Black-76 without discounting, in units of the forward.
///
/// For forward `F`, strike `K`, `k = K / F`, `x = ln(F / K)` and total deviation `sd = volatility * sqrt(years)`
/// (Black,
/// "The pricing of commodity contracts", J. Financial Economics 3 (1976)):
///
///     call / F = N(d1) - k N(d2),  d1 = x / sd + sd / 2,  d2 = d1 - sd
///
/// is computed as intrinsic value plus time value. The time value is that of the out-of-the-money option, the same
/// for call and put. With `lo = min(1, k)`, `r = |x| / sd`, `h = sd / 2 - r`, `u = sd / 2 + r`, and since `min(F,
/// K) phi(h) = max(F, K) phi(u)`, one exponential `A = lo exp(-h^2 / 2)` serves both tails, and with `G(z) =
/// exp(z^2 / 2) N(-z)`:
///
///     time value / F = A (G(-h) - G(u))          for h <= 0
///                    = lo - A (G(h) + G(u))      for h >  0
///
/// Both `G` share one division. Error at most 1e-15 max(1, k), measured in `docs/accuracy.md`, for `|x| <= 30` and
/// `sd <= 1000`.
final class Black76 {
    /// Below this total deviation an option is worth its intrinsic value: the time value, at most `0.4 sd`, is
    /// lost in the last bit anyway, and powers of `x / sd` cannot overflow above it.
    static final double INTRINSIC_BELOW_DEVIATION = 0x1p-60;

    /// `1 / sqrt(2 pi)`.
    static final double DENSITY_AT_ZERO = 0x1.9884533d43651p-2;

    private Black76() {}

    /// `1 / sd`, or 0 for an option worth its intrinsic value.
    static double inverseDeviation(double sd) {
        return sd < INTRINSIC_BELOW_DEVIATION ? 0.0 : 1.0 / sd;
    }

    /// `sd / 2`, or 0 for an option worth its intrinsic value: with both zero, the two tails cancel exactly.
    static double halfDeviation(double sd) {
        return sd < INTRINSIC_BELOW_DEVIATION ? 0.0 : 0.5 * sd;
    }

    /// Value of an option divided by its forward.
    ///
    /// @param put              true for a put
    /// @param k                strike over forward, positive
    /// @param x                `ln(F / K)`
    /// @param inverseDeviation see [#inverseDeviation]
    /// @param halfDeviation    see [#halfDeviation]
    /// @return zero or more
    static double valueOverForward(boolean put, double k, double x, double inverseDeviation, double halfDeviation) {
        double r = Math.abs(x) * inverseDeviation;
        double h = halfDeviation - r;
        double u = halfDeviation + r;
        double lo = k < 1.0 ? k : 1.0;
        double a = lo * ScalarMath.gaussian(h);
        double z = Math.abs(h);
        double p1 = ScalarMath.tailNumerator(z);
        double q1 = ScalarMath.tailDenominator(z);
        double p2 = ScalarMath.tailNumerator(u);
        double q2 = ScalarMath.tailDenominator(u);
        boolean inside = h > 0.0;
        double tails = a * ((inside ? -p1 : p1) * q2 - p2 * q1) / (q1 * q2);
        double timeValue = (inside ? lo : 0.0) + tails;
        double moneyness = put ? k - 1.0 : 1.0 - k;
        // Written so that a NaN stays a NaN.
        return (moneyness <= 0.0 ? 0.0 : moneyness) + (timeValue <= 0.0 ? 0.0 : timeValue);
    }

    /// `N(d1)` of a call, `N(d1) - 1` of a put.
    ///
    /// @param put              true for a put
    /// @param k                strike over forward, for options without time value
    /// @param x                `ln(F / K)`
    /// @param inverseDeviation see [#inverseDeviation]
    /// @param halfDeviation    see [#halfDeviation]
    static double delta(boolean put, double k, double x, double inverseDeviation, double halfDeviation) {
        if (inverseDeviation == 0.0) {
            double call = k < 1.0 ? 1.0 : k > 1.0 ? 0.0 : 0.5;
            return put ? call - 1.0 : call;
        }
        double d1 = x * inverseDeviation + halfDeviation;
        double tail = ScalarMath.normalTail(Math.abs(d1));
        if (put) {
            return d1 > 0.0 ? -tail : tail - 1.0;
        }
        return d1 > 0.0 ? 1.0 - tail : tail;
    }

    /// `phi(d1)`, the normal density; 0 for options without time value.
    ///
    /// @param x                `ln(F / K)`
    /// @param inverseDeviation see [#inverseDeviation]
    /// @param halfDeviation    see [#halfDeviation]
    static double density(double x, double inverseDeviation, double halfDeviation) {
        return inverseDeviation == 0.0
                ? 0.0
                : DENSITY_AT_ZERO * ScalarMath.gaussian(x * inverseDeviation + halfDeviation);
    }
}
