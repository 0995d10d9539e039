package io.margrid.host.engine;

/// Names places of a source for messages.
@FunctionalInterface
public interface Places {
    /// The place of a field.
    ///
    /// @param row   a [BookLine#row()]
    /// @param field `instrument` or `size`
    /// @return for example `book.csv:13, column size` or `book.positions[12].size`
    String place(long row, String field);
}
