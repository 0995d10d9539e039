package io.margrid.model.span;

/// The least that short options are margined at, however far out of the money.
///
/// @param rate   currency of the commodity for one contract, zero or more
/// @param method which contracts count
public record ShortOptionMinimum(double rate, Method method) {
    /// No minimum.
    public static final ShortOptionMinimum NONE = new ShortOptionMinimum(0.0, Method.GROSS);

    /// Which short options count.
    public enum Method {
        /// All.
        GROSS,
        /// The calls or the puts, whichever are more.
        MAX
    }

    /// Checks the rate.
    ///
    /// @throws IllegalArgumentException naming the field and the value
    public ShortOptionMinimum {
        if (!(rate >= 0.0 && rate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("rate must be zero or more and finite: " + rate);
        }
    }

    /// The minimum.
    ///
    /// @param calls short calls, contracts
    /// @param puts  short puts, contracts
    /// @return currency of the commodity, zero or more
    public double of(double calls, double puts) {
        return rate
                * switch (method) {
                    case GROSS -> calls + puts;
                    case MAX -> Math.max(calls, puts);
                };
    }
}
