package io.margrid.kernels.cuda;

/// Blocks and a grid that cover a kernel's work items; how blocks and threads become items is in
/// `prelude/cuda.h`.
///
/// Neighbouring items of dimension 0 are neighbouring threads, so that their memory accesses are joined. Where
/// there are few of them, as scenarios are, a block takes several of dimension 1.
///
/// @param items0 work items in dimension 0
/// @param items1 work items in dimension 1
/// @param blockX threads in dimension 0
/// @param blockY threads in dimension 1
/// @param gridX  blocks in dimension 1
/// @param gridY  blocks in dimension 0, inner count
/// @param gridZ  blocks in dimension 0, outer count
record LaunchShape(long items0, long items1, int blockX, int blockY, int gridX, int gridY, int gridZ) {
    /// Enough to fill a multiprocessor with several blocks, few enough that every device has the registers.
    static final int BLOCK_THREADS = 256;

    /// Threads that run in step.
    static final int WARP = 32;

    static final int GRID_X_MAX = Integer.MAX_VALUE;
    static final int GRID_YZ_MAX = 65_535;

    /// A shape with as little waste as blocks of whole items allow.
    ///
    /// @param items0 more than 0
    /// @param items1 more than 0
    static LaunchShape of(long items0, long items1) {
        if (!(items0 > 0 && items1 > 0)) {
            throw new IllegalArgumentException("items must be positive: %d, %d".formatted(items0, items1));
        }
        int blockX = (int) Math.min(items0, BLOCK_THREADS);
        if (items0 > BLOCK_THREADS) {
            // As many blocks as of full size, but alike: 300 items are twice 160, not 256 and 44.
            long blocks = Math.ceilDiv(items0, (long) BLOCK_THREADS);
            blockX = WARP * (int) Math.ceilDiv(Math.ceilDiv(items0, blocks), (long) WARP);
        }
        int blockY = (int) Math.min(items1, BLOCK_THREADS / blockX);
        long blocks0 = Math.ceilDiv(items0, (long) blockX);
        long blocks1 = Math.ceilDiv(items1, (long) blockY);
        long gridZ = Math.ceilDiv(blocks0, (long) GRID_YZ_MAX);
        long gridY = Math.ceilDiv(blocks0, gridZ);
        if (gridZ > GRID_YZ_MAX || blocks1 > GRID_X_MAX) {
            throw new IllegalArgumentException("too many items for one grid: %d, %d".formatted(items0, items1));
        }
        return new LaunchShape(items0, items1, blockX, blockY, (int) blocks1, (int) gridY, (int) gridZ);
    }
}
