package io.margrid.model.margin;

import io.margrid.model.instrument.Instrument;

/// What the revaluation says of one unit (one base coin) of an instrument. The vector is shared: do not change it.
///
/// @param instrument the instrument
/// @param forward    forward or mark price that it was valued at, quote currency per base coin
/// @param volatility mark volatility as a fraction; 0 for futures
/// @param value      base value: coin for inverse options, quote currency for linear ones; 0 for futures
/// @param delta      in base coins; 1 for futures
/// @param gamma      change of delta per unit of quote currency
/// @param vega       quote currency per 1.00 of volatility
/// @param theta      quote currency per year
/// @param riskVector profit in each scenario of the grid, settlement currency
public record InstrumentRisk(
        Instrument instrument,
        double forward,
        double volatility,
        double value,
        double delta,
        double gamma,
        double vega,
        double theta,
        double[] riskVector) {
    /// Whether every figure is finite.
    ///
    /// @return false if any is infinite or NaN
    public boolean isFinite() {
        boolean finite = Double.isFinite(value)
                && Double.isFinite(delta)
                && Double.isFinite(gamma)
                && Double.isFinite(vega)
                && Double.isFinite(theta);
        for (double pnl : riskVector) {
            finite &= Double.isFinite(pnl);
        }
        return finite;
    }
}
