package io.margrid.model.margin;

import io.margrid.model.instrument.OptionContract;
import io.margrid.model.scenario.RelativeVolatilityShock;
import io.margrid.model.scenario.VolShock;

/// Volatility up, unchanged and down by a relative rule, time unmoved.
///
/// @param rule  the rule
/// @param scale how much of its range counts for the expiry, as [RelativeVolatilityShock#scale] gives it
public record RelativeShocks(RelativeVolatilityShock rule, double scale) implements DeviationShocks {
    /// The number of shocks.
    public static final int COUNT = 3;

    private static final VolShock[] ORDER = {VolShock.UP, VolShock.SAME, VolShock.DOWN};

    /// The shocks of options that expire together.
    ///
    /// @param rule the rule
    /// @param days days to expiry
    /// @return the shocks
    public static RelativeShocks of(RelativeVolatilityShock rule, double days) {
        return new RelativeShocks(rule, rule.scale(days));
    }

    /// The number of a direction.
    ///
    /// @param direction the direction
    /// @return 0 to 2
    public static int shock(VolShock direction) {
        return switch (direction) {
            case UP -> 0;
            case SAME -> 1;
            case DOWN -> 2;
        };
    }

    @Override
    public double deviation(int shock, OptionContract option, double forward, double volatility, double years) {
        return rule.shocked(ORDER[shock], volatility, scale) * Math.sqrt(years);
    }
}
