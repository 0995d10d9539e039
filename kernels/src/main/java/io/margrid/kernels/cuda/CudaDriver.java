package io.margrid.kernels.cuda;

import io.margrid.kernels.device.DeviceDriver;
import io.margrid.kernels.device.DeviceMemory;
import io.margrid.kernels.device.HostMemory;
import io.margrid.kernels.device.KernelCall;
import io.margrid.model.revaluation.BackendException;
import io.margrid.model.revaluation.BackendInfo;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import jcuda.Pointer;
import jcuda.driver.CUcontext;
import jcuda.driver.CUdevice;
import jcuda.driver.CUdeviceptr;
import jcuda.driver.CUevent;
import jcuda.driver.CUevent_flags;
import jcuda.driver.CUfunction;
import jcuda.driver.CUjit_option;
import jcuda.driver.CUmodule;
import jcuda.driver.CUresult;
import jcuda.driver.CUstream;
import jcuda.driver.CUstream_flags;
import jcuda.driver.JCudaDriver;

/// A CUDA device: a stream for each lane, events between them, pinned host memory.
///
/// The context is the device's primary one. It is made current before each use, not once per thread: a backend
/// may be called from virtual threads, and to the driver such a thread is whichever carrier runs it at the
/// moment. It keeps its carrier between two calls that do not block in Java, and so here.
///
/// A call takes no memory on device or host. What jcuda leaves no way around are two small Java objects for a
/// copy that does not begin at the start of both memories.
///
/// Every function of the driver that is called here is named in [CudaLibrary].
final class CudaDriver implements DeviceDriver {
    private static final int MOST_PARAMETERS = 16;
    private static final int LOG_BYTES = 8192;

    /// Of the free memory, what is left to others and to the driver itself.
    private static final double MEMORY_SHARE = 0.9;

    private static final double NANOS_PER_MILLISECOND = 1e6;

    private final BackendInfo info;
    private final Arena arena = Arena.ofShared();
    private final LinkedHashSet<Held> held = new LinkedHashSet<>();
    private final List<CUstream> streams = new ArrayList<>();
    private final CUcontext context = new CUcontext();
    private final CUmodule module = new CUmodule();
    private final CUstream in;
    private final CUstream compute;
    private final CUstream out;
    private final CUevent written;
    private final long memoryLimit;
    private final float[] milliseconds = new float[1];

    /// Whether `in` has copies that `compute` does not wait for yet.
    private boolean newlyWritten;

    private boolean closed;

    /// Something to be given back.
    @FunctionalInterface
    private interface Held {
        int giveBack();
    }

    /// A device address that can be read.
    private static final class Address extends CUdeviceptr {
        long value() {
            return getNativePointer();
        }
    }

    /// Opens a device.
    ///
    /// @param found       by [CudaDetection], after [CudaLibrary] has loaded jcuda
    /// @param memoryBytes memory that may be taken, if not what is free
    CudaDriver(CudaDevice found, OptionalLong memoryBytes) {
        info = found.info();
        try {
            check(JCudaDriver.cuInit(0), "cuInit");
            CUdevice device = new CUdevice();
            check(JCudaDriver.cuDeviceGet(device, found.index()), "cuDeviceGet");
            check(JCudaDriver.cuDevicePrimaryCtxRetain(context, device), "cuDevicePrimaryCtxRetain");
            hold(() -> {
                JCudaDriver.cuCtxSetCurrent(new CUcontext());
                return JCudaDriver.cuDevicePrimaryCtxRelease(device);
            });
            enter();
            in = stream();
            compute = stream();
            out = stream();
            written = event(CUevent_flags.CU_EVENT_DISABLE_TIMING);
            load();
            memoryLimit = memoryBytes.isPresent() ? memoryBytes.getAsLong() : shareOfFreeMemory();
        } catch (RuntimeException | LinkageError e) {
            close();
            throw e;
        }
    }

    private Held hold(Held thing) {
        held.add(thing);
        return thing;
    }

    private CUstream stream() {
        CUstream stream = new CUstream();
        check(JCudaDriver.cuStreamCreate(stream, CUstream_flags.CU_STREAM_NON_BLOCKING), "cuStreamCreate");
        hold(() -> JCudaDriver.cuStreamDestroy(stream));
        streams.add(stream);
        return stream;
    }

    private CUevent event(int flags) {
        CUevent event = new CUevent();
        check(JCudaDriver.cuEventCreate(event, flags), "cuEventCreate");
        hold(() -> JCudaDriver.cuEventDestroy(event));
        return event;
    }

