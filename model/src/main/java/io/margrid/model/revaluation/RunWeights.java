package io.margrid.model.revaluation;

/// What a [RowConsumer] wants summed run by run: quantities times a weight of each instrument, for example its
/// delta. Arrays are shared.
///
/// @param runs   the runs
/// @param weight exposure of one unit of each instrument
public record RunWeights(EntryRuns runs, double[] weight) {
    /// Nothing to sum.
    public static final RunWeights NONE = new RunWeights(EntryRuns.NONE, new double[0]);

    /// Checks that every instrument has a weight.
    ///
    /// @throws IllegalArgumentException naming the column
    public RunWeights {
        if (weight.length < runs.table().instruments()) {
            throw new IllegalArgumentException("weight must have at least %d entries: %d"
                    .formatted(runs.table().instruments(), weight.length));
        }
    }

    /// Whether there is nothing to sum.
    ///
    /// @return true without runs
    public boolean isEmpty() {
        return runs.runs() == 0;
    }

    /// Checks that the runs are those of some books.
    ///
    /// @param books rows of a batch
    /// @throws IllegalArgumentException if they are of another table
    public void requireFor(BookTable books) {
        if (!isEmpty() && !runs.table().equals(books)) {
            throw new IllegalArgumentException("the runs are not those of the batch's books");
        }
    }
}
