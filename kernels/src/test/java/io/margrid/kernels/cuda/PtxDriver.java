package io.margrid.kernels.cuda;

import io.margrid.kernels.device.DeviceDriver;
import io.margrid.kernels.device.DeviceMemory;
import io.margrid.kernels.device.HostMemory;
import io.margrid.kernels.device.KernelCall;
import io.margrid.model.revaluation.BackendInfo;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.Objects;

/// The committed PTX on an interpreter.
final class PtxDriver implements DeviceDriver {
    private static final int MOST_ARGUMENTS = 16;
    private static final long MEMORY = 1L << 28;

    private final Map<String, PtxMachine> kernels = PtxMachine.kernels(CudaProgram.text());

    private record Memory(Arena arena, MemorySegment segment) implements DeviceMemory, HostMemory {
        static Memory of(long bytes) {
            Arena arena = Arena.ofShared();
            MemorySegment segment = arena.allocate(bytes, Double.BYTES);
            segment.fill((byte) 0xff);
            return new Memory(arena, segment);
        }

        @Override
        public long bytes() {
            return segment.byteSize();
        }

        @Override
        public void close() {
            if (arena.scope().isAlive()) {
                arena.close();
            }
        }
    }

    private static MemorySegment segment(DeviceMemory memory) {
        return ((Memory) memory).segment();
    }

    @Override
    public BackendInfo info() {
        return new BackendInfo("ptx", "cpu/ptx/interpreter", "PTX on an interpreter, for tests");
    }

    @Override
    public boolean lanesAreInstruments() {
        return false;
    }

    @Override
    public long memoryLimit() {
        return MEMORY;
    }

    @Override
    public DeviceMemory allocate(long bytes) {
        return Memory.of(bytes);
    }

    @Override
    public HostMemory allocateHost(long bytes) {
        return Memory.of(bytes);
    }

    @Override
    public KernelCall kernel(String name) {
        PtxMachine machine = Objects.requireNonNull(kernels.get(name), name);
        return new KernelCall() {
            private final long[] arguments = new long[MOST_ARGUMENTS];
            private int next;

            @Override
            public KernelCall with(DeviceMemory memory) {
                arguments[next++] = segment(memory).address();
                return this;
            }

            @Override
            public KernelCall with(int value) {
                arguments[next++] = value;
                return this;
            }

            @Override
            public void launch(long items0, long items1) {
                next = 0;
                machine.launch(LaunchShape.of(items0, items1), arguments);
            }
        };
    }

    @Override
    public Mark mark() {
        return new Mark() {};
    }

    @Override
    public void set(Mark mark) {}

    @Override
    public void write(DeviceMemory to, long toOffset, HostMemory from, long fromOffset, long bytes) {
        MemorySegment.copy(from.segment(), fromOffset, segment(to), toOffset, bytes);
    }

    @Override
    public void read(HostMemory to, long toOffset, DeviceMemory from, long fromOffset, long bytes, Mark after) {
        MemorySegment.copy(segment(from), fromOffset, to.segment(), toOffset, bytes);
    }

    @Override
    public void await(HostMemory host) {}

    @Override
    public void finish() {}

    @Override
    public void close() {}
}
