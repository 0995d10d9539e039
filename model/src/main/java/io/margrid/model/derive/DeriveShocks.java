package io.margrid.model.derive;

import io.margrid.model.instrument.OptionContract;
import io.margrid.model.margin.DeviationShocks;
import io.margrid.model.margin.RelativeShocks;

/// What Derive's scenarios do to the options of one expiry: volatility up, unchanged, down, and two turns of the
/// smile.
///
/// @param regular volatility up, unchanged and down
/// @param skew    shock of the smile
record DeriveShocks(RelativeShocks regular, DeriveParameters.Skew skew) implements DeviationShocks {
    static final int LINEAR = RelativeShocks.COUNT;
    static final int ABSOLUTE = RelativeShocks.COUNT + 1;
    static final int COUNT = RelativeShocks.COUNT + 2;

    @Override
    public double deviation(int shock, OptionContract option, double forward, double volatility, double years) {
        if (shock < LINEAR) {
            return regular.deviation(shock, option, forward, volatility, years);
        }
        double moneyness = StrictMath.log(option.strike() / forward);
        double k = shock == LINEAR ? moneyness : Math.abs(moneyness);
        return volatility * multiplier(k, years) * Math.sqrt(years);
    }

    /// What a turn of the smile multiplies volatility by.
    ///
    /// @param k     log-moneyness, or its absolute value
    /// @param years time to expiry
    double multiplier(double k, double years) {
        double root = Math.sqrt(years);
        double cap = Math.max(0.0, skew.base() - skew.slope() * root);
        double width = Math.max(skew.floor(), skew.width() * root * (skew.near() - skew.far() * root));
        return 1.0 + Math.max(-cap, Math.min(cap, k * cap / width));
    }
}
