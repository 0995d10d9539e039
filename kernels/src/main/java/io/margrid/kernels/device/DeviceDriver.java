package io.margrid.kernels.device;

import io.margrid.model.revaluation.BackendException;
import io.margrid.model.revaluation.BackendInfo;
import java.util.OptionalLong;

/// What a device does for [DeviceBackend]: memory, copies, kernels. One implementation for each binding.
///
/// There are three lanes: copies to the device, kernels, copies from the device. Each keeps its order. A kernel
/// starts after all copies to the device that were asked for before it; a copy from the device after the kernels
/// of its [Mark]. Nothing else waits, so a device that can copies and computes at once. Methods return before the
/// work is done, but for [#await], [#finish] and allocations.
///
/// Methods throw [BackendException] with the device's own words. One thread at a time; an implementation whose
/// device binds something to threads does so itself.
public interface DeviceDriver extends AutoCloseable {
    /// Who computes.
    ///
    /// @return label and description
    BackendInfo info();

    /// Whether one work item should price a block of instruments and sum a quad of scenarios, because a compiler
    /// makes SIMD lanes of them, as on a processor. A device that joins the memory accesses of neighbouring items
    /// wants neighbouring scenarios.
    ///
    /// @return true for central processors
    boolean lanesAreInstruments();

    /// Memory that a backend may take.
    ///
    /// @return bytes
    long memoryLimit();

    /// Takes memory on the device; contents are unspecified.
    ///
    /// @param bytes more than 0
    /// @return memory that the caller closes
    DeviceMemory allocate(long bytes);

    /// Takes memory on the host that the device copies from and to without a detour.
    ///
    /// @param bytes more than 0
    /// @return memory that the caller closes
    HostMemory allocateHost(long bytes);

    /// A kernel, ready to be called many times.
    ///
    /// @param name its name in the kernels' text
    /// @return closed with the driver
    KernelCall kernel(String name);

    /// A mark that can be set many times.
    ///
    /// @return closed with the driver
    Mark mark();

    /// Sets a mark behind the kernels asked for so far. Like a kernel, it waits for the copies to the device asked
    /// for before it.
    ///
    /// @param mark the mark
    void set(Mark mark);

    /// The time that the lane of kernels took from one mark to another, both of them reached.
    ///
    /// @param from the earlier mark
    /// @param to   the later mark
    /// @return nanoseconds by the device's clock; empty if it has none
    default OptionalLong nanosBetween(Mark from, Mark to) {
        return OptionalLong.empty();
    }

    /// Copies to the device.
    ///
    /// @param to         device memory
    /// @param toOffset   bytes
    /// @param from       host memory, which must not change before [#await]
    /// @param fromOffset bytes
    /// @param bytes      more than 0
    void write(DeviceMemory to, long toOffset, HostMemory from, long fromOffset, long bytes);

    /// Copies from the device once the kernels before a mark are done.
    ///
    /// @param to         host memory, to be read after [#await]
    /// @param toOffset   bytes
    /// @param from       device memory
    /// @param fromOffset bytes
    /// @param bytes      more than 0
    /// @param after      a mark that was set
    void read(HostMemory to, long toOffset, DeviceMemory from, long fromOffset, long bytes, Mark after);

    /// Waits for all copies from and to some host memory.
    ///
    /// @param host host memory
    void await(HostMemory host);

    /// Waits for everything.
    void finish();

    /// Releases the device and all that was taken on it. May be called more than once; does not throw.
    @Override
    void close();

    /// A place in the lane of kernels.
    interface Mark {}
}
