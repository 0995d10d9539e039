package io.margrid.model.revaluation;

/// Takes rows of a revaluation as soon as they are done, while what they were made of is still in a cache.
@FunctionalInterface
public interface RowConsumer {
    /// Takes the instruments, whose wanted outputs are in the result. Called once, before any row, on the thread
    /// that asked for the revaluation.
    ///
    /// @return what is to be summed run by run beside the rows, over the batch's very books
    default RunWeights priced() {
        return RunWeights.NONE;
    }

    /// Takes neighbouring rows, whose wanted outputs are in the result, as are those of all instruments.
    ///
    /// A backend that sums on several threads calls this on each of them, side by side. The ranges of one
    /// revaluation do not overlap and are all its rows together. What is thrown ends the revaluation.
    ///
    /// @param from first row
    /// @param to   row after the last one, above `from`
    /// @param sums holds the exposures of these rows' runs until this returns
    void rows(int from, int to, RunSums sums);
}
