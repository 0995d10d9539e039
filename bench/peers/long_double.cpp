// What the right prices are: the formula in 80-bit arithmetic, rounded once. Inputs are the double-precision ones.
#include "pricing.hpp"

static long double normal(long double x) { return 0.5L * erfcl(-x * 0.70710678118654752440084436210485L); }

static double black76(double forward, double strike, double years, double volatility, bool call) {
  const long double deviation = volatility * sqrtl(years);
  const long double d1 = logl(static_cast<long double>(forward) / strike) / deviation + 0.5L * deviation;
  const long double d2 = d1 - deviation;
  const long double sign = call ? 1.0L : -1.0L;
  return static_cast<double>(sign * (forward * normal(sign * d1) - strike * normal(sign * d2)));
}

int main() { return Pricing().serve_each("long-double", black76); }
