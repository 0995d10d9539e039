package io.margrid.host.engine;

/// Names places of a source for messages.
@FunctionalInterface
public interface Places {
    /// The place of a field.
    ///
    /// @param row   a [BookLine#row()]
    /// @param field `instrument`, `size` or a field of the position's terms
    /// @return for example `book.csv:13, column size` or `book.positions[12].size`
    String place(long row, String field);

    /// The place of the amounts that no rule computes, in one settlement currency.
    ///
    /// @param currency a key of [BookDraft#passThrough()]
    /// @return for example `pass_through.btc`
    default String passThrough(String currency) {
        return "pass_through." + currency;
    }

    /// The place of what is wrong with a book as a whole.
    ///
    /// @return for example `book`; empty where messages name the account anyway
    default String whole() {
        return "";
    }
}
