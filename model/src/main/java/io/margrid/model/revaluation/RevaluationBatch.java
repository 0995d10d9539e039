package io.margrid.model.revaluation;

import io.margrid.model.Limits;

/// The input of one revaluation: instruments, the shocks that move them, and books over them.
///
/// @param instruments `n` unique instruments
/// @param shocks      `S` scenarios for each shock group
/// @param books       rows over the instruments
/// @param rules       what counts of a book's cells
public record RevaluationBatch(InstrumentTable instruments, ShockTable shocks, BookTable books, CellRules rules) {
    /// Checks that the four fit together, so that no backend can be led outside an array.
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
        int kinds = ValueKind.values().length;
        int groups = shocks.groups();
        for (int i = 0; i < n; i++) {
            int code = instruments.kind()[i];
            if (!(code >= 0 && code < kinds)) {
                throw new IllegalArgumentException("kind[%d] is not a ValueKind code: %d".formatted(i, code));
            }
            int group = instruments.shockGroup()[i];
            if (shocks.scenarios() > 0 && !(group >= 0 && group < groups)) {
                throw new IllegalArgumentException("shockGroup[%d] must be in [0, %d): %d".formatted(i, groups, group));
            }
        }
        if (books.instruments() > n) {
            throw new IllegalArgumentException(
                    "the books' instruments must be at most %d: %d".formatted(n, books.instruments()));
        }
        if (rules.scenarios() != shocks.scenarios()) {
            throw new IllegalArgumentException(
                    "the rules' scenarios must be %d: %d".formatted(shocks.scenarios(), rules.scenarios()));
        }
        for (int r = 0; r < books.rows(); r++) {
            if (books.ruleGroup()[r] >= rules.groups()) {
                throw new IllegalArgumentException(
                        "ruleGroup[%d] must be in [0, %d): %d".formatted(r, rules.groups(), books.ruleGroup()[r]));
            }
        }
    }

    /// A batch whose books' cells count as they are.
    ///
    /// @param instruments `n` unique instruments
    /// @param shocks      `S` scenarios for each shock group
    /// @param books       rows over the instruments, all of the first group of rules
    /// @throws IllegalArgumentException naming the column and the value
    public RevaluationBatch(InstrumentTable instruments, ShockTable shocks, BookTable books) {
        this(instruments, shocks, books, CellRules.none(1, shocks.scenarios()));
    }

    /// Instruments times scenarios.
    ///
    /// @return the number of prices that the batch asks for, base values not counted
    public long cells() {
        return (long) instruments.size() * shocks.scenarios();
    }
}
