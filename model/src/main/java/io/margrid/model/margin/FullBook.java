package io.margrid.model.margin;

import io.margrid.model.book.Book;
import io.margrid.model.book.PassThroughAmounts;
import io.margrid.model.book.Position;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.revaluation.BookTable;
import io.margrid.model.revaluation.EntryRuns;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/// Every account of an exchange, as primitive columns: no object for a position, so that millions of them can be
/// margined at every tick.
///
/// An account has a *line* for each settlement currency, in code order, and a line a row of the table for each
/// netting set, in order of the pairs. Make one with [FullBookBuilder]. Arrays are shared, not copied.
///
/// @param instruments unique instruments of all accounts, in canonical order
/// @param sets        the netting sets of the instruments
/// @param setOf       index into `sets` of each instrument
/// @param currencies  settlement currencies, lower-case codes
/// @param accounts    the accounts' names
/// @param firstLine   first line of each account, one more entry than accounts
/// @param currency    index into `currencies` of each line
/// @param passThrough amounts of each line that no rule computes
/// @param firstRow    first row of each line, one more entry than lines
/// @param table       the rows; their rule group is an index into `sets`
/// @param kinds       the first instrument of each kind: those of one netting set and expiry that are all options,
///     or all not
/// @param runs        runs of the table: neighbouring entries of one kind
/// @param runKind     index into `kinds` of each run
public record FullBook(
        List<Instrument> instruments,
        List<NettingSet> sets,
        int[] setOf,
        List<String> currencies,
        List<String> accounts,
        int[] firstLine,
        int[] currency,
        List<PassThroughAmounts> passThrough,
        int[] firstRow,
        BookTable table,
        List<Instrument> kinds,
        EntryRuns runs,
        int[] runKind) {
    /// The same books as objects, one account each.
    ///
    /// @param books accounts in order
    /// @return the columns
    public static FullBook of(List<Book> books) {
        TreeSet<Instrument> unique = new TreeSet<>(Instrument.CANONICAL_ORDER);
        for (Book book : books) {
            book.positions().forEach(position -> unique.add(position.instrument()));
        }
        List<Instrument> instruments = List.copyOf(unique);
        Map<Instrument, Integer> index = new HashMap<>();
        instruments.forEach(instrument -> index.put(instrument, index.size()));
        FullBookBuilder builder = new FullBookBuilder(instruments);
        for (Book book : books) {
            builder.account(book.account());
            for (Position position : book.positions()) {
                builder.position(Objects.requireNonNull(index.get(position.instrument())), position.quantity());
            }
            book.passThrough().forEach(builder::passThrough);
        }
        return builder.build();
    }

    /// The number of lines.
    ///
    /// @return accounts times their settlement currencies
    public int lines() {
        return currency.length;
    }

    /// First row of an account.
    ///
    /// @param account index of the account; the number of accounts gives the number of rows
    /// @return index into the table
    public int firstRowOf(int account) {
        return firstRow[firstLine[account]];
    }
}
