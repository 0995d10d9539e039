package io.margrid.kernels.device;

/// A kernel whose arguments are given one after the other, then launched; then from the first again.
public interface KernelCall {
    /// The next argument: memory.
    ///
    /// @param memory on the kernel's device
    /// @return this
    KernelCall with(DeviceMemory memory);

    /// The next argument: a number.
    ///
    /// @param value the number
    /// @return this
    KernelCall with(int value);

    /// Asks for the kernel to be run.
    ///
    /// @param items0 work items in dimension 0, more than 0; a device may run more
    /// @param items1 work items in dimension 1, more than 0
    void launch(long items0, long items1);
}
