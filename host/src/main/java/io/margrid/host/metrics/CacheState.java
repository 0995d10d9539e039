package io.margrid.host.metrics;

/// Figures that are kept from call to call.
///
/// @param entries   how many
/// @param bytes     memory that they take, by estimate
/// @param hits      calls that found what they needed
/// @param misses    calls that did not
/// @param evictions entries that were dropped for lack of room
public record CacheState(long entries, long bytes, long hits, long misses, long evictions) {
    /// Nothing is kept, and nothing ever was.
    public static final CacheState NONE = new CacheState(0, 0, 0, 0, 0);
}
