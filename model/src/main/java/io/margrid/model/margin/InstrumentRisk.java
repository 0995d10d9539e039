package io.margrid.model.margin;

import io.margrid.model.instrument.Instrument;
import java.util.Arrays;

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
/// @param finite     whether every figure is finite
public record InstrumentRisk(
        Instrument instrument,
        double forward,
        double volatility,
        double value,
        double delta,
        double gamma,
        double vega,
        double theta,
        double[] riskVector,
        boolean finite) {
    /// Notes whether every figure is finite, once for all books that hold the instrument.
    ///
    /// @param instrument the instrument
    /// @param forward    forward or mark price
    /// @param volatility mark volatility
    /// @param value      base value
    /// @param delta      in base coins
    /// @param gamma      change of delta per unit of quote currency
    /// @param vega       quote currency per 1.00 of volatility
    /// @param theta      quote currency per year
    /// @param riskVector profit in each scenario
    public InstrumentRisk(
            Instrument instrument,
            double forward,
            double volatility,
            double value,
            double delta,
            double gamma,
            double vega,
            double theta,
            double[] riskVector) {
        this(
                instrument,
                forward,
                volatility,
                value,
                delta,
                gamma,
                vega,
                theta,
                riskVector,
                Double.isFinite(value)
                        && Double.isFinite(delta)
                        && Double.isFinite(gamma)
                        && Double.isFinite(vega)
                        && Double.isFinite(theta)
                        && Arrays.stream(riskVector).allMatch(Double::isFinite));
    }
}
