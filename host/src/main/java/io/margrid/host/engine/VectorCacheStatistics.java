package io.margrid.host.engine;

/// What is kept of risk vectors.
///
/// @param entries   one for each snapshot, model and parameter set
/// @param bytes     memory that they take, by estimate
/// @param hits      calls that found what they needed, or waited for another that was pricing it
/// @param misses    calls that did not
/// @param evictions entries that were dropped for lack of room
public record VectorCacheStatistics(long entries, long bytes, long hits, long misses, long evictions) {
    /// Nothing is kept, and nothing ever was.
    public static final VectorCacheStatistics NONE = new VectorCacheStatistics(0, 0, 0, 0, 0);
}
