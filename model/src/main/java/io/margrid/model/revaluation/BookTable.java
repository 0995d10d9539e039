package io.margrid.model.revaluation;

import java.util.Arrays;
import java.util.Objects;

/// Books as compressed sparse rows over the instruments of a batch.
///
/// Row `r` holds entries `rowStart[r]` to `rowStart[r + 1] - 1` of `instrument` and `quantity`, in canonical
/// order. What a row stands for (an account, a netting set) is the caller's matter; rows may come in any order.
/// Arrays are shared, not copied, and must not change: the constructor checks them once, whole batches do not
/// again, and a backend may [keep][RevaluationBackend#keep] a copy.
///
/// @param instruments indices are below it
/// @param rowStart    one more entry than rows, starting with 0, never falling
/// @param instrument  index into the [InstrumentTable]
/// @param quantity    base coins, long positive
/// @param ruleGroup   for each row, which group of the [CellRules] its worst cell is sought by
public record BookTable(int instruments, int[] rowStart, int[] instrument, double[] quantity, int[] ruleGroup) {
    /// No books.
    public static final BookTable EMPTY = of(0, new int[] {0}, new int[0], new double[0]);

    /// Checks offsets and indices.
    ///
    /// @throws IllegalArgumentException naming the column
    public BookTable {
        if (rowStart.length == 0 || rowStart[0] != 0) {
            throw new IllegalArgumentException("rowStart must begin with 0");
        }
        for (int r = 1; r < rowStart.length; r++) {
            if (rowStart[r] < rowStart[r - 1]) {
                throw new IllegalArgumentException("rowStart[%d] must not fall: %d".formatted(r, rowStart[r]));
            }
        }
        int entries = rowStart[rowStart.length - 1];
        if (instrument.length < entries || quantity.length < entries) {
            throw new IllegalArgumentException("instrument and quantity must have at least %d entries: %d, %d"
                    .formatted(entries, instrument.length, quantity.length));
        }
        for (int e = 0; e < entries; e++) {
            if (!(instrument[e] >= 0 && instrument[e] < instruments)) {
                throw new IllegalArgumentException(
                        "instrument[%d] must be in [0, %d): %d".formatted(e, instruments, instrument[e]));
            }
        }
        if (ruleGroup.length != rowStart.length - 1) {
            throw new IllegalArgumentException(
                    "ruleGroup must have %d entries: %d".formatted(rowStart.length - 1, ruleGroup.length));
        }
        for (int r = 0; r < ruleGroup.length; r++) {
            if (ruleGroup[r] < 0) {
                throw new IllegalArgumentException("ruleGroup[%d] must not be negative: %d".formatted(r, ruleGroup[r]));
            }
        }
    }

    /// Books whose rows all follow the first group of rules.
    ///
    /// @param instruments indices are below it
    /// @param rowStart    one more entry than rows, starting with 0, never falling
    /// @param instrument  index into the [InstrumentTable]
    /// @param quantity    base coins, long positive
    /// @return the table
    /// @throws IllegalArgumentException naming the column
    public static BookTable of(int instruments, int[] rowStart, int[] instrument, double[] quantity) {
        return new BookTable(instruments, rowStart, instrument, quantity, new int[Math.max(0, rowStart.length - 1)]);
    }

    /// Some of the rows, as a table of their own over the same instruments.
    ///
    /// @param from first row
    /// @param to   the row behind the last
    /// @return this table if it has no other rows, else a copy
    public BookTable slice(int from, int to) {
        Objects.checkFromToIndex(from, to, rows());
        if (to - from == rows()) {
            return this;
        }
        int[] starts = Arrays.copyOfRange(rowStart, from, to + 1);
        int first = starts[0];
        int end = starts[to - from];
        Arrays.setAll(starts, r -> rowStart[from + r] - first);
        return new BookTable(
                instruments,
                starts,
                Arrays.copyOfRange(instrument, first, end),
                Arrays.copyOfRange(quantity, first, end),
                Arrays.copyOfRange(ruleGroup, from, to));
    }

    /// The number of books.
    ///
    /// @return zero or more
    public int rows() {
        return rowStart.length - 1;
    }

    /// The number of entries of all rows.
    ///
    /// @return zero or more
    public int entries() {
        return rowStart[rowStart.length - 1];
    }

    /// The chunks of all rows, see [SummationOrder]; a row without entries has one.
    ///
    /// @return as many as there are rows, or more
    public int chunks() {
        int chunks = 0;
        for (int r = 0; r < rows(); r++) {
            chunks += SummationOrder.chunks(rowStart[r + 1] - rowStart[r]);
        }
        return chunks;
    }
}
