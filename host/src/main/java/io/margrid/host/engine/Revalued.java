package io.margrid.host.engine;

import io.margrid.model.revaluation.BackendInfo;
import io.margrid.model.revaluation.RevaluationResult;
import java.util.List;

/// What a revaluation gave.
///
/// @param units base values, Greeks and vectors of the instruments; its rows mean nothing
/// @param rows  the vector of each row
/// @param by    who computed; of several parts the last, which gave the units
public record Revalued(RevaluationResult units, List<double[]> rows, BackendInfo by) {}