    private void load() {
        // Ends with a NUL, which the driver reads up to.
        Pointer program = pointerTo(arena.allocateFrom(CudaProgram.text()));
        MemorySegment log = arena.allocate(LOG_BYTES);
        MemorySegment values = arena.allocate(ValueLayout.JAVA_LONG, 2);
        values.setAtIndex(ValueLayout.JAVA_LONG, 0, log.address());
        values.setAtIndex(ValueLayout.JAVA_LONG, 1, LOG_BYTES - 1);
        int[] options = {CUjit_option.CU_JIT_ERROR_LOG_BUFFER, CUjit_option.CU_JIT_ERROR_LOG_BUFFER_SIZE_BYTES};
        int code = JCudaDriver.cuModuleLoadDataEx(module, program, options.length, options, pointerTo(values));
        if (code != CUresult.CUDA_SUCCESS) {
            throw CudaFaults.failure(
                    info.label(), ("cuModuleLoadDataEx " + log.getString(0).strip()).strip(), code);
        }
        hold(() -> JCudaDriver.cuModuleUnload(module));
    }

    private long shareOfFreeMemory() {
        long[] free = new long[1];
        long[] total = new long[1];
        check(JCudaDriver.cuMemGetInfo(free, total), "cuMemGetInfo");
        return (long) (MEMORY_SHARE * free[0]);
    }

    private static Pointer pointerTo(MemorySegment segment) {
        return Pointer.to(segment.asByteBuffer());
    }

    private void check(int code, String call) {
        if (code != CUresult.CUDA_SUCCESS) {
            throw CudaFaults.failure(info.label(), call, code);
        }
    }

    private void enter() {
        check(JCudaDriver.cuCtxSetCurrent(context), "cuCtxSetCurrent");
    }

    @Override
    public BackendInfo info() {
        return info;
    }

    @Override
    public boolean lanesAreInstruments() {
        return false;
    }

    @Override
    public long memoryLimit() {
        return memoryLimit;
    }

    private final class Memory implements DeviceMemory {
        private final long bytes;
        private final Address address = new Address();
        private final Held place;

        Memory(long bytes) {
            this.bytes = bytes;
            int code = JCudaDriver.cuMemAlloc(address, bytes);
            if (code != CUresult.CUDA_SUCCESS) {
                throw CudaFaults.failure(info.label(), "cuMemAlloc of %d bytes".formatted(bytes), code);
            }
            place = hold(() -> JCudaDriver.cuMemFree(address));
        }

        @Override
        public long bytes() {
            return bytes;
        }

        CUdeviceptr at(long offset) {
            return offset == 0 ? address : address.withByteOffset(offset);
        }

        @Override
        public void close() {
            giveBack(place);
        }
    }

    private final class Pinned implements HostMemory {
        private final Pointer pointer = new Pointer();
        private final MemorySegment segment;
        private final CUevent copied;
        private final Held place;
        private final Held copiedPlace;
        private boolean used;

        Pinned(long bytes) {
            copied = new CUevent();
            check(JCudaDriver.cuEventCreate(copied, CUevent_flags.CU_EVENT_DISABLE_TIMING), "cuEventCreate");
            copiedPlace = hold(() -> JCudaDriver.cuEventDestroy(copied));
            int code = JCudaDriver.cuMemAllocHost(pointer, bytes);
            if (code != CUresult.CUDA_SUCCESS) {
                giveBack(copiedPlace);
                throw CudaFaults.failure(info.label(), "cuMemAllocHost of %d bytes".formatted(bytes), code);
            }
            place = hold(() -> JCudaDriver.cuMemFreeHost(pointer));
            segment = MemorySegment.ofBuffer(pointer.getByteBuffer(0, bytes));
        }

        @Override
        public MemorySegment segment() {
            return segment;
        }

        Pointer at(long offset) {
            return offset == 0 ? pointer : pointer.withByteOffset(offset);
        }

        /// Notes that the last thing asked of a stream was a copy from or to this memory.
        void usedBy(CUstream stream) {
            check(JCudaDriver.cuEventRecord(copied, stream), "cuEventRecord");
            used = true;
        }

        @Override
        public void close() {
            giveBack(place);
            giveBack(copiedPlace);
        }
    }

    private void giveBack(Held thing) {
        if (held.remove(thing)) {
            JCudaDriver.cuCtxSetCurrent(context);
            thing.giveBack();
        }
    }

    @Override
    public DeviceMemory allocate(long bytes) {
        enter();
        return new Memory(bytes);
    }

    @Override
    public HostMemory allocateHost(long bytes) {
        enter();
        return new Pinned(bytes);
    }

    /// A kernel with room for its parameters: an array of addresses, as the driver wants it, of fixed places
    /// for the values. All of it lies outside Java's heap, so that a launch converts nothing.
    private final class Call implements KernelCall {
        private final String launch;
        private final CUfunction function = new CUfunction();
        private final MemorySegment values = arena.allocate(ValueLayout.JAVA_LONG, MOST_PARAMETERS);
        private final Pointer parameters;
        private LaunchShape shape = LaunchShape.of(1, 1);
        private int next;

