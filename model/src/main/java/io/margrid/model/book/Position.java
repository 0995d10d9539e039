package io.margrid.model.book;

import io.margrid.model.Limits;
import io.margrid.model.instrument.Instrument;

/// An instrument with a signed quantity.
///
/// @param instrument the contract
/// @param quantity   base coins, long positive, finite
public record Position(Instrument instrument, double quantity) {
    /// Checks the quantity.
    ///
    /// @throws IllegalArgumentException if the quantity is not finite or too large
    public Position {
        if (!(Math.abs(quantity) <= Limits.QUANTITY_MAX)) {
            throw new IllegalArgumentException(
                    "quantity must be finite and at most %s: %s".formatted(Limits.QUANTITY_MAX, quantity));
        }
    }
}
