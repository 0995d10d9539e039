package io.margrid.host.grpc;

import java.util.List;

/// Some books of a stream, neighbours in it.
///
/// @param first  0-based place of the first of them in the stream
/// @param books  the books
/// @param lines  lines of all of them, usable or not
/// @param weight estimated bytes that they take
record BookBatch(long first, List<StreamBook> books, long lines, long weight) {
    /// Counts books.
    ///
    /// @param first 0-based place of the first of them in the stream
    /// @param books the books
    static BookBatch of(long first, List<StreamBook> books) {
        long lines = 0;
        long weight = 0;
        for (StreamBook book : books) {
            lines += book.lines();
            weight += book.weight();
        }
        return new BookBatch(first, books, lines, weight);
    }
}
