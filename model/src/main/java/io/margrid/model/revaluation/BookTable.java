package io.margrid.model.revaluation;

import java.util.Arrays;
import java.util.Objects;

/// Books as compressed sparse rows over the instruments of a batch.
///
/// Row `r` holds entries `rowStart[r]` to `rowStart[r + 1] - 1` of `instrument` and `quantity`, in canonical
/// order. What a row stands for (an account, a netting set) is the caller's matter. Arrays are shared, not copied.
///
/// @param rowStart   one more entry than rows, starting with 0, never falling
/// @param instrument index into the [InstrumentTable]
/// @param quantity   base coins, long positive
public record BookTable(int[] rowStart, int[] instrument, double[] quantity) {
    /// No books.
    public static final BookTable EMPTY = new BookTable(new int[] {0}, new int[0], new double[0]);

    /// Checks the row offsets.
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
                starts, Arrays.copyOfRange(instrument, first, end), Arrays.copyOfRange(quantity, first, end));
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
}
