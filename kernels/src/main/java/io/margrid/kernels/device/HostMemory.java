package io.margrid.kernels.device;

import java.lang.foreign.MemorySegment;

/// Memory on the host that a device copies from and to.
public interface HostMemory extends AutoCloseable {
    /// The memory.
    ///
    /// @return valid until [#close]
    MemorySegment segment();

    /// Gives it back. May be called more than once; does not throw.
    @Override
    void close();
}
