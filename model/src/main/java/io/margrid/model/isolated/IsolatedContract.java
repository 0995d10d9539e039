package io.margrid.model.isolated;

import java.util.OptionalDouble;

/// One isolated position. Amounts are in settlement currency, prices in quote currency per base coin.
sealed interface IsolatedContract permits IsolatedLinear, IsolatedInverse {
    /// Size that tiers and leverage are told by.
    ///
    /// @return settlement currency, at the entry price
    double entryValue();

    /// Initial margin.
    double initial();

    /// Maintenance margin at the mark, with the closing fee if that is kept back.
    double maintenance();

    /// Where the position's own margin and profit are worth its maintenance margin; empty if nowhere.
    OptionalDouble liquidationPrice();

    /// Where they are worth nothing; empty if nowhere.
    OptionalDouble bankruptcyPrice();

    /// A price, if it is one.
    static OptionalDouble positive(double price) {
        return price > 0.0 && price < Double.POSITIVE_INFINITY ? OptionalDouble.of(price) : OptionalDouble.empty();
    }
}
