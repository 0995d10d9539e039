package io.margrid.kernels.opencl;

import io.margrid.kernels.device.DeviceDriver;
import io.margrid.kernels.device.DeviceMemory;
import io.margrid.kernels.device.HostMemory;
import io.margrid.kernels.device.KernelCall;
import io.margrid.kernels.source.KernelDialect;
import io.margrid.kernels.source.KernelSource;
import io.margrid.model.revaluation.BackendException;
import io.margrid.model.revaluation.BackendException.Fault;
import io.margrid.model.revaluation.BackendInfo;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jocl.CL;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_command_queue;
import org.jocl.cl_context;
import org.jocl.cl_context_properties;
import org.jocl.cl_device_id;
import org.jocl.cl_event;
import org.jocl.cl_kernel;
import org.jocl.cl_mem;
import org.jocl.cl_program;
import org.jspecify.annotations.Nullable;

/// One OpenCL device.
///
/// With three queues, one for each lane, copies and kernels overlap; events keep the order that [DeviceDriver]
/// promises. A processor copies with the same cores that compute, so it has one queue, which keeps all order by
/// itself.
final class OpenClDriver implements DeviceDriver {
    /// No option that relaxes arithmetic.
    private static final String OPTIONS = "-cl-std=CL1.2";

    private static final double MEMORY_PART = 0.9;

    private final OpenClDevice device;
    private final BackendInfo info;
    private final boolean overlapping;
    private final List<Runnable> releases = new ArrayList<>();

    /// Memory that is still open, to be closed with the device.
    private final Set<Memory> memories = Collections.newSetFromMap(new IdentityHashMap<>());

    private final Set<Mapped> mapped = Collections.newSetFromMap(new IdentityHashMap<>());

    private final cl_context context;
    private final cl_command_queue in;
    private final cl_command_queue compute;
    private final cl_command_queue out;
    private final cl_program program;
    private boolean written;

    private OpenClDriver(OpenClDevice device, ProgramCache cache, boolean overlapping, String text) {
        this.device = device;
        this.info = device.info();
        this.overlapping = overlapping;
        try {
            context = context();
            compute = queue();
            in = overlapping ? queue() : compute;
            out = overlapping ? queue() : compute;
            program = new ProgramBuilder(context, device, cache).build(text, OPTIONS);
            releases.add(() -> CL.clReleaseProgram(program));
        } catch (RuntimeException | LinkageError e) {
            close();
            throw e;
        }
    }

    /// Opens a device and compiles the kernels for it.
    ///
    /// @param device      a usable one
    /// @param cache       compiled programs
    /// @param overlapping whether copies may run beside kernels
    /// @throws BackendException if the device or its compiler fails
    static OpenClDriver open(OpenClDevice device, ProgramCache cache, boolean overlapping) {
        return open(device, cache, overlapping, KernelSource.assemble(KernelDialect.OPENCL));
    }

    /// The same with another text.
    static OpenClDriver open(OpenClDevice device, ProgramCache cache, boolean overlapping, String text) {
        return new OpenClDriver(device, cache, overlapping, text);
    }

    private cl_context context() {
        cl_context_properties properties = new cl_context_properties();
        properties.addProperty(CL.CL_CONTEXT_PLATFORM, device.platform());
        int[] code = new int[1];
        cl_context made = CL.clCreateContext(properties, 1, new cl_device_id[] {device.device()}, null, null, code);
        OpenClCodes.check(code[0], "make a context");
        releases.add(() -> CL.clReleaseContext(made));
        return made;
    }

    /// By the call of OpenCL 1.2, which every version has.
    @SuppressWarnings("deprecation")
    private cl_command_queue queue() {
        int[] code = new int[1];
        cl_command_queue made = CL.clCreateCommandQueue(context, device.device(), 0, code);
        OpenClCodes.check(code[0], "make a queue");
        releases.add(() -> CL.clReleaseCommandQueue(made));
        return made;
    }

    @Override
    public BackendInfo info() {
        return info;
    }

    @Override
    public boolean lanesAreInstruments() {
        return device.isProcessor();
    }

    @Override
    public long memoryLimit() {
        return (long) (MEMORY_PART * device.memory());
    }

