package io.margrid.model.instrument;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/// A dated future or a perpetual.
///
/// @param name         the venue's name
/// @param pair         the pair that prices the underlying
/// @param settlement   inverse or linear
/// @param contractSize quote currency (inverse) or base coins (linear) in one contract; empty where not known
/// @param expiry       expiry instant, empty for a perpetual
public record FutureContract(
        String name, CurrencyPair pair, Settlement settlement, OptionalDouble contractSize, Optional<Instant> expiry)
        implements Instrument {
    /// Checks name and contract size.
    ///
    /// @throws IllegalArgumentException naming the field and the value
    public FutureContract {
        InstrumentChecks.requireName(name);
        if (contractSize.isPresent()) {
            InstrumentChecks.requirePositive("contractSize", contractSize.getAsDouble());
        }
    }

    /// Equal contracts have equal names, and a name keeps its hash.
    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
