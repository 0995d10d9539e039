package io.margrid.model.revaluation;

/// Takes rows of a revaluation as soon as they are done, while what they were made of is still in a cache.
@FunctionalInterface
public interface RowConsumer {
    /// Takes neighbouring rows, whose wanted outputs are in the result, as are those of all instruments.
    ///
    /// A backend that sums on several threads calls this on each of them, side by side. The ranges of one
    /// revaluation do not overlap and are all its rows together. What is thrown ends the revaluation.
    ///
    /// @param from first row
    /// @param to   row after the last one, above `from`
    void rows(int from, int to);
}
