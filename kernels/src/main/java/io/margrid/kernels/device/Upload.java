package io.margrid.kernels.device;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Copies arrays to the device, one after the other into one device memory, through two pieces of host memory:
/// one is filled while the device reads the other.
final class Upload implements AutoCloseable {
    private final DeviceDriver driver;
    private final HostMemory[] pieces;
    private final long pieceBytes;
    private int piece;
    private long flushed;
    private long filled;
    private DeviceMemory target = Upload.NOWHERE;
    private long targetOffset;

    private static final DeviceMemory NOWHERE = new DeviceMemory() {
        @Override
        public long bytes() {
            return 0;
        }

        @Override
        public void close() {}
    };

    Upload(DeviceDriver driver, long pieceBytes) {
        this.driver = driver;
        this.pieceBytes = pieceBytes;
        this.pieces = new HostMemory[] {driver.allocateHost(pieceBytes), driver.allocateHost(pieceBytes)};
    }

    /// Begins to fill device memory from its start.
    Upload to(DeviceMemory memory) {
        target = memory;
        targetOffset = 0;
        return this;
    }

    Upload add(double[] array, int count) {
        return add(MemorySegment.ofArray(array), (long) count * Double.BYTES);
    }

    Upload add(int[] array, int count) {
        return add(MemorySegment.ofArray(array), (long) count * Integer.BYTES);
    }

    private Upload add(MemorySegment from, long bytes) {
        long done = 0;
        while (done < bytes) {
            if (filled == pieceBytes) {
                next();
            }
            long part = Math.min(bytes - done, pieceBytes - filled);
            MemorySegment.copy(
                    from, ValueLayout.JAVA_BYTE, done, pieces[piece].segment(), ValueLayout.JAVA_BYTE, filled, part);
            filled += part;
            done += part;
        }
        return this;
    }

    /// Sends what was added to the device memory.
    void send() {
        if (filled > flushed) {
            driver.write(target, targetOffset, pieces[piece], flushed, filled - flushed);
            targetOffset += filled - flushed;
            flushed = filled;
        }
    }

    private void next() {
        send();
        piece = 1 - piece;
        driver.await(pieces[piece]);
        flushed = 0;
        filled = 0;
    }

    /// Begins anew, after the driver has finished.
    void reset() {
        flushed = 0;
        filled = 0;
    }

    @Override
    public void close() {
        for (HostMemory memory : pieces) {
            memory.close();
        }
    }
}
