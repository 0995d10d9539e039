package io.margrid.host.engine;

import io.margrid.model.book.AccountTerms;
import io.margrid.model.book.PassThroughAmounts;
import io.margrid.model.input.Violation;
import java.util.List;
import java.util.Map;

/// One account's book as it was read.
///
/// @param account     the account's name; empty if the source has only one
/// @param lines       in source order
/// @param passThrough amounts that no rule computes, by lower-case settlement currency
/// @param terms       balances, and what was agreed for single positions
/// @param places      names places of the source
/// @param rowsRead    rows of the source that belong to the account, usable or not
/// @param problems    rows that could not be read; an account with any is refused
public record BookDraft(
        String account,
        List<BookLine> lines,
        Map<String, PassThroughAmounts> passThrough,
        AccountTerms terms,
        Places places,
        int rowsRead,
        List<Violation> problems) {
    /// Copies the collections.
    public BookDraft {
        lines = List.copyOf(lines);
        passThrough = Map.copyOf(passThrough);
        problems = List.copyOf(problems);
    }

    /// A draft of positions and pass-through amounts only.
    ///
    /// @param account     the account's name
    /// @param lines       in source order
    /// @param passThrough by lower-case settlement currency
    /// @param places      names places of the source
    /// @param rowsRead    rows of the source that belong to the account, usable or not
    /// @param problems    rows that could not be read
    public BookDraft(
            String account,
            List<BookLine> lines,
            Map<String, PassThroughAmounts> passThrough,
            Places places,
            int rowsRead,
            List<Violation> problems) {
        this(account, lines, passThrough, AccountTerms.NONE, places, rowsRead, problems);
    }
}
