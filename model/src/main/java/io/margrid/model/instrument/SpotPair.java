package io.margrid.model.instrument;

import java.time.Instant;
import java.util.Optional;

/// A spot pair: an exchange of one currency for another, without expiry.
///
/// @param name the venue's name, for example `BTC_USDC`
/// @param pair the two currencies
public record SpotPair(String name, CurrencyPair pair) implements Instrument {
    /// Checks the name.
    ///
    /// @throws IllegalArgumentException if the name is blank
    public SpotPair {
        InstrumentChecks.requireName(name);
    }

    @Override
    public Settlement settlement() {
        return Settlement.LINEAR;
    }

    @Override
    public Optional<Instant> expiry() {
        return Optional.empty();
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
