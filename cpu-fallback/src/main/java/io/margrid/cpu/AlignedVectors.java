package io.margrid.cpu;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// A copy of a batch's risk vectors in which each begins a cache line of its own.
///
/// Sums of books read whole vectors in any order, and a read of a SIMD register that straddles two lines costs
/// two. Elements of a Java array do not begin at a line, and an array moves. The memory is kept and grows only.
final class AlignedVectors implements AutoCloseable {
    /// Doubles in a cache line.
    private static final int LINE = 8;

    /// Vectors that take more than this are read where they are, so that a huge batch does not take twice its
    /// room.
    private static final long BYTES_MAX = 1L << 28;

    private Arena arena = Arena.ofShared();
    private MemorySegment segment = arena.allocate(0, LINE * Double.BYTES);
    private int width;

    /// Doubles from one vector to the next.
    ///
    /// @return `scenarios` rounded up to whole lines
    static int width(int scenarios) {
        return (scenarios + LINE - 1) / LINE * LINE;
    }

    /// Whether a copy of so many vectors may be made.
    static boolean hasRoomFor(int instruments, int scenarios) {
        return (long) instruments * width(scenarios) * Double.BYTES <= BYTES_MAX;
    }

    /// Copies the vectors of the first instruments.
    ///
    /// @param vectors   vectors over the scenarios
    /// @param stride    doubles from one of them to the next
    /// @param scenarios doubles of each that count
    void copy(double[] vectors, int stride, int scenarios, int instruments) {
        width = width(scenarios);
        long bytes = bytesPerVector() * instruments;
        if (segment.byteSize() < bytes) {
            // What is there stays if there is no memory for more.
            Arena larger = Arena.ofShared();
            segment = larger.allocate(bytes, LINE * Double.BYTES);
            arena.close();
            arena = larger;
        }
        for (int i = 0; i < instruments; i++) {
            MemorySegment.copy(vectors, i * stride, segment, ValueLayout.JAVA_DOUBLE, i * bytesPerVector(), scenarios);
        }
    }

    /// The copy.
    MemorySegment segment() {
        return segment;
    }

    /// From one vector to the next.
    long bytesPerVector() {
        return (long) width * Double.BYTES;
    }

    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }
}