    private final class Memory implements DeviceMemory {
        private final cl_mem mem;
        private final long bytes;

        Memory(long bytes, long flags) {
            if (bytes > device.largest()) {
                throw new BackendException(
                        Fault.MEMORY,
                        "%s: a piece of %d bytes of device memory is needed, and the largest has %d"
                                .formatted(info.label(), bytes, device.largest()));
            }
            int[] code = new int[1];
            this.mem = CL.clCreateBuffer(context, flags, bytes, null, code);
            this.bytes = bytes;
            OpenClCodes.check(code[0], "take %d bytes of memory".formatted(bytes));
            memories.add(this);
        }

        @Override
        public long bytes() {
            return bytes;
        }

        @Override
        public void close() {
            if (memories.remove(this)) {
                CL.clReleaseMemObject(mem);
            }
        }
    }

    /// Host memory that belongs to the device's driver, mapped for good.
    private final class Mapped implements HostMemory {
        private final Memory memory;
        private final ByteBuffer buffer;
        private final MemorySegment segment;
        private final Pointer start;
        private final Completion lastCopy = new Completion();

        Mapped(long bytes) {
            memory = new Memory(bytes, CL.CL_MEM_READ_WRITE | CL.CL_MEM_ALLOC_HOST_PTR);
            int[] code = new int[1];
            buffer = CL.clEnqueueMapBuffer(
                    compute, memory.mem, true, CL.CL_MAP_READ | CL.CL_MAP_WRITE, 0, bytes, 0, null, null, code);
            OpenClCodes.check(code[0], "map host memory");
            segment = MemorySegment.ofBuffer(buffer);
            start = Pointer.to(buffer);
            mapped.add(this);
        }

        @Override
        public MemorySegment segment() {
            return segment;
        }

        Pointer at(long offset) {
            return offset == 0 ? start : start.withByteOffset(offset);
        }

        @Override
        public void close() {
            if (mapped.remove(this)) {
                lastCopy.forget();
                CL.clEnqueueUnmapMemObject(compute, memory.mem, buffer, 0, null, null);
                CL.clFinish(compute);
                memory.close();
            }
        }
    }

    /// The event of the last copy or kernel of something.
    private static final class Completion implements Mark {
        private final cl_event[] event = new cl_event[1];
        private boolean set;

        /// A fresh event for a command.
        cl_event renew() {
            forget();
            event[0] = new cl_event();
            set = true;
            return event[0];
        }

        void await() {
            if (set) {
                OpenClCodes.check(CL.clWaitForEvents(1, event), "wait for a copy");
            }
        }

        /// What a command waits for.
        cl_event @Nullable [] waitList() {
            return set ? event : null;
        }

        int count() {
            return set ? 1 : 0;
        }

        void forget() {
            if (set) {
                set = false;
                CL.clReleaseEvent(event[0]);
            }
        }
    }

    @Override
    public DeviceMemory allocate(long bytes) {
        return new Memory(bytes, CL.CL_MEM_READ_WRITE);
    }

    @Override
    public HostMemory allocateHost(long bytes) {
        return new Mapped(bytes);
    }

    @Override
    public KernelCall kernel(String name) {
        int[] code = new int[1];
        cl_kernel kernel = CL.clCreateKernel(program, name, code);
        OpenClCodes.check(code[0], "find kernel " + name);
        releases.add(() -> CL.clReleaseKernel(kernel));
        return new Call(name, kernel);
    }

    private final class Call implements KernelCall {
        private static final int MOST_ARGUMENTS = 16;

        private final String name;
        private final cl_kernel kernel;
        private final int[] number = new int[1];
        private final Pointer toNumber = Pointer.to(number);
        private final long[] global = new long[2];
        private final long[] local = new long[2];

        /// What the arguments are already: most stay as they are from call to call.
        private final @Nullable Memory[] memories = new @Nullable Memory[MOST_ARGUMENTS];

        private final int[] numbers = new int[MOST_ARGUMENTS];
        private final boolean[] known = new boolean[MOST_ARGUMENTS];
        private int next;

        Call(String name, cl_kernel kernel) {
            this.name = name;
            this.kernel = kernel;
        }

