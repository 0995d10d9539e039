package io.margrid.host.batch;

import io.margrid.model.revaluation.BackendInfo;
import io.margrid.model.revaluation.Output;
import io.margrid.model.revaluation.RevaluationResult;
import io.margrid.model.revaluation.WorstCells;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Where the result of one part lies in the result of its batch.
///
/// @param result         of the batch
/// @param firstInstrument the job's first
/// @param instruments    how many
/// @param firstRow       the part's first
/// @param rows           how many
/// @param isWhole        whether nothing else is in the batch
/// @param by             who computed
record Slice(
        RevaluationResult result,
        int firstInstrument,
        int instruments,
        int firstRow,
        int rows,
        boolean isWhole,
        BackendInfo by) {
    private static final Set<Output> OF_UNITS = EnumSet.of(Output.GREEKS, Output.RISK_VECTORS);

    /// Copies the vectors of the rows.
    void addRowsTo(List<double[]> vectors) {
        for (int row = firstRow; row < firstRow + rows; row++) {
            vectors.add(result.bookVector(row));
        }
    }

    /// Figures of the instruments, in arrays of their own: another job's result must not be kept alive by this
    /// one's.
    RevaluationResult units() {
        if (isWhole) {
            return result;
        }
        int to = firstInstrument + instruments;
        return new RevaluationResult(
                OF_UNITS,
                result.scenarios(),
                result.stride(),
                Arrays.copyOfRange(result.riskVectors(), firstInstrument * result.stride(), to * result.stride()),
                new double[0],
                Arrays.copyOfRange(result.value(), firstInstrument, to),
                Arrays.copyOfRange(result.delta(), firstInstrument, to),
                Arrays.copyOfRange(result.gamma(), firstInstrument, to),
                Arrays.copyOfRange(result.vega(), firstInstrument, to),
                Arrays.copyOfRange(result.theta(), firstInstrument, to),
                WorstCells.allocate(0));
    }
}
