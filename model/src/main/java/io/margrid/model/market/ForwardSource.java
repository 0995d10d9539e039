package io.margrid.model.market;

/// Where the forward of an option comes from.
public enum ForwardSource {
    /// The `underlying_price` that the venue quotes with each option.
    QUOTED,
    /// Per expiry, the median over strikes of the forward that call and put marks imply.
    PARITY
}
