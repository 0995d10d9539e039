package io.margrid.model.cross;

import io.margrid.model.account.CoinMargins;
import io.margrid.model.margin.ParameterHead;
import io.margrid.model.margin.ParameterSet;
import io.margrid.model.matrix.CoinClasses;
import java.util.List;

/// Figures of [CrossMargin]. Never changes.
///
/// @param head    name, day, evidence, source and hash
/// @param classes figures of each class of coins
public record CrossParameters(ParameterHead head, CoinClasses<CoinMargins> classes) implements ParameterSet {
    @Override
    public List<String> covers() {
        return classes.covers();
    }
}
