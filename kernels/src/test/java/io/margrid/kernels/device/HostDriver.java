package io.margrid.kernels.device;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// A driver whose device memory is the host's, and which has copied when a copy's method returns. Each piece of
/// memory stands alone with no byte too many, so that a sanitizer sees every step outside.
public abstract class HostDriver implements DeviceDriver {
    /// For subclasses.
    protected HostDriver() {}

    private static final class Memory implements DeviceMemory, HostMemory {
        private final Arena own = Arena.ofShared();
        private final MemorySegment segment;

        Memory(long bytes) {
            segment = own.allocate(bytes, Double.BYTES);
            // What is read before it was written shows.
            segment.fill((byte) 0xff);
        }

        @Override
        public long bytes() {
            return segment.byteSize();
        }

        @Override
        public MemorySegment segment() {
            return segment;
        }

        @Override
        public void close() {
            if (own.scope().isAlive()) {
                own.close();
            }
        }
    }

    /// What a device memory is here.
    ///
    /// @param memory of this driver
    /// @return the host's memory
    protected static MemorySegment segment(DeviceMemory memory) {
        return ((Memory) memory).segment();
    }

    @Override
    public DeviceMemory allocate(long bytes) {
        return new Memory(bytes);
    }

    @Override
    public HostMemory allocateHost(long bytes) {
        return new Memory(bytes);
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
