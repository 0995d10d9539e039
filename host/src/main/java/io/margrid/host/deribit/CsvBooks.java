package io.margrid.host.deribit;

import io.margrid.model.input.InvalidInputException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// Reads books from CSV. Rows are counted in physical lines of the file.
final class CsvBooks {
    private static final String EXPECTED =
            "expected a header with the columns instrument,size[,account][,tag] in any order";

    private static final CSVFormat FORMAT = CSVFormat.DEFAULT
            .builder()
            .setIgnoreSurroundingSpaces(true)
            .setIgnoreEmptyLines(true)
            .get();

    private final String file;
    private final DraftBuilder.Accounts accounts = new DraftBuilder.Accounts();
    private final CappedViolations violations = new CappedViolations();
    private long tagged;

    CsvBooks(String file) {
        this.file = file;
    }

    /// Where the columns are; -1 for one that is not there.
    private record Columns(int count, int instrument, int size, int account, int tag) {}

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
        int instrument = -1;
        int size = -1;
        int account = -1;
        int tag = -1;
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i).strip();
            int before = switch (name.toLowerCase(Locale.ROOT)) {
                case "instrument" -> {
                    int known = instrument;
                    instrument = i;
                    yield known;
                }
                case "size" -> {
                    int known = size;
                    size = i;
                    yield known;
                }
                case "account" -> {
                    int known = account;
                    account = i;
                    yield known;
                }
                case "tag" -> {
                    int known = tag;
                    tag = i;
                    yield known;
                }
                default -> {
                    faults.add("unknown column " + Shown.text(name));
                    yield -1;
                }
            };
            if (before >= 0) {
                faults.add("column %s occurs twice".formatted(Shown.text(name)));
            }
        }
        if (instrument < 0) {
            faults.add("column \"instrument\" is missing");
        }
        if (size < 0) {
            faults.add("column \"size\" is missing");
        }
        if (!faults.isEmpty()) {
            throw new InvalidInputException(file + ":" + line, "%s; %s".formatted(String.join(", ", faults), EXPECTED));
        }
        return new Columns(header.size(), instrument, size, account, tag);
    }

    private void row(Columns columns, CSVRecord row, long line) {
        boolean complete = row.size() == columns.count();
        String account = DraftBuilder.Accounts.DEFAULT;
        if (columns.account() >= 0) {
            // With a column too many or too few, the account cannot be told, and any account may lack this row.
            if (!complete) {
                violations.add(file + ":" + line, wrongCount(columns, row));
                return;
            }
            account = row.get(columns.account()).strip();
            if (account.isEmpty()) {
                violations.add(place(line, "account"), "must not be empty");
            }
        }
        DraftBuilder draft = accounts.account(account);
        if (!complete) {
            draft.badRow(file + ":" + line, wrongCount(columns, row));
            return;
        }
        if (columns.tag() >= 0 && !row.get(columns.tag()).isBlank()) {
            tagged++;
        }
        String text = row.get(columns.size()).strip();
        Optional<BigDecimal> size = Sizes.parse(text);
        CappedViolations problems = new CappedViolations();
        if (size.isEmpty()) {
            problems.add(place(line, "size"), Sizes.problem(Shown.text(text)));
        }
        draft.row(line, accounts.name(row.get(columns.instrument()).strip()), size, this::place, problems);
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
