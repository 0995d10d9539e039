package io.margrid.host.engine;

import io.margrid.model.revaluation.BackendInfo;
import io.margrid.model.revaluation.Output;
import io.margrid.model.revaluation.RevaluationResult;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What a revaluation gave.
///
/// @param units base values, Greeks and vectors of the instruments; its rows mean nothing
/// @param rows  the vector of each row
/// @param by    who computed; of several parts the last, which gave the units
/// @param times where the time went
public record Revalued(RevaluationResult units, List<double[]> rows, BackendInfo by, RevaluationTimes times) {
    /// What a backend is asked for. Reports show whole matrices, so the worst cell is sought there.
    public static final Set<Output> OUTPUTS =
            Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(Output.WORST_CELLS)));
}
