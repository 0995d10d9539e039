package io.margrid.model.margin;

import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.instrument.Settlement;

/// Positions of one account whose profits are added scenario by scenario: one underlying, counted in one currency.
///
/// @param pair               the pair whose index and parameters govern the set
/// @param settlementCurrency lower-case code of the currency that profits are counted in
public record NettingSet(CurrencyPair pair, String settlementCurrency) {
    private static final String USD = "usd";

    /// The set that an instrument belongs to where each settlement currency is margined by itself.
    ///
    /// @param instrument the instrument
    /// @return its pair and settlement currency
    public static NettingSet of(Instrument instrument) {
        return of(instrument.pair(), instrument.settlement());
    }

    /// The set that contracts belong to where each settlement currency is margined by itself.
    ///
    /// @param pair       their pair
    /// @param settlement inverse or linear
    /// @return the pair and the settlement currency
    public static NettingSet of(CurrencyPair pair, Settlement settlement) {
        return new NettingSet(pair, settlement.currency(pair));
    }

    /// The set of a base coin whose positions net whatever their quote and settlement, counted in USD.
    ///
    /// @param base lower-case code of the coin
    /// @return the coin's USD pair, in `usd`
    public static NettingSet ofCoin(String base) {
        return new NettingSet(new CurrencyPair(base, USD), USD);
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
