/* Black-76 without discounting, in units of the forward. k is K / F, x is ln(F / K); inverse_deviation is 1 / sd and
   half_deviation sd / 2, both zero for an option worth its intrinsic value. */

#define INTRINSIC_BELOW_DEVIATION R(0x1p-60)
/* 1 / sqrt(2 pi) */
#define DENSITY_AT_ZERO R(0x1.9884533d43651p-2)

DEVICE real inverse_deviation_of(real sd) {
    return sd < INTRINSIC_BELOW_DEVIATION ? R(0.0) : R(1.0) / sd;
}

DEVICE real half_deviation_of(real sd) {
    return sd < INTRINSIC_BELOW_DEVIATION ? R(0.0) : R(0.5) * sd;
}

/* Value of an option divided by its forward: intrinsic value plus the time value of the one that is out of the money */
DEVICE real value_over_forward(int put, real k, real x, real inverse_deviation, real half_deviation) {
    real r = fabs(x) * inverse_deviation;
    real h = half_deviation - r;
    real u = half_deviation + r;
    real lo = k < R(1.0) ? k : R(1.0);
    real a = lo * gaussian(h);
    real z = fabs(h);
    real p1 = tail_numerator(z);
    real q1 = tail_denominator(z);
    real p2 = tail_numerator(u);
    real q2 = tail_denominator_again(u);
    real tails = a * ((h > R(0.0) ? -p1 : p1) * q2 - p2 * q1) / (q1 * q2);
    real time_value = (h > R(0.0) ? lo : R(0.0)) + tails;
    real moneyness = put ? k - R(1.0) : R(1.0) - k;
    return (moneyness <= R(0.0) ? R(0.0) : moneyness) + (time_value <= R(0.0) ? R(0.0) : time_value);
}

/* N(d1) of a call, N(d1) - 1 of a put */
DEVICE real delta_of(int put, real k, real x, real inverse_deviation, real half_deviation) {
    real d1 = x * inverse_deviation + half_deviation;
    real tail = normal_tail(fabs(d1));
    real priced = put ? (d1 > R(0.0) ? -tail : tail - R(1.0)) : (d1 > R(0.0) ? R(1.0) - tail : tail);
    real step = k < R(1.0) ? R(1.0) : (k > R(1.0) ? R(0.0) : R(0.5));
    real intrinsic = put ? step - R(1.0) : step;
    return inverse_deviation == R(0.0) ? intrinsic : priced;
}

/* phi(d1) */
DEVICE real density_of(real x, real inverse_deviation, real half_deviation) {
    real density = DENSITY_AT_ZERO * gaussian(x * inverse_deviation + half_deviation);
    return inverse_deviation == R(0.0) ? R(0.0) : density;
}
