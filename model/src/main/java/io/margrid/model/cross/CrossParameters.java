package io.margrid.model.cross;

import io.margrid.model.account.MarginTiers;
import io.margrid.model.account.OptionMargins;
import io.margrid.model.margin.ParameterHead;
import io.margrid.model.margin.ParameterSet;
import io.margrid.model.matrix.CoinClasses;
import java.util.List;
import java.util.Optional;

/// Figures of [CrossMargin]. Never changes.
///
/// @param head    name, day, evidence, source and hash
/// @param classes figures of each class of coins
public record CrossParameters(ParameterHead head, CoinClasses<Coin> classes) implements ParameterSet {
    /// Figures of a coin.
    ///
    /// @param linear  tiers in quote currency
    /// @param inverse tiers in coin; empty if its inverse futures and perpetuals are not covered
    /// @param options fractions of its options; empty if they are not covered
    public record Coin(MarginTiers linear, Optional<MarginTiers> inverse, Optional<OptionMargins> options) {}

    @Override
    public List<String> covers() {
        return classes.covers();
    }
}
