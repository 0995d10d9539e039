// W1: 1,024 options x 35 scenarios, the numbers of PricingWorkload.java.
#pragma once
#include "protocol.hpp"

constexpr int OPTIONS = 1024, SCENARIOS = 35, SHOCKS = 3, MOVES = 9;

struct Pricing {
  std::vector<double> forward, strike, years, volatility, vol_factor;  // vol_factor: SHOCKS for each option
  std::vector<bool> call;
  double price_factor[SCENARIOS];
  int shock[SCENARIOS];
  std::vector<double> prices;

  Pricing()
      : forward(OPTIONS), strike(OPTIONS), years(OPTIONS), volatility(OPTIONS), vol_factor(SHOCKS * OPTIONS),
        call(OPTIONS), prices(OPTIONS * SCENARIOS) {
    SplitMix random{42};
    for (int i = 0; i < OPTIONS; i++) {
      const double u1 = random.uniform(), u2 = random.uniform(), u3 = random.uniform();
      const double u4 = random.uniform(), u5 = random.uniform();
      const double days = 1.0 + 364.0 * u3 * u3;
      const double m = std::pow(30.0 / days, 0.3);
      forward[i] = 60000.0 * (0.98 + 0.04 * u1);
      strike[i] = forward[i] * 0.3 * std::pow(10.0, u2);
      years[i] = days / 365.0;
      volatility[i] = 0.3 + 1.2 * u4;
      call[i] = u5 < 0.5;
      vol_factor[SHOCKS * i] = std::fmax(1.0 - 0.30 * m, 0.05);
      vol_factor[SHOCKS * i + 1] = 1.0;
      vol_factor[SHOCKS * i + 2] = 1.0 + 0.45 * m;
    }
    const double moves[MOVES] = {-.16, -.12, -.08, -.04, 0., .04, .08, .12, .16};
    const double far_moves[SCENARIOS - SHOCKS * MOVES] = {-.66, -.33, .5, 1., 2., 3., 4., 5.};
    for (int s = 0; s < SCENARIOS; s++) {
      const bool far = s >= SHOCKS * MOVES;
      price_factor[s] = 1.0 + (far ? far_moves[s - SHOCKS * MOVES] : moves[s % MOVES]);
      shock[s] = far ? SHOCKS - 1 : s / MOVES;
    }
  }

  // One price a call of `formula`, a function of forward, strike, years, volatility, and whether it is a call.
  template <class Formula>
  int serve_each(const std::string &name, Formula formula) {
    return serve(name, OPTIONS * SCENARIOS, prices, [&] {
      for (int i = 0; i < OPTIONS; i++) {
        for (int s = 0; s < SCENARIOS; s++) {
          prices[i * SCENARIOS + s] = formula(forward[i] * price_factor[s], strike[i], years[i],
                                              volatility[i] * vol_factor[SHOCKS * i + shock[s]], call[i]);
        }
      }
    });
  }
};
