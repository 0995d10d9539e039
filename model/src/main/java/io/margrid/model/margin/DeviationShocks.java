package io.margrid.model.margin;

import io.margrid.model.instrument.OptionContract;

/// What a methodology's scenarios do to the total deviation (volatility times square root of years) of options
/// that expire together. A rule that moves time gives the deviation of the later date.
@FunctionalInterface
public interface DeviationShocks {
    /// The deviation of an option under one shock.
    ///
    /// @param shock      which shock, from 0
    /// @param option     the option
    /// @param forward    forward that it is valued at, quote currency per base coin
    /// @param volatility mark volatility, a fraction
    /// @param years      time to expiry
    /// @return zero or more; zero means intrinsic value
    double deviation(int shock, OptionContract option, double forward, double volatility, double years);
}
