package io.margrid.model.margin;

import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.instrument.Instrument;

/// Positions of one account whose profits are added scenario by scenario: one underlying in one settlement
/// currency.
///
/// @param pair               the pair whose index and parameters govern the set
/// @param settlementCurrency lower-case code of the currency that profits are counted in
public record NettingSet(CurrencyPair pair, String settlementCurrency) {
    /// The set that an instrument belongs to.
    ///
    /// @param instrument the instrument
    /// @return its pair and settlement currency
    public static NettingSet of(Instrument instrument) {
        return new NettingSet(instrument.pair(), instrument.settlementCurrency());
    }

    /// The set's name in answers, for example `btc_btc`.
    ///
    /// @return base and settlement currency joined by an underscore
    public String key() {
        return pair.base() + "_" + settlementCurrency;
    }

    @Override
    public String toString() {
        return key();
    }
}
