package io.margrid.host.metrics;

/// What waits for the device.
///
/// @param jobs        how many jobs
/// @param cells       their cells: instruments or rows, times scenarios
/// @param bytes       memory that they hold, by estimate
/// @param oldestNanos how long the oldest has waited
/// @param admitted    jobs that were admitted since the start
public record QueueState(long jobs, long cells, long bytes, long oldestNanos, long admitted) {
    /// Nothing waits, and nothing ever did.
    public static final QueueState NONE = new QueueState(0, 0, 0, 0, 0);
}
