package io.margrid.kernels.opencl;

/// How work items are cut into groups.
///
/// @param local0  items of a group in dimension 0
/// @param local1  items of a group in dimension 1
/// @param global0 items in dimension 0, a multiple of `local0`
/// @param global1 items in dimension 1, a multiple of `local1`
record WorkSizes(long local0, long local1, long global0, long global1) {
    private static final long GROUP = 256;

    /// For a processor: one shape for each kernel, since a compiler such as PoCL's makes code for each shape, in a
    /// third of a second; the known answer has them all made.
    ///
    /// @param kernel the kernel's name
    /// @param items0 work items
    /// @param items1 work items
    static WorkSizes ofProcessor(String kernel, long items0, long items1) {
        return switch (kernel) {
            case "risk_by_instrument" -> of(1, 12, items0, items1);
            case "risk_by_scenario" -> of(4, 16, items0, items1);
            case "chunk_sums_by_quad" -> of(1, 16, items0, items1);
            case "row_sums" -> of(36, 1, items0, items1);
            default -> of(64, 1, items0, items1);
        };
    }

    /// For a device that joins the memory accesses of neighbours: groups of 256, as few rows as make it whole.
    ///
    /// @param items0 work items
    /// @param items1 work items
    static WorkSizes ofGpu(long items0, long items1) {
        if (items1 == 1 || items0 >= GROUP) {
            return of(GROUP, 1, items0, items1);
        }
        long local0 = (items0 + 3) / 4 * 4;
        return of(local0, GROUP / local0, items0, items1);
    }

    private static WorkSizes of(long local0, long local1, long items0, long items1) {
        return new WorkSizes(
                local0, local1, (items0 + local0 - 1) / local0 * local0, (items1 + local1 - 1) / local1 * local1);
    }
}
