package io.margrid.cpu;

import io.margrid.model.revaluation.RunSums;
import io.margrid.model.revaluation.VectorStorage;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import jdk.incubator.vector.DoubleVector;

/// A copy of a batch's risk vectors in which no read of a SIMD register straddles two cache lines: each begins a
/// line, or half a line where entries are floats.
///
/// Sums of books read whole vectors in any order, and a read that straddles two lines costs two. Elements of a
/// Java array do not begin at a line, and an array moves. The memory is kept and grows only.
final class AlignedVectors implements AutoCloseable {
    /// Entries that are read at once at most: doubles in a cache line.
    private static final int LINE = 8;

    /// Vectors that take more than this are read where they are, so that a huge batch does not take twice its
    /// room.
    private static final long BYTES_MAX = 1L << 28;

    private final VectorStorage storage;
    private final int entryBytes;
    private Arena arena = Arena.ofShared();
    private MemorySegment segment = arena.allocate(0, LINE * Double.BYTES);
    private int width;

    /// An empty copy.
    ///
    /// @param storage what entries are kept as
    AlignedVectors(VectorStorage storage) {
        this.storage = storage;
        entryBytes = switch (storage) {
            case FLOAT64 -> Double.BYTES;
            case FLOAT32 -> Float.BYTES;
        };
    }

    /// What entries are kept as.
    VectorStorage storage() {
        return storage;
    }

    /// Entries from one vector to the next.
    ///
    /// @return `entries` rounded up to whole reads
    static int width(int entries) {
        return (entries + LINE - 1) / LINE * LINE;
    }

    /// Whether a copy of so many vectors may be made.
    boolean hasRoomFor(int instruments, int entries) {
        return (long) instruments * width(entries) * entryBytes <= BYTES_MAX;
    }

    /// Copies the vectors of the first instruments and rounds them to the storage.
    ///
    /// @param vectors   vectors over the scenarios
    /// @param stride    doubles from one of them to the next
    /// @param scenarios doubles of each that count
    void copy(double[] vectors, int stride, int scenarios, int instruments) {
        reserve(scenarios, instruments);
        for (int i = 0; i < instruments; i++) {
            switch (storage) {
                case FLOAT64 ->
                    MemorySegment.copy(
                            vectors, i * stride, segment, ValueLayout.JAVA_DOUBLE, i * bytesPerVector(), scenarios);
                case FLOAT32 -> narrow(vectors, i * stride, i * bytesPerVector(), scenarios);
            }
        }
    }

    private void reserve(int entries, int instruments) {
        width = width(entries);
        long bytes = bytesPerVector() * instruments;
        if (segment.byteSize() < bytes) {
            // What is there stays if there is no memory for more.
            Arena larger = Arena.ofShared();
            segment = larger.allocate(bytes, LINE * Double.BYTES);
            arena.close();
            arena = larger;
        }
    }

    /// Vectors that an instrument's scenarios and [RunSums#COLUMNS] weights take.
    static int vectorsWithWeights(int scenarios) {
        return (scenarios + RunSums.COLUMNS + VectorBookKernel.LANES - 1) / VectorBookKernel.LANES;
    }

    /// Copies vectors as [#copy] does, as doubles, and begins the last of [#vectorsWithWeights] SIMD vectors of
    /// each with the instrument's weight, twice: scenarios in it come that many lanes later.
    ///
    /// @param weight one for each instrument
    void copyWithWeights(double[] vectors, int stride, int scenarios, int instruments, double[] weight) {
        reserve(scenarios + RunSums.COLUMNS, instruments);
        int last = (vectorsWithWeights(scenarios) - 1) * VectorBookKernel.LANES;
        int before = Math.min(scenarios, last);
        for (int i = 0; i < instruments; i++) {
            long to = i * bytesPerVector();
            int from = i * stride;
            MemorySegment.copy(vectors, from, segment, ValueLayout.JAVA_DOUBLE, to, before);
            to += (long) last * Double.BYTES;
            for (int column = 0; column < RunSums.COLUMNS; column++) {
                segment.set(ValueLayout.JAVA_DOUBLE, to, weight[i]);
                to += Double.BYTES;
            }
            MemorySegment.copy(vectors, from + before, segment, ValueLayout.JAVA_DOUBLE, to, scenarios - before);
        }
    }

    /// Entries may become `-0.0` here: a sum that begins with `+0.0` does not tell.
    private void narrow(double[] vectors, int from, long to, int scenarios) {
        int s = 0;
        for (; s <= scenarios - FloatBookKernel.LANES; s += FloatBookKernel.LANES) {
            DoubleVector.fromArray(FloatBookKernel.SPECIES, vectors, from + s)
                    .castShape(FloatBookKernel.FLOATS, 0)
                    .intoMemorySegment(segment, to + (long) s * Float.BYTES, FloatBookKernel.ORDER);
        }
        for (; s < scenarios; s++) {
            segment.set(ValueLayout.JAVA_FLOAT, to + (long) s * Float.BYTES, (float) vectors[from + s]);
        }
    }

    /// The copy.
    MemorySegment segment() {
        return segment;
    }

    /// From one vector to the next.
    long bytesPerVector() {
        return (long) width * entryBytes;
    }

    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }
}
