// The reference: Black-76 as one writes it down, a logarithm, a root and two std::erfc a price.
#include "pricing.hpp"

static double normal(double x) { return 0.5 * std::erfc(-x * M_SQRT1_2); }

// Not inlined: a price is a function of its own arguments, as a library offers it.
__attribute__((noinline)) static double black76(double forward, double strike, double years, double volatility,
                                                bool call) {
  const double deviation = volatility * std::sqrt(years);
  const double d1 = std::log(forward / strike) / deviation + 0.5 * deviation;
  const double d2 = d1 - deviation;
  const double sign = call ? 1.0 : -1.0;
  return sign * (forward * normal(sign * d1) - strike * normal(sign * d2));
}

int main() { return Pricing().serve_each("cpp-scalar", black76); }
