package io.margrid.host.grpc;

import io.margrid.v1.Book;
import io.margrid.v1.PackedPositions;
import java.util.List;

/// Some books of a stream, neighbours in it.
///
/// @param first  0-based place of the first of them in the stream
/// @param books  the messages
/// @param lines  lines of all of them, usable or not
/// @param weight estimated bytes that they take
record BookBatch(long first, List<Book> books, long lines, long weight) {
    private static final long BOOK_BYTES = 256;
    private static final long LINE_BYTES = 12;
    private static final long TEXT_LINE_BYTES = 96;
    private static final long NAME_BYTES = 64;

    /// Counts books.
    ///
    /// @param first 0-based place of the first of them in the stream
    /// @param books the messages
    static BookBatch of(long first, List<Book> books) {
        long lines = 0;
        long weight = 0;
        for (Book book : books) {
            lines += BookReader.lines(book);
            weight += weight(book);
        }
        return new BookBatch(first, books, lines, weight);
    }

    private static long weight(Book book) {
        PackedPositions packed = book.getPacked();
        long weight = BOOK_BYTES + 2L * book.getAccount().length();
        weight += LINE_BYTES * Math.max(packed.getInstrumentIndexCount(), packed.getSizesCount());
        weight += TEXT_LINE_BYTES * ((long) book.getPositionsCount() + book.getPassThroughCount());
        for (int i = 0; i < packed.getInstrumentsCount(); i++) {
            weight += NAME_BYTES + packed.getInstruments(i).length();
        }
        return weight;
    }
}
