package io.margrid.model.revaluation;

/// Runs of a table: neighbouring entries of one row whose exposures are summed apart from those of others.
///
/// Run `k` holds entries `runStart[k]` to `runStart[k + 1] - 1`, row `r` runs `firstRun[r]` to
/// `firstRun[r + 1] - 1`. Every entry is in a run, no run is empty. Arrays are shared, not copied, and must not
/// change.
///
/// @param table    whose entries
/// @param firstRun first run of each row, one more entry than rows
/// @param runStart first entry of each run, one more entry than runs
public record EntryRuns(BookTable table, int[] firstRun, int[] runStart) {
    /// No runs.
    public static final EntryRuns NONE = new EntryRuns(BookTable.EMPTY, new int[1], new int[1]);

    /// Checks offsets against the table.
    ///
    /// @throws IllegalArgumentException naming the column and the value
    public EntryRuns {
        int rows = table.rows();
        int runs = runStart.length - 1;
        if (firstRun.length != rows + 1 || firstRun[0] != 0 || firstRun[rows] != runs) {
            throw new IllegalArgumentException("firstRun must have %d entries from 0 to %d".formatted(rows + 1, runs));
        }
        for (int k = 0; k < runs; k++) {
            if (runStart[k] >= runStart[k + 1]) {
                throw new IllegalArgumentException("runStart[%d] must rise: %d".formatted(k + 1, runStart[k + 1]));
            }
        }
        for (int r = 0; r <= rows; r++) {
            if (firstRun[r] < 0 || firstRun[r] > runs || runStart[firstRun[r]] != table.rowStart()[r]) {
                throw new IllegalArgumentException(
                        "firstRun[%d] must be a run that begins with its row: %d".formatted(r, firstRun[r]));
            }
        }
    }

    /// The number of runs of all rows.
    ///
    /// @return zero or more
    public int runs() {
        return runStart.length - 1;
    }
}
