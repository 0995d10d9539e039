package io.margrid.model.isolated;

import io.margrid.model.account.CoinMargins;
import io.margrid.model.margin.ParameterHead;
import io.margrid.model.margin.ParameterSet;
import io.margrid.model.matrix.CoinClasses;
import java.util.List;

/// Figures of [IsolatedMargin]. Never changes.
///
/// @param head              name, day, evidence, source and hash
/// @param classes           tiers of each class of coins
/// @param linearRule        what maintenance margin of linear contracts is a part of
/// @param inverseRule       the same of inverse contracts
/// @param takerFee          fee for closing, a part of the value
/// @param reserveClosingFee whether the fee is kept back beside the maintenance margin
public record IsolatedParameters(
        ParameterHead head,
        CoinClasses<CoinMargins> classes,
        LinearRule linearRule,
        InverseRule inverseRule,
        double takerFee,
        boolean reserveClosingFee)
        implements ParameterSet {
    private static final double FEE_MAX = 0.1;

    /// What maintenance margin of linear contracts is a part of.
    public enum LinearRule {
        /// The value at the entry price.
        ENTRY_VALUE,
        /// The value at the mark price.
        MARK_VALUE
    }

    /// What maintenance margin of inverse contracts is a part of.
    public enum InverseRule {
        /// The value at the entry price.
        ENTRY_VALUE,
        /// The value at the mark price.
        MARK_VALUE,
        /// The value at the mark price, and extra margin counts after the fee: Bybit's rule from 27 May 2026.
        MARK_VALUE_AFTER_FEE
    }

    /// Checks the fee.
    ///
    /// @throws IllegalArgumentException naming the field and the value
    public IsolatedParameters {
        if (!(takerFee >= 0.0 && takerFee <= FEE_MAX)) {
            throw new IllegalArgumentException("taker_fee must be 0 to %s: %s".formatted(FEE_MAX, takerFee));
        }
    }

    @Override
    public List<String> covers() {
        return classes.covers();
    }

    /// The fee that is kept back.
    ///
    /// @return part of the value; 0 for none
    double closingFee() {
        return reserveClosingFee ? takerFee : 0.0;
    }
}
