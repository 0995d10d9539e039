package io.margrid.model.instrument;

/// The currency in which a contract's profit is paid.
public enum Settlement {
    /// Paid in the base coin: profit is non-linear in the price (`m / (1 + m)` for a future).
    INVERSE,
    /// Paid in the quote currency: profit is linear in the price.
    LINEAR;

    /// The currency that contracts of a pair are paid in.
    ///
    /// @param pair the pair that prices the underlying
    /// @return lower-case code: the base coin for inverse contracts, the quote currency for linear ones
    public String currency(CurrencyPair pair) {
        return switch (this) {
            case INVERSE -> pair.base();
            case LINEAR -> pair.quote();
        };
    }
}
