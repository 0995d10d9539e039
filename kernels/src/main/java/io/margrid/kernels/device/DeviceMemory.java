package io.margrid.kernels.device;

/// Memory on a device.
public interface DeviceMemory extends AutoCloseable {
    /// Its size.
    ///
    /// @return bytes
    long bytes();

    /// Gives it back. May be called more than once; does not throw.
    @Override
    void close();
}