        Call(String name) {
            launch = "launch of " + name;
            enter();
            check(JCudaDriver.cuModuleGetFunction(function, module, name), "cuModuleGetFunction of " + name);
            MemorySegment addresses = arena.allocate(ValueLayout.JAVA_LONG, MOST_PARAMETERS);
            for (int p = 0; p < MOST_PARAMETERS; p++) {
                addresses.setAtIndex(ValueLayout.JAVA_LONG, p, values.address() + (long) p * Long.BYTES);
            }
            parameters = pointerTo(addresses);
        }

        @Override
        public KernelCall with(DeviceMemory memory) {
            values.setAtIndex(ValueLayout.JAVA_LONG, next, ((Memory) memory).address.value());
            next++;
            return this;
        }

        @Override
        public KernelCall with(int value) {
            values.set(ValueLayout.JAVA_INT, (long) next * Long.BYTES, value);
            next++;
            return this;
        }

        @Override
        public void launch(long items0, long items1) {
            next = 0;
            if (items0 != shape.items0() || items1 != shape.items1()) {
                shape = LaunchShape.of(items0, items1);
            }
            enter();
            waitForWrites();
            check(
                    JCudaDriver.cuLaunchKernel(
                            function,
                            shape.gridX(),
                            shape.gridY(),
                            shape.gridZ(),
                            shape.blockX(),
                            shape.blockY(),
                            1,
                            0,
                            compute,
                            parameters,
                            null),
                    launch);
        }
    }

    @Override
    public KernelCall kernel(String name) {
        return new Call(name);
    }

    private void waitForWrites() {
        if (newlyWritten) {
            check(JCudaDriver.cuEventRecord(written, in), "cuEventRecord");
            check(JCudaDriver.cuStreamWaitEvent(compute, written, 0), "cuStreamWaitEvent");
            newlyWritten = false;
        }
    }

    private static final class EventMark implements Mark {
        private final CUevent event;
        /// Whether `out` waits for it already.
        private boolean awaited;

        EventMark(CUevent event) {
            this.event = event;
        }
    }

    @Override
    public Mark mark() {
        enter();
        return new EventMark(event(CUevent_flags.CU_EVENT_DEFAULT));
    }

    @Override
    public void set(Mark mark) {
        EventMark place = (EventMark) mark;
        enter();
        waitForWrites();
        check(JCudaDriver.cuEventRecord(place.event, compute), "cuEventRecord");
        place.awaited = false;
    }

    @Override
    public OptionalLong nanosBetween(Mark from, Mark to) {
        enter();
        check(
                JCudaDriver.cuEventElapsedTime(milliseconds, ((EventMark) from).event, ((EventMark) to).event),
                "cuEventElapsedTime");
        return OptionalLong.of((long) (NANOS_PER_MILLISECOND * milliseconds[0]));
    }

    @Override
    public void write(DeviceMemory to, long toOffset, HostMemory from, long fromOffset, long bytes) {
        Pinned host = (Pinned) from;
        enter();
        check(
                JCudaDriver.cuMemcpyHtoDAsync(((Memory) to).at(toOffset), host.at(fromOffset), bytes, in),
                "cuMemcpyHtoDAsync");
        newlyWritten = true;
        host.usedBy(in);
    }

    @Override
    public void read(HostMemory to, long toOffset, DeviceMemory from, long fromOffset, long bytes, Mark after) {
        Pinned host = (Pinned) to;
        EventMark mark = (EventMark) after;
        enter();
        if (!mark.awaited) {
            check(JCudaDriver.cuStreamWaitEvent(out, mark.event, 0), "cuStreamWaitEvent");
            mark.awaited = true;
        }
        check(
                JCudaDriver.cuMemcpyDtoHAsync(host.at(toOffset), ((Memory) from).at(fromOffset), bytes, out),
                "cuMemcpyDtoHAsync");
        host.usedBy(out);
    }

    @Override
    public void await(HostMemory host) {
        Pinned pinned = (Pinned) host;
        if (pinned.used) {
            enter();
            check(JCudaDriver.cuEventSynchronize(pinned.copied), "cuEventSynchronize");
            pinned.used = false;
        }
    }

    @Override
    public void finish() {
        enter();
        BackendException failure = null;
        // All three, whatever the first says: nothing may be left that touches memory which is used again.
        for (CUstream stream : streams) {
            int code = JCudaDriver.cuStreamSynchronize(stream);
            if (code != CUresult.CUDA_SUCCESS && failure == null) {
                failure = CudaFaults.failure(info.label(), "cuStreamSynchronize", code);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        JCudaDriver.cuCtxSetCurrent(context);
        // Codes do not matter here: what a lost device does not take back went with it. But nothing that is given back
        // may be in use.
        for (CUstream stream : streams) {
            JCudaDriver.cuStreamSynchronize(stream);
        }
        for (Held thing : held.reversed()) {
            thing.giveBack();
        }
        held.clear();
        arena.close();
    }
}
