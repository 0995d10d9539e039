package io.margrid.model.margin;

import java.util.Optional;

/// One line of a report.
///
/// @param risk      the position and its risk
/// @param ownMargin its margin, for models that add up positions
public record PositionReport(PositionRisk risk, Optional<OwnMargin> ownMargin) {}
