package io.margrid.model.margin;

import io.margrid.model.revaluation.InstrumentTable;
import io.margrid.model.revaluation.ShockTable;

/// What a margin model wants revalued.
///
/// @param instruments one row for each instrument that the model was asked about, in that order
/// @param volatility  mark volatility of each instrument, a fraction, 0 for all but options: for reports, since
///     the columns have it times the root of time
/// @param shocks      the model's scenarios for each shock group
public record RevaluationPlan(InstrumentTable instruments, double[] volatility, ShockTable shocks) {}
