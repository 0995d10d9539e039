package io.margrid.host.engine;

/// Where a revaluation's time went, but for what it waited.
///
/// @param packNanos   putting columns together, with others' if it was joined
/// @param kernelNanos the backend computed, others' work too if it was joined
/// @param cutNanos    taking its part out of the result
public record RevaluationTimes(long packNanos, long kernelNanos, long cutNanos) {
    /// Times of two revaluations, one after the other.
    ///
    /// @param other the other's
    /// @return the sums
    public RevaluationTimes plus(RevaluationTimes other) {
        return new RevaluationTimes(
                packNanos + other.packNanos, kernelNanos + other.kernelNanos, cutNanos + other.cutNanos);
    }
}
