package io.margrid.model.account;

import io.margrid.model.margin.OwnMargin;
import java.util.OptionalDouble;

/// What a methodology without scenarios makes of one position.
///
/// @param own              its margin, settlement currency
/// @param liquidationPrice as [io.margrid.model.margin.PositionReport] has it
public record PositionOutcome(OwnMargin own, OptionalDouble liquidationPrice) {
    /// A position without a liquidation price.
    ///
    /// @param initial     settlement currency
    /// @param maintenance settlement currency
    /// @return the outcome
    public static PositionOutcome of(double initial, double maintenance) {
        return of(initial, maintenance, OptionalDouble.empty());
    }

    /// A position.
    ///
    /// @param initial          settlement currency
    /// @param maintenance      settlement currency
    /// @param liquidationPrice quote currency per base coin; empty if there is none
    /// @return the outcome
    public static PositionOutcome of(double initial, double maintenance, OptionalDouble liquidationPrice) {
        return new PositionOutcome(new OwnMargin(initial, maintenance), liquidationPrice);
    }
}
