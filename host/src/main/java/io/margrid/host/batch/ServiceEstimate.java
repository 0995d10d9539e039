package io.margrid.host.batch;

/// How long work takes, from the batches so far.
///
/// The nanoseconds of all batches divided by their cells, older batches counting less, and as if [#PRIOR_CELLS]
/// cells had taken no time at all: a few small batches, or the slow first ones of a cold machine, do not make the
/// estimate large. It rather is too low, so that nothing is refused that might have been done in time.
final class ServiceEstimate {
    /// Cells that took no time.
    static final double PRIOR_CELLS = 1_000_000.0;
    /// What a batch counts once another has come.
    private static final double KEPT = 0.9;

    private double nanos;
    private double cells;

    /// Takes a batch into account.
    ///
    /// @param batchCells its cells
    /// @param batchNanos what it took; less than nothing counts as nothing
    void add(long batchCells, long batchNanos) {
        nanos = KEPT * nanos + Math.max(0, batchNanos);
        cells = KEPT * cells + batchCells;
    }

    /// What work is expected to take at least.
    ///
    /// @param work cells
    /// @return nanoseconds
    long nanos(long work) {
        return (long) Math.min(Long.MAX_VALUE / 4.0, nanos / (cells + PRIOR_CELLS) * work);
    }
}
