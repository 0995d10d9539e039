package io.margrid.host.grpc;

import io.margrid.v1.RevalueBooksHeader;
import java.util.List;

/// A message of a stream of books, as [StreamPartMarshaller] reads it.
sealed interface StreamPart {
    /// How to margin.
    ///
    /// @param message the header
    record Header(RevalueBooksHeader message) implements StreamPart {}

    /// Some books.
    ///
    /// @param books in the client's order
    record Books(List<StreamBook> books) implements StreamPart {}

    /// A message without a part.
    record Nothing() implements StreamPart {}
}