        @Override
        public KernelCall with(DeviceMemory memory) {
            int index = next++;
            Memory ours = (Memory) memory;
            if (memories[index] != ours) {
                set(CL.clSetKernelArg(kernel, index, Sizeof.cl_mem, Pointer.to(ours.mem)), index);
                memories[index] = ours;
            }
            return this;
        }

        @Override
        public KernelCall with(int value) {
            int index = next++;
            if (!known[index] || numbers[index] != value) {
                number[0] = value;
                set(CL.clSetKernelArg(kernel, index, Sizeof.cl_int, toNumber), index);
                numbers[index] = value;
                known[index] = true;
            }
            return this;
        }

        private void set(int code, int index) {
            if (code != CL.CL_SUCCESS) {
                next = 0;
                throw OpenClCodes.failure(code, "set argument %d of %s".formatted(index, name));
            }
        }

        @Override
        public void launch(long items0, long items1) {
            next = 0;
            kernelsFollowWrites();
            WorkSizes sizes = lanesAreInstruments()
                    ? WorkSizes.ofProcessor(name, items0, items1)
                    : WorkSizes.ofGpu(items0, items1);
            local[0] = sizes.local0();
            local[1] = sizes.local1();
            global[0] = sizes.global0();
            global[1] = sizes.global1();
            OpenClCodes.check(
                    CL.clEnqueueNDRangeKernel(compute, kernel, 2, null, global, local, 0, null, null),
                    "launch " + name);
        }
    }

    private void kernelsFollowWrites() {
        if (overlapping && written) {
            Completion writes = new Completion();
            OpenClCodes.check(CL.clEnqueueMarkerWithWaitList(in, 0, null, writes.renew()), "mark copies");
            OpenClCodes.check(CL.clFlush(in), "start copies");
            OpenClCodes.check(
                    CL.clEnqueueBarrierWithWaitList(compute, writes.count(), writes.waitList(), null),
                    "let kernels wait");
            writes.forget();
            written = false;
        }
    }

    @Override
    public Mark mark() {
        Completion mark = new Completion();
        releases.add(mark::forget);
        return mark;
    }

    @Override
    public void set(Mark mark) {
        if (overlapping) {
            kernelsFollowWrites();
            OpenClCodes.check(
                    CL.clEnqueueMarkerWithWaitList(compute, 0, null, ((Completion) mark).renew()), "mark kernels");
            OpenClCodes.check(CL.clFlush(compute), "start kernels");
        }
    }

    @Override
    public void write(DeviceMemory to, long toOffset, HostMemory from, long fromOffset, long bytes) {
        Mapped host = (Mapped) from;
        OpenClCodes.check(
                CL.clEnqueueWriteBuffer(
                        in,
                        ((Memory) to).mem,
                        false,
                        toOffset,
                        bytes,
                        host.at(fromOffset),
                        0,
                        null,
                        host.lastCopy.renew()),
                "copy to the device");
        written = true;
    }

    @Override
    public void read(HostMemory to, long toOffset, DeviceMemory from, long fromOffset, long bytes, Mark after) {
        Mapped host = (Mapped) to;
        Completion mark = (Completion) after;
        OpenClCodes.check(
                CL.clEnqueueReadBuffer(
                        out,
                        ((Memory) from).mem,
                        false,
                        fromOffset,
                        bytes,
                        host.at(toOffset),
                        mark.count(),
                        mark.waitList(),
                        host.lastCopy.renew()),
                "copy from the device");
    }

    /// The queue is in order, so the last copy is done when all are.
    @Override
    public void await(HostMemory host) {
        ((Mapped) host).lastCopy.await();
    }

    @Override
    public void finish() {
        if (overlapping) {
            OpenClCodes.check(CL.clFinish(in), "finish copies to the device");
        }
        OpenClCodes.check(CL.clFinish(compute), "finish kernels");
        if (overlapping) {
            OpenClCodes.check(CL.clFinish(out), "finish copies from the device");
        }
        written = false;
    }

    @Override
    public void close() {
        for (HostMemory host : List.copyOf(mapped)) {
            host.close();
        }
        for (Memory memory : List.copyOf(memories)) {
            memory.close();
        }
        for (Runnable release : releases.reversed()) {
            release.run();
        }
        releases.clear();
    }
}
