package io.margrid.model.binance;

import io.margrid.model.account.RateTiers;
import io.margrid.model.margin.ParameterHead;
import io.margrid.model.margin.ParameterSet;
import io.margrid.model.matrix.CoinClasses;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Figures of [BinanceMargin]. Never changes.
///
/// @param head       name, day, evidence, source and hash
/// @param classes    brackets of each class of coins
/// @param collateral rates by asset and amount, slice by slice
/// @param loanRate   maintenance margin of loans, a part of the loan
/// @param levels     of uniMMR
public record BinanceParameters(
        ParameterHead head,
        CoinClasses<Brackets> classes,
        Map<String, RateTiers> collateral,
        double loanRate,
        UniMmrLevels levels)
        implements ParameterSet {
    /// Maintenance rates of futures and perpetuals.
    ///
    /// @param linear  brackets in quote currency
    /// @param inverse brackets in coin; empty if inverse contracts are not covered
    public record Brackets(RateTiers linear, Optional<RateTiers> inverse) {
        /// Checks that rates rise.
        ///
        /// @throws IllegalArgumentException naming the field and the value
        public Brackets {
            linear.requireRising("linear rate");
            inverse.ifPresent(tiers -> tiers.requireRising("inverse rate"));
        }
    }

    /// Copies the map and checks the rate.
    ///
    /// @throws IllegalArgumentException naming the field and the value
    public BinanceParameters {
        collateral = Collections.unmodifiableMap(new TreeMap<>(collateral));
        if (!(loanRate >= 0.0 && loanRate <= 1.0)) {
            throw new IllegalArgumentException("loan_rate must be 0 to 1: " + loanRate);
        }
    }

    @Override
    public List<String> covers() {
        return classes.covers();
    }
}
