package io.margrid.model.matrix;

import java.util.List;

/// What a methodology makes of one risk unit.
///
/// @param initial     initial margin, USD, zero or more
/// @param maintenance maintenance margin, USD, zero or more
/// @param amounts     amount of each part, USD, in the order of [UnitRules#parts]
/// @param aggregated  for each set of the unit what its worst scenario is taken from, USD
public record UnitOutcome(double initial, double maintenance, List<Double> amounts, List<double[]> aggregated) {
    /// Copies the lists.
    public UnitOutcome {
        amounts = List.copyOf(amounts);
        aggregated = List.copyOf(aggregated);
    }

    /// An outcome whose worst scenarios are those of the profits as they are.
    ///
    /// @param unit        the unit
    /// @param initial     initial margin, USD
    /// @param maintenance maintenance margin, USD
    /// @param amounts     amount of each part, USD
    /// @return the outcome
    public static UnitOutcome of(UnitRisk unit, double initial, double maintenance, List<Double> amounts) {
        return new UnitOutcome(
                initial,
                maintenance,
                amounts,
                unit.sets().stream().map(set -> set.pnl()).toList());
    }
}
