package io.margrid.model.tims;

import io.margrid.model.instrument.OptionContract;
import io.margrid.model.instrument.OptionType;
import io.margrid.model.margin.InstrumentRisk;
import io.margrid.model.scenario.ScenarioGrid;

/// Options that may be exercised at any time are worth no less than exercise brings.
///
///     value'  = max(value, intrinsic value on the spot price)       at the current price and at each point
///     profit' = value'[i] - value'[now]
///
/// The published table of Cboe has a deep put at exactly its intrinsic value. The value of waiting beyond that is
/// that of a European option on the forward.
final class EarlyExercise {
    private EarlyExercise() {}

    /// Profits of one unit.
    ///
    /// @param option the option
    /// @param unit   its risk, valued in quote currency; profits in USD
    /// @param grid   the points
    /// @param spot   index price, quote currency
    /// @param usd    USD for one unit of quote currency, above 0
    /// @return a new vector, USD
    static double[] profits(OptionContract option, InstrumentRisk unit, ScenarioGrid grid, double spot, double usd) {
        double now = Math.max(unit.value(), intrinsic(option, spot));
        double[] profits = new double[grid.size()];
        for (int i = 0; i < profits.length; i++) {
            double held = unit.value() + unit.riskVector()[i] / usd;
            double exercised = intrinsic(option, spot * (1.0 + grid.get(i).priceMove()));
            profits[i] = (Math.max(held, exercised) - now) * usd;
        }
        return profits;
    }

    private static double intrinsic(OptionContract option, double spot) {
        double call = spot - option.strike();
        return Math.max(option.type() == OptionType.CALL ? call : -call, 0.0);
    }
}
