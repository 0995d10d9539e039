package io.margrid.model.margin;

import io.margrid.model.revaluation.InstrumentTable;
import io.margrid.model.revaluation.ShockTable;

/// What a margin model wants revalued.
///
/// @param instruments one row for each instrument that the model was asked about, in that order
/// @param shocks      the model's scenarios for each shock group
public record RevaluationPlan(InstrumentTable instruments, ShockTable shocks) {}
