package io.margrid.host.grpc;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import io.margrid.v1.Book;
import io.margrid.v1.PackedPositions;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/// A book that is a name and packed lines that count in the stream's names, left as the bytes that came. They
/// become a message only where somebody has to say what is wrong with it.
final class PackedBook implements StreamBook {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /// The bit of each byte that says that a variable-length integer goes on.
    private static final long GOES_ON = 0x8080_8080_8080_8080L;

    private static final int BITS = 7;
    private static final int LOW_BITS = (1 << BITS) - 1;

    private final byte[] bytes;
    private final int from;
    private final int length;
    private final String account;
    private final int indicesFrom;
    private final int indices;
    private final int sizesFrom;
    private final int sizes;

    private PackedBook(
            byte[] bytes,
            int from,
            int length,
            String account,
            int indicesFrom,
            int indices,
            int sizesFrom,
            int sizes) {
        this.bytes = bytes;
        this.from = from;
        this.length = length;
        this.account = account;
        this.indicesFrom = indicesFrom;
        this.indices = indices;
        this.sizesFrom = sizesFrom;
        this.sizes = sizes;
    }

    /// Looks at an encoded book.
    ///
    /// @param bytes  kept, and not to be changed
    /// @param from   where the book begins
    /// @param length its bytes
    /// @return empty if it has anything else than a name and packed lines without names of their own, or is not
    ///     written as usual
    /// @throws InvalidProtocolBufferException if it is certainly no book
    static Optional<PackedBook> read(byte[] bytes, int from, int length) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(bytes, from, length);
        String account = "";
        int packedFrom = -1;
        int packedLength = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (WireTags.isDelimited(tag, Book.ACCOUNT_FIELD_NUMBER)) {
                account = in.readStringRequireUtf8();
            } else if (WireTags.isDelimited(tag, Book.PACKED_FIELD_NUMBER) && packedFrom < 0) {
                packedLength = in.readRawVarint32();
                packedFrom = from + in.getTotalBytesRead();
                in.skipRawBytes(packedLength);
            } else {
                return Optional.empty();
            }
        }
        return packedFrom < 0 ? Optional.empty() : lines(bytes, from, length, account, packedFrom, packedLength);
    }

    private static Optional<PackedBook> lines(
            byte[] bytes, int from, int length, String account, int packedFrom, int packedLength) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(bytes, packedFrom, packedLength);
        int indicesFrom = -1;
        int indices = 0;
        int sizesFrom = -1;
        int sizes = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            boolean usual = WireTags.isDelimited(tag);
            int size = usual ? in.readRawVarint32() : 0;
            int start = packedFrom + in.getTotalBytesRead();
            if (WireTags.isDelimited(tag, PackedPositions.INSTRUMENT_INDEX_FIELD_NUMBER) && indicesFrom < 0) {
                in.skipRawBytes(size);
                indicesFrom = start;
                indices = countIntegers(bytes, start, start + size);
                usual = indices >= 0;
            } else if (WireTags.isDelimited(tag, PackedPositions.SIZES_FIELD_NUMBER) && sizesFrom < 0) {
                in.skipRawBytes(size);
                sizesFrom = start;
                sizes = size / Double.BYTES;
                usual = size % Double.BYTES == 0;
            } else {
                usual = false;
            }
            if (!usual) {
                return Optional.empty();
            }
        }
        return Optional.of(new PackedBook(
                bytes, from, length, account, Math.max(0, indicesFrom), indices, Math.max(0, sizesFrom), sizes));
    }

    /// Counts variable-length integers: each ends with a byte whose highest bit is not set.
    ///
    /// @return -1 if the last one does not end, or one has, or might have, more than five bytes
    private static int countIntegers(byte[] bytes, int from, int to) {
        if (from < to && bytes[to - 1] < 0) {
            return -1;
        }
        int count = 0;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            long goesOn = (long) LONGS.get(bytes, at) & GOES_ON;
            // Whatever has more than five bytes has three of these side by side in one of its words.
            if ((goesOn & (goesOn >>> Byte.SIZE) & (goesOn >>> (2 * Byte.SIZE))) != 0L) {
                return -1;
            }
            count += Long.BYTES - Long.bitCount(goesOn);
        }
        for (int run = 0; at < to; at++) {
            run = bytes[at] < 0 ? run + 1 : 0;
            if (run == 3) {
                return -1;
            }
            count += bytes[at] < 0 ? 0 : 1;
        }
        return count;
    }

    @Override
    public String account() {
        return account;
    }

    @Override
    public long lines() {
        return Math.max(indices, sizes);
    }

    @Override
    public long weight() {
        return BOOK_BYTES + 2L * account.length() + LINE_BYTES * lines();
    }

    /// Whether each line has an instrument and a size.
    boolean isComplete() {
        return indices == sizes;
    }

    /// The lines of a complete book.
    ///
    /// @param names takes for each line the place of its instrument among the stream's names; a uint32
    /// @param coins takes for each line its size
    void lines(int[] names, double[] coins) {
        int at = indicesFrom;
        for (int k = 0; k < indices; k++) {
            int index = bytes[at++];
            if (index < 0) {
                index &= LOW_BITS;
                int shift = 0;
                int next;
                do {
                    shift += BITS;
                    next = bytes[at++];
                    index |= (next & LOW_BITS) << shift;
                } while (next < 0);
            }
            names[k] = index;
        }
        ByteBuffer.wrap(bytes, sizesFrom, sizes * Double.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asDoubleBuffer()
                .get(coins, 0, sizes);
    }

    @Override
    public Book message() {
        try {
            return Book.parser().parseFrom(bytes, from, length);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a book that was looked at cannot be read", e);
        }
    }
}
