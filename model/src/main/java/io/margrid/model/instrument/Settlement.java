package io.margrid.model.instrument;

/// The currency in which a contract's profit is paid.
public enum Settlement {
    /// Paid in the base coin: profit is non-linear in the price (`m / (1 + m)` for a future).
    INVERSE,
    /// Paid in the quote currency: profit is linear in the price.
    LINEAR
}
