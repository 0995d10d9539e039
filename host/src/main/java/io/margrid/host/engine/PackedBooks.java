package io.margrid.host.engine;

import io.margrid.model.book.Book;
import io.margrid.model.book.Position;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.margin.NettingSet;
import io.margrid.model.revaluation.BookTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/// Books as rows of a [BookTable]: one row for each netting set of each book.
///
/// @param instruments unique instruments of all books, in canonical order
/// @param rows        the netting set of each row
/// @param firstRow    first row of each book, one more entry than books
/// @param table       the rows as columns
record PackedBooks(List<Instrument> instruments, List<NettingSet> rows, int[] firstRow, BookTable table) {
    static PackedBooks of(List<Book> books, Function<Instrument, NettingSet> netting) {
        // The positions of one book are its instruments in order: nothing has to be looked up.
        boolean one = books.size() == 1;
        List<Instrument> instruments = one ? instruments(books.getFirst()) : instruments(books);
        Map<String, Integer> index = one ? Map.of() : index(instruments);
        int entries = 0;
        for (Book book : books) {
            entries = Math.addExact(entries, book.positions().size());
        }
        List<NettingSet> rows = new ArrayList<>();
        int[] rowStart = new int[16];
        int[] firstRow = new int[books.size() + 1];
        int[] columns = new int[entries];
        double[] quantities = new double[entries];
        int entry = 0;
        for (int b = 0; b < books.size(); b++) {
            firstRow[b] = rows.size();
            // Canonical order keeps a netting set's positions together.
            for (Position position : books.get(b).positions()) {
                NettingSet set = netting.apply(position.instrument());
                if (rows.size() == firstRow[b] || !rows.getLast().equals(set)) {
                    if (rows.size() + 1 == rowStart.length) {
                        rowStart = Arrays.copyOf(rowStart, 2 * rowStart.length);
                    }
                    rowStart[rows.size()] = entry;
                    rows.add(set);
                }
                columns[entry] = one
                        ? entry
                        : Objects.requireNonNull(index.get(position.instrument().name()));
                quantities[entry] = position.quantity();
                entry++;
            }
        }
        firstRow[books.size()] = rows.size();
        rowStart[rows.size()] = entry;
        int[] starts = Arrays.copyOf(rowStart, rows.size() + 1);
        return new PackedBooks(
                instruments, rows, firstRow, BookTable.of(instruments.size(), starts, columns, quantities));
    }

    private static List<Instrument> instruments(Book book) {
        return book.positions().stream().map(Position::instrument).toList();
    }

    private static List<Instrument> instruments(List<Book> books) {
        // By name, since names compare: a map of instruments would be slow where hostile names share a hash.
        Map<String, Instrument> unique = new HashMap<>();
        for (Book book : books) {
            for (Position position : book.positions()) {
                unique.putIfAbsent(position.instrument().name(), position.instrument());
            }
        }
        return unique.values().stream().sorted(Instrument.CANONICAL_ORDER).toList();
    }

    private static Map<String, Integer> index(List<Instrument> instruments) {
        Map<String, Integer> index = HashMap.newHashMap(instruments.size());
        for (int i = 0; i < instruments.size(); i++) {
            index.put(instruments.get(i).name(), i);
        }
        return index;
    }
}
