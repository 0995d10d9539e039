package io.margrid.model.instrument;

import java.time.Instant;
import java.util.Optional;

/// A dated future or a perpetual.
///
/// @param name       the venue's name
/// @param pair       the pair that prices the underlying
/// @param settlement inverse or linear
/// @param expiry     expiry instant, empty for a perpetual
public record FutureContract(String name, CurrencyPair pair, Settlement settlement, Optional<Instant> expiry)
        implements Instrument {
    /// Checks the name.
    ///
    /// @throws IllegalArgumentException if the name is blank
    public FutureContract {
        InstrumentChecks.requireName(name);
    }

    @Override
    public String toString() {
        return name;
    }
}
