package io.margrid.model.scenario;

/// A volatility shock that grows towards expiry, as Deribit, Derive, Paradex and Bybit have it.
///
/// With volatility `v`, days to expiry `d`, and `power` the short-term power below 30 days and the long-term one
/// from there:
///
///     k      = (30 / max(d, floorDays)) ^ power
///     v_up   = max(v (1 + rangeUp k), minUp)
///     v_down = max(v (1 - rangeDown k), 0)
///
/// Source: `docs/methodology.md`, volatility shock.
///
/// @param rangeUp    relative rise at 30 days
/// @param rangeDown  relative fall at 30 days
/// @param shortPower power below 30 days
/// @param longPower  power from 30 days on
/// @param floorDays  fewest days that count
/// @param wholeDays  whether days are cut to whole ones
/// @param minUp      least volatility of the rise, a fraction
/// @param floorOn    what `minUp` is the floor of
public record RelativeVolatilityShock(
        double rangeUp,
        double rangeDown,
        double shortPower,
        double longPower,
        double floorDays,
        boolean wholeDays,
        double minUp,
        FloorOn floorOn) {
    private static final double REFERENCE_DAYS = 30.0;

    /// What the least volatility of a rise applies to.
    public enum FloorOn {
        /// The volatility after the rise.
        RESULT,
        /// The volatility before the rise.
        INPUT
    }

    /// How much of the range an expiry's options move by.
    ///
    /// @param days days to expiry
    /// @return `k`; 1 at 30 days
    public double scale(double days) {
        double counted = wholeDays ? Math.floor(days) : days;
        double power = counted < REFERENCE_DAYS ? shortPower : longPower;
        return StrictMath.pow(REFERENCE_DAYS / Math.max(counted, floorDays), power);
    }

    /// A shocked volatility.
    ///
    /// @param shock      direction
    /// @param volatility a fraction
    /// @param scale      as [#scale] gives it
    /// @return a fraction, zero or more
    public double shocked(VolShock shock, double volatility, double scale) {
        return switch (shock) {
            case SAME -> volatility;
            case UP -> {
                double factor = 1.0 + rangeUp * scale;
                yield switch (floorOn) {
                    case RESULT -> Math.max(volatility * factor, minUp);
                    case INPUT -> Math.max(volatility, minUp) * factor;
                };
            }
            case DOWN -> Math.max(volatility * (1.0 - rangeDown * scale), 0.0);
        };
    }
}
