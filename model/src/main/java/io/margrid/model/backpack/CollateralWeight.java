package io.margrid.model.backpack;

/// What part of a balance counts as collateral. Kind `identity`: all of it, at `most`. Kind `inverse_sqrt`:
/// `min(most, base / (1 + penalty sqrt(q)))` of an amount `q`, with the interface's `base` and
/// `positiveCurvePenalty`; the formula is inferred. Debts count in full.
///
/// @param most    the weight of small amounts, above 0 and at most 1
/// @param base    weight before the penalty; equal to `most` for an identity
/// @param penalty per root of the amount; 0 for an identity
public record CollateralWeight(double most, double base, double penalty) {
    /// Checks the ranges.
    ///
    /// @throws IllegalArgumentException naming the field and the value
    public CollateralWeight {
        if (!(most > 0.0 && most <= 1.0)) {
            throw new IllegalArgumentException("most must be above 0 and at most 1: " + most);
        }
        if (!(base > 0.0 && base <= 10.0)) {
            throw new IllegalArgumentException("base must be above 0 and at most 10: " + base);
        }
        if (!(penalty >= 0.0 && penalty <= 10.0)) {
            throw new IllegalArgumentException("penalty must be 0 to 10: " + penalty);
        }
    }

    /// The weight.
    ///
    /// @param amount units of the asset
    /// @return 1 for a debt
    public double of(double amount) {
        return amount < 0.0 ? 1.0 : Math.min(most, base / (1.0 + penalty * Math.sqrt(amount)));
    }
}
