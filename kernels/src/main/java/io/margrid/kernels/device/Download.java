package io.margrid.kernels.device;

import io.margrid.kernels.device.DeviceDriver.Mark;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Copies device memory into arrays through two pieces of host memory: one is emptied while the device fills the
/// other.
final class Download implements AutoCloseable {
    /// Parts of arrays in one piece. A piece with more is taken as full.
    private static final int PARTS = 32;

    private final DeviceDriver driver;
    private final long pieceBytes;
    private final Piece[] pieces;
    private int piece;

    /// A copy not asked for yet, since the next may continue it: a copy has a price of its own.
    private @Nullable DeviceMemory region;

    private long regionStart;
    private long regionBytes;
    private long regionTo;
    private @Nullable Mark regionAfter;

    private static final class Piece {
        private final HostMemory memory;
        private final Object[] array = new Object[PARTS];
        private final long[] arrayOffset = new long[PARTS];
        private final long[] bytes = new long[PARTS];
        private int parts;
        private long filled;

        Piece(HostMemory memory) {
            this.memory = memory;
        }
    }

    Download(DeviceDriver driver, long pieceBytes) {
        this.driver = driver;
        this.pieceBytes = pieceBytes;
        this.pieces =
                new Piece[] {new Piece(driver.allocateHost(pieceBytes)), new Piece(driver.allocateHost(pieceBytes))};
    }

    /// Asks for doubles; they are there after [#finish].
    ///
    /// @param from       device memory
    /// @param fromOffset doubles
    /// @param to         filled from its start
    /// @param count      doubles
    /// @param after      mark behind the kernels that make them
    void doubles(DeviceMemory from, long fromOffset, double[] to, int count, Mark after) {
        read(from, fromOffset * Double.BYTES, to, (long) count * Double.BYTES, after);
    }

    /// Asks for integers; they are there after [#finish].
    ///
    /// @param from       device memory
    /// @param fromOffset integers
    /// @param to         filled from its start
    /// @param count      integers
    /// @param after      mark behind the kernels that make them
    void integers(DeviceMemory from, long fromOffset, int[] to, int count, Mark after) {
        read(from, fromOffset * Integer.BYTES, to, (long) count * Integer.BYTES, after);
    }

    private void read(DeviceMemory from, long fromOffset, Object to, long bytes, Mark after) {
        long done = 0;
        while (done < bytes) {
            Piece current = pieces[piece];
            if (current.filled == pieceBytes || current.parts == PARTS) {
                issue();
                piece = 1 - piece;
                current = pieces[piece];
                empty(current);
            }
            long part = Math.min(bytes - done, pieceBytes - current.filled);
            extend(current, from, fromOffset + done, part, after);
            current.array[current.parts] = to;
            current.arrayOffset[current.parts] = done;
            current.bytes[current.parts] = part;
            current.parts++;
            current.filled += part;
            done += part;
        }
    }

    private void extend(Piece current, DeviceMemory from, long start, long bytes, Mark after) {
        if (Objects.equals(region, from) && Objects.equals(regionAfter, after) && regionStart + regionBytes == start) {
            regionBytes += bytes;
            return;
        }
        issue();
        region = from;
        regionStart = start;
        regionBytes = bytes;
        regionTo = current.filled;
        regionAfter = after;
    }

    private void issue() {
        if (region != null && regionAfter != null) {
            driver.read(pieces[piece].memory, regionTo, region, regionStart, regionBytes, regionAfter);
        }
        region = null;
    }

    /// Waits until all arrays are filled.
    void finish() {
        issue();
        empty(pieces[1 - piece]);
        empty(pieces[piece]);
    }

    /// Forgets what was asked for.
    void reset() {
        region = null;
        for (Piece each : pieces) {
            each.parts = 0;
            each.filled = 0;
        }
    }

    private void empty(Piece full) {
        if (full.parts > 0) {
            driver.await(full.memory);
        }
        long at = 0;
        for (int p = 0; p < full.parts; p++) {
            MemorySegment to = full.array[p] instanceof double[] doubles
                    ? MemorySegment.ofArray(doubles)
                    : MemorySegment.ofArray((int[]) full.array[p]);
            MemorySegment.copy(
                    full.memory.segment(),
                    ValueLayout.JAVA_BYTE,
                    at,
                    to,
                    ValueLayout.JAVA_BYTE,
                    full.arrayOffset[p],
                    full.bytes[p]);
            at += full.bytes[p];
        }
        full.parts = 0;
        full.filled = 0;
    }

    @Override
    public void close() {
        for (Piece each : pieces) {
            each.memory.close();
        }
    }
}
