package io.margrid.host.batch;

/// What waits.
///
/// @param jobs        how many
/// @param cells       their cells, without what was computed of jobs that were cut
/// @param bytes       their memory by estimate
/// @param oldestNanos how long the oldest has waited for its turn
/// @param admitted    jobs that were admitted since the start
public record QueueLoad(int jobs, long cells, long bytes, long oldestNanos, long admitted) {
    /// Nothing waits, and nothing ever did.
    public static final QueueLoad NONE = new QueueLoad(0, 0, 0, 0, 0);
}
