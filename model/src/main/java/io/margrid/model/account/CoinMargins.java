package io.margrid.model.account;

import io.margrid.model.instrument.Instrument;
import io.margrid.model.instrument.OptionContract;
import io.margrid.model.instrument.Settlement;
import io.margrid.model.matrix.CoinClasses;
import java.util.Locale;
import java.util.Optional;

/// Margins of a coin's contracts, position by position.
///
/// @param linear  tiers in quote currency
/// @param inverse tiers in coin; empty if its inverse futures and perpetuals are not covered
/// @param options margins of its options; empty if they are not covered
public record CoinMargins(MarginTiers linear, Optional<MarginTiers> inverse, Optional<OptionMargins> options) {
    /// The tiers of a future or perpetual of the coin.
    ///
    /// @param instrument the contract
    /// @return empty if it is not covered
    public Optional<MarginTiers> tiers(Instrument instrument) {
        return instrument.settlement() == Settlement.INVERSE ? inverse : Optional.of(linear);
    }

    /// What keeps an instrument from being margined.
    ///
    /// @param classes      figures by class of coin
    /// @param parameterSet name of the set that they are of
    /// @param instrument   the instrument
    /// @return a sentence with the value; empty if nothing
    public static Optional<String> refusal(
            CoinClasses<CoinMargins> classes, String parameterSet, Instrument instrument) {
        boolean option = instrument instanceof OptionContract;
        Optional<CoinMargins> coin = classes.of(instrument.pair().base());
        boolean covered = coin.isPresent()
                && (option
                        ? coin.get().options().isPresent()
                        : coin.get().tiers(instrument).isPresent());
        return covered
                ? Optional.empty()
                : Optional.of("parameter set %s has no %s for the coin %s (needed by %s)"
                        .formatted(
                                parameterSet,
                                option
                                        ? "options"
                                        : instrument.settlement().name().toLowerCase(Locale.ROOT) + " tiers",
                                instrument.pair().base(),
                                instrument.name()));
    }
}
