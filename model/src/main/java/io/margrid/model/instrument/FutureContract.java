package io.margrid.model.instrument;

import java.time.Instant;
import java.util.Optional;

/// A dated future or a perpetual.
///
/// @param name         the venue's name
/// @param pair         the pair that prices the underlying
/// @param settlement   inverse or linear
/// @param contractSize base coins (linear) or USD (inverse) in one contract, positive
/// @param expiry       expiry instant, empty for a perpetual
public record FutureContract(
        String name, CurrencyPair pair, Settlement settlement, double contractSize, Optional<Instant> expiry)
        implements Instrument {
    /// Checks name and contract size.
    ///
    /// @throws IllegalArgumentException naming the field and the value
    public FutureContract {
        InstrumentChecks.requireName(name);
        InstrumentChecks.requirePositive("contractSize", contractSize);
    }

    /// Whether the contract never expires.
    ///
    /// @return true for a perpetual
    public boolean perpetual() {
        return expiry.isEmpty();
    }

    @Override
    public String toString() {
        return name;
    }
}
