package io.margrid.host.deribit;

import io.margrid.model.input.InvalidInputException;
import io.margrid.model.instrument.Instrument;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// Reads books from CSV. Rows are counted in physical lines of the file.
final class CsvBooks {
    private static final String EXPECTED = "expected a header with the columns"
            + " instrument,size[,account][,tag][,entry_price][,leverage][,extra_margin] in any order";

    private static final CSVFormat FORMAT = CSVFormat.DEFAULT
            .builder()
            .setIgnoreSurroundingSpaces(true)
            .setIgnoreEmptyLines(true)
            .get();

    private final String file;
    private final DraftBuilder.Accounts accounts;
    private final CappedViolations violations = new CappedViolations();
    private long tagged;

    CsvBooks(String file, Function<String, Optional<Instrument>> contracts) {
        this.file = file;
        this.accounts = new DraftBuilder.Accounts(contracts);
    }

    /// The columns that are known.
    private enum Column {
        INSTRUMENT,
        SIZE,
        ACCOUNT,
        TAG,
        ENTRY_PRICE,
        LEVERAGE,
        EXTRA_MARGIN;

        String title() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Where the columns are.
    ///
    /// @param count columns of the header
    /// @param at    places of those that are there
    private record Columns(int count, Map<Column, Integer> at) {
        boolean has(Column column) {
            return at.containsKey(column);
        }

        String text(CSVRecord row, Column column) {
            Integer place = at.get(column);
            return place == null ? "" : row.get(place).strip();
        }
    }

    LoadedBooks read(Reader text) throws IOException {
        try (CSVParser parser = FORMAT.parse(text)) {
            Iterator<CSVRecord> records = parser.iterator();
            if (!hasNext(records)) {
                throw new InvalidInputException(file, "is empty: " + EXPECTED);
            }
            CSVRecord header = records.next();
            Columns columns = columns(header, firstLine(parser, header));
            while (hasNext(records)) {
                CSVRecord row = records.next();
                row(columns, row, firstLine(parser, row));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (CSVException e) {
            throw new InvalidInputException(file, "is not valid CSV: " + e.getMessage());
        }
        if (accounts.isEmpty()) {
            accounts.account(DraftBuilder.Accounts.DEFAULT);
        }
        List<String> notes = tagged == 0
                ? List.of()
                : List.of("%s: tags are ignored, %s"
                        .formatted(file, tagged == 1 ? "1 line has one" : tagged + " lines have one"));
        return new LoadedBooks(accounts.build(this::place), notes, violations.toList());
    }

    private static boolean hasNext(Iterator<CSVRecord> records) throws CSVException {
        try {
            return records.hasNext();
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CSVException malformed) {
                throw malformed;
            }
            throw e;
        }
    }

    /// The physical line that a record begins at. The parser tells the last one; quoted values may hold line
    /// breaks.
    private static long firstLine(CSVParser parser, CSVRecord row) {
        long line = parser.getCurrentLineNumber();
        for (String value : row) {
            line -= lineBreaks(value);
        }
        return line;
    }

    private static int lineBreaks(String value) {
        int breaks = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\n' || (c == '\r' && !value.startsWith("\n", i + 1))) {
                breaks++;
            }
        }
        return breaks;
    }

    private Columns columns(CSVRecord header, long line) {
        Map<Column, Integer> at = new EnumMap<>(Column.class);
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i).strip();
            Optional<Column> column = Arrays.stream(Column.values())
                    .filter(one -> one.title().equalsIgnoreCase(name))
                    .findFirst();
            if (column.isEmpty()) {
                faults.add("unknown column " + Shown.text(name));
            } else if (at.putIfAbsent(column.get(), i) != null) {
                faults.add("column %s occurs twice".formatted(Shown.text(name)));
            }
        }
        for (Column required : List.of(Column.INSTRUMENT, Column.SIZE)) {
            if (!at.containsKey(required)) {
                faults.add("column \"%s\" is missing".formatted(required.title()));
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidInputException(file + ":" + line, "%s; %s".formatted(String.join(", ", faults), EXPECTED));
        }
        return new Columns(header.size(), at);
    }

    private void row(Columns columns, CSVRecord row, long line) {
        boolean complete = row.size() == columns.count();
        String account = DraftBuilder.Accounts.DEFAULT;
        if (columns.has(Column.ACCOUNT)) {
            // With a column too many or too few, the account cannot be told, and any account may lack this row.
            if (!complete) {
                violations.add(file + ":" + line, wrongCount(columns, row));
                return;
            }
            account = columns.text(row, Column.ACCOUNT);
            if (account.isEmpty()) {
                violations.add(place(line, "account"), "must not be empty");
            }
        }
        DraftBuilder draft = accounts.account(account);
        if (!complete) {
            draft.badRow(file + ":" + line, wrongCount(columns, row));
            return;
        }
        if (!columns.text(row, Column.TAG).isEmpty()) {
            tagged++;
        }
        String text = columns.text(row, Column.SIZE);
        Optional<BigDecimal> size = Sizes.parse(text);
        CappedViolations problems = new CappedViolations();
        if (size.isEmpty()) {
            problems.add(place(line, "size"), Sizes.problem(Shown.text(text)));
        }
        DraftBuilder.Name name = accounts.name(columns.text(row, Column.INSTRUMENT));
        OptionalDouble entryPrice = number(columns, row, Column.ENTRY_PRICE, line, problems);
        OptionalDouble leverage = number(columns, row, Column.LEVERAGE, line, problems);
        OptionalDouble extraMargin = number(columns, row, Column.EXTRA_MARGIN, line, problems);
        draft.row(line, name, size, this::place, problems);
        draft.terms(file + ":" + line, name, entryPrice, leverage, extraMargin);
    }

    /// A number that may be left out.
    private OptionalDouble number(Columns columns, CSVRecord row, Column column, long line, CappedViolations problems) {
        String text = columns.text(row, column);
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        Optional<BigDecimal> number = Sizes.parse(text);
        if (number.isEmpty()) {
            problems.add(place(line, column.title()), "must be a decimal number such as 12.5: " + Shown.text(text));
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(number.get().doubleValue());
    }

    private static String wrongCount(Columns columns, CSVRecord row) {
        return "has %s, the header has %d (a comma inside a value must be quoted): %s"
                .formatted(
                        Shown.count(row.size(), "column"), columns.count(), Shown.text(String.join(",", row.toList())));
    }

    private String place(long line, String column) {
        return "%s:%d, column %s".formatted(file, line, column);
    }
}
