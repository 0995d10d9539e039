package io.margrid.model.revaluation;

import io.margrid.model.Limits;

/// The input of one revaluation: instruments, the shocks that move them, and books over them.
///
/// @param instruments `n` unique instruments
/// @param shocks      `S` scenarios for each shock group
/// @param books       rows over the instruments
public record RevaluationBatch(InstrumentTable instruments, ShockTable shocks, BookTable books) {
    /// Checks that the three fit together, so that no backend can be led outside an array.
    ///
    /// @throws IllegalArgumentException naming the column and the value
    public RevaluationBatch {
        int n = instruments.size();
        if (instruments.shockedDeviation().length != (long) n * shocks.volShocks()) {
            throw new IllegalArgumentException("shockedDeviation must have %d x %d entries: %d"
                    .formatted(shocks.volShocks(), n, instruments.shockedDeviation().length));
        }
        long cells = (long) BatchLayout.stride(shocks.scenarios()) * Math.max(n, books.rows());
        if (cells > Limits.CELLS) {
            throw new IllegalArgumentException("cells must be at most %d: %d".formatted(Limits.CELLS, cells));
        }
        for (int i = 0; i < n; i++) {
            int code = instruments.kind()[i];
            if (!(code >= 0 && code < ValueKind.values().length)) {
                throw new IllegalArgumentException("kind[%d] is not a ValueKind code: %d".formatted(i, code));
            }
            int group = instruments.shockGroup()[i];
            if (shocks.scenarios() > 0 && !(group >= 0 && group < shocks.groups())) {
                throw new IllegalArgumentException(
                        "shockGroup[%d] must be in [0, %d): %d".formatted(i, shocks.groups(), group));
            }
        }
        for (int e = 0; e < books.entries(); e++) {
            int index = books.instrument()[e];
            if (!(index >= 0 && index < n)) {
                throw new IllegalArgumentException("instrument[%d] must be in [0, %d): %d".formatted(e, n, index));
            }
        }
    }

    /// Instruments times scenarios.
    ///
    /// @return the number of prices that the batch asks for, base values not counted
    public long cells() {
        return (long) instruments.size() * shocks.scenarios();
    }
}
