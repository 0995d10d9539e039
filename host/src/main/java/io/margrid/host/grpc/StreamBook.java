package io.margrid.host.grpc;

import io.margrid.v1.Book;
import io.margrid.v1.PackedPositions;

/// A book of a stream: a message, or as [PackedBook] the bytes of one.
sealed interface StreamBook permits StreamBook.Whole, PackedBook {
    /// Estimated bytes of a book beside its lines.
    long BOOK_BYTES = 256;

    /// Estimated bytes of a packed line.
    long LINE_BYTES = 12;

    /// The account's name as it came.
    String account();

    /// How many lines it brings, usable or not.
    long lines();

    /// Estimated bytes that it takes.
    long weight();

    /// The book as a message.
    Book message();

    /// A book that is a message already.
    ///
    /// @param message the message
    record Whole(Book message) implements StreamBook {
        private static final long TEXT_LINE_BYTES = 96;
        private static final long NAME_BYTES = 64;

        @Override
        public String account() {
            return message.getAccount();
        }

        @Override
        public long lines() {
            return BookReader.lines(message);
        }

        @Override
        public long weight() {
            PackedPositions packed = message.getPacked();
            long weight = BOOK_BYTES + 2L * account().length();
            weight += LINE_BYTES * Math.max(packed.getInstrumentIndexCount(), packed.getSizesCount());
            weight += TEXT_LINE_BYTES * ((long) message.getPositionsCount() + message.getPassThroughCount());
            for (int i = 0; i < packed.getInstrumentsCount(); i++) {
                weight += NAME_BYTES + packed.getInstruments(i).length();
            }
            return weight;
        }
    }
}
