package io.margrid.model.instrument;

import java.time.Instant;
import java.util.Optional;

/// A European option on a pair's forward.
///
/// @param name         the venue's name
/// @param pair         the pair that prices the underlying
/// @param settlement   inverse or linear
/// @param contractSize base coins in one contract, positive
/// @param expiresAt    expiry instant
/// @param strike       strike in quote currency per base coin, positive
/// @param type         call or put
public record OptionContract(
        String name,
        CurrencyPair pair,
        Settlement settlement,
        double contractSize,
        Instant expiresAt,
        double strike,
        OptionType type)
        implements Instrument {
    /// Checks name, contract size and strike.
    ///
    /// @throws IllegalArgumentException naming the field and the value
    public OptionContract {
        InstrumentChecks.requireName(name);
        InstrumentChecks.requirePositive("contractSize", contractSize);
        InstrumentChecks.requirePositive("strike", strike);
    }

    @Override
    public Optional<Instant> expiry() {
        return Optional.of(expiresAt);
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
