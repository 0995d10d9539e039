package io.margrid.model.deribit;

import io.margrid.model.scenario.VolShock;

/// Deribit's relative volatility shock.
///
/// With volatility `s`, days to expiry `d`, `power` the short-term power below 30 days and the long-term one from
/// there:
///
///     k      = (30 / max(d, d_floor)) ^ power
///     s_up   = max(s (1 + range_up k), min_volatility_for_shock_up)
///     s_down = max(s (1 - range_down k), 0)
///
/// `docs/methodology.md`, volatility shock.
///
/// @param scale       `k`, the same for all options of an expiry
/// @param pair        ranges and floor
/// @param assumptions what the floor applies to
record VolatilityShocks(double scale, PairParameters pair, DeribitAssumptions assumptions) {
    private static final double REFERENCE_DAYS = 30.0;

    /// The shocks of an expiry.
    static VolatilityShocks of(double days, PairParameters pair, DeribitAssumptions assumptions) {
        double counted = assumptions.wholeDays() ? Math.floor(days) : days;
        double power = counted < REFERENCE_DAYS ? pair.shortTermVegaPower() : pair.longTermVegaPower();
        double scale = StrictMath.pow(REFERENCE_DAYS / Math.max(counted, assumptions.dteFloorDays()), power);
        return new VolatilityShocks(scale, pair, assumptions);
    }

    /// The shocked volatility, as a fraction.
    double shocked(VolShock shock, double volatility) {
        return switch (shock) {
            case SAME -> volatility;
            case UP -> {
                double factor = 1.0 + pair.volatilityRangeUp() * scale;
                double floor = pair.minVolatilityForShockUp();
                yield switch (assumptions.volFloorOn()) {
                    case RESULT -> Math.max(volatility * factor, floor);
                    case INPUT -> Math.max(volatility, floor) * factor;
                };
            }
            case DOWN -> Math.max(volatility * (1.0 - pair.volatilityRangeDown() * scale), 0.0);
        };
    }
}
