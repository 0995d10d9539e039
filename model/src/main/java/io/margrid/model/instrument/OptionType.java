package io.margrid.model.instrument;

/// Whether an option is a right to buy or to sell.
public enum OptionType {
    /// Right to buy: payoff `max(F - K, 0)`.
    CALL,
    /// Right to sell: payoff `max(K - F, 0)`.
    PUT;

    /// The option's intrinsic value.
    ///
    /// @param forward price of the underlying, in quote currency per unit of base
    /// @param strike  strike in the same unit
    /// @return `max(forward - strike, 0)` for a call, `max(strike - forward, 0)` for a put
    public double intrinsic(double forward, double strike) {
        double gain = this == CALL ? forward - strike : strike - forward;
        return gain > 0.0 ? gain : 0.0;
    }
}
