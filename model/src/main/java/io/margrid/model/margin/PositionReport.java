package io.margrid.model.margin;

import java.util.Optional;
import java.util.OptionalDouble;

/// One line of a report.
///
/// @param set              the netting set that the position belongs to
/// @param risk             the position and its risk
/// @param ownMargin        its margin, for models that add up positions
/// @param liquidationPrice price of its underlying at which it, or the account through it with all else fixed, is
///     liquidated, quote currency per base coin; empty where the model has none
public record PositionReport(
        NettingSet set, PositionRisk risk, Optional<OwnMargin> ownMargin, OptionalDouble liquidationPrice) {
    /// A line without a liquidation price.
    ///
    /// @param set       the netting set that the position belongs to
    /// @param risk      the position and its risk
    /// @param ownMargin its margin, for models that add up positions
    public PositionReport(NettingSet set, PositionRisk risk, Optional<OwnMargin> ownMargin) {
        this(set, risk, ownMargin, OptionalDouble.empty());
    }
}
