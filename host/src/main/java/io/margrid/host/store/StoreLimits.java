package io.margrid.host.store;

/// How much a [SnapshotStore] keeps of what is published to it, beside the snapshots that it starts with.
///
/// @param snapshots most snapshots, 1 or more
/// @param bytes     most memory in bytes, by estimate ([StoredSnapshot#bytes]), 1 or more; no single snapshot may
///     take more
public record StoreLimits(int snapshots, long bytes) {
    /// 64 snapshots, 256 MiB.
    public static final StoreLimits DEFAULT = new StoreLimits(64, 256L << 20);

    /// Checks the bounds.
    ///
    /// @throws IllegalArgumentException naming the field and the value
    public StoreLimits {
        if (snapshots < 1) {
            throw new IllegalArgumentException("snapshots must be 1 or more: %d".formatted(snapshots));
        }
        if (bytes < 1) {
            throw new IllegalArgumentException("bytes must be 1 or more: %d".formatted(bytes));
        }
    }
}
