// QuantLib's blackFormula, undiscounted, one price a call.
#include <ql/pricingengines/blackformula.hpp>
#include <ql/version.hpp>

#include "pricing.hpp"

int main() {
  return Pricing().serve_each(
      "QuantLib " QL_VERSION, [](double forward, double strike, double years, double volatility, bool call) {
        return QuantLib::blackFormula(call ? QuantLib::Option::Call : QuantLib::Option::Put, strike, forward,
                                      volatility * std::sqrt(years));
      });
}
