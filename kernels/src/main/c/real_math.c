/* Exponential and normal tail from IEEE operations only. The Java reference has the same operations in the same order;
   its comments have formulas, ranges and bounds. */

/* Adding and subtracting it rounds to the nearest integer, ties to even, for magnitudes below 2^51. */
#define ROUNDING R(0x1.8p52)
/* -log2(e) / 2 */
#define MINUS_HALF_LOG2_E R(-0x1.71547652b82fep-1)
#define GAUSSIAN_VANISHES_ABOVE R(1414.0)
/* One in the exponent field */
#define EXPONENT_UNIT ((i64) 1 << 52)

/* 2^f for f in [-1/2, 1/2] */
DEVICE real exp2_polynomial(real f) {
    real s = f * f;
    real even = C11;
    real odd = C10;
    even = fma(even, s, C9);
    odd = fma(odd, s, C8);
    even = fma(even, s, C7);
    odd = fma(odd, s, C6);
    even = fma(even, s, C5);
    odd = fma(odd, s, C4);
    even = fma(even, s, C3);
    odd = fma(odd, s, C2);
    even = fma(even, s, C1);
    return fma(fma(odd, f, even), f, R(1.0));
}

/* exp(-x^2 / 2); without branches, so that a compiler can take several cells at once. NaN stays NaN: the bits of a
   device's own NaN must not be shifted into a number. */
DEVICE real gaussian(real x) {
    real q = x * x;
    real t = q <= GAUSSIAN_VANISHES_ABOVE ? q : R(0.0);
    real shifted = fma(t, MINUS_HALF_LOG2_E, ROUNDING);
    real f = fma(t, MINUS_HALF_LOG2_E, -(shifted - ROUNDING));
    real e = exp2_polynomial(f);
    /* shifted and ROUNDING share their exponent, so that their bits differ by the integer, 0 to -1021. */
    real scaled = bits_real(real_bits(e) + (real_bits(shifted) - real_bits(ROUNDING)) * EXPONENT_UNIT);
    return q <= GAUSSIAN_VANISHES_ABOVE ? scaled : (q > GAUSSIAN_VANISHES_ABOVE ? R(0.0) : q);
}

/* Numerator of G(z) = exp(z^2 / 2) N(-z), z >= 0 */
DEVICE real tail_numerator(real z) {
    real p = P6;
    p = fma(p, z, P5);
    p = fma(p, z, P4);
    p = fma(p, z, P3);
    p = fma(p, z, P2);
    p = fma(p, z, P1);
    return fma(p, z, P0);
}

/* Denominator of G(z), z >= 0. There are two, with the same bits: rounding is the same for both signs, so a chain may
   run negative for a while at no cost. If the chains of one cell all look alike, LLVM pairs two of them in registers of
   two numbers, and can then no longer take four or eight cells at once: PoCL is three times slower. */
DEVICE real tail_denominator(real z) {
    real q = -Q7;
    q = fma(q, z, -Q6);
    q = fma(q, z, -Q5);
    q = fma(q, z, -Q4);
    q = fma(q, z, -Q3);
    q = fma(q, z, -Q2);
    q = fma(-q, z, Q1);
    return fma(q, z, Q0);
}

DEVICE real tail_denominator_again(real z) {
    real q = -Q7;
    q = fma(q, z, -Q6);
    q = fma(q, z, -Q5);
    q = fma(q, z, -Q4);
    q = fma(q, z, -Q3);
    q = fma(q, z, -Q2);
    q = fma(q, z, -Q1);
    return fma(-q, z, Q0);
}

/* N(-z), z >= 0 */
DEVICE real normal_tail(real z) {
    return gaussian(z) * (tail_numerator(z) / tail_denominator(z));
}
