package io.margrid.host.deribit;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.margrid.model.instrument.Instrument;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/// Reads books from JSON, streaming, so that a key that stands twice in an object counts twice.
final class JsonBooks {
    /// Fields beside the positions in answers and requests of the exchange.
    private static final Set<String> BESIDE =
            Set.of("jsonrpc", "id", "method", "testnet", "usIn", "usOut", "usDiff", "currency", "_meta");

    private static final String EXPECTED =
            "expected a private/get_positions answer, an object of sizes by instrument, or"
                    + " {\"accounts\": {\"NAME\": {\"INSTRUMENT\": SIZE}}}";

    private static final int INDEX_BITS = 31;

    private final String file;
    private final DraftBuilder.Accounts accounts;
    private final CappedViolations violations = new CappedViolations();
    private final List<Segment> segments = new ArrayList<>();
    private boolean bareSizes;
    private boolean wrapped;
    private boolean beside;
    private long zeros;

    JsonBooks(String file, Function<String, Optional<Instrument>> contracts) {
        this.file = file;
        this.accounts = new DraftBuilder.Accounts(contracts);
    }

    /// A list of rows or an object of sizes.
    ///
    /// @param path where it stands
    /// @param keys the keys of an object, in order; empty for a list
    private record Segment(String path, List<String> keys) {}

    void document(JsonReader reader) throws IOException {
        if (reader.peek() == JsonToken.BEGIN_ARRAY) {
            wrapped = true;
            rows(reader, DraftBuilder.Accounts.DEFAULT);
        } else {
            top(reader);
        }
    }

    LoadedBooks build() {
        if (bareSizes && wrapped) {
            violations.add(file, "holds sizes by instrument beside other positions; " + EXPECTED);
        }
        if (beside && !bareSizes && !wrapped && violations.isEmpty()) {
            violations.add(file, "holds no positions; " + EXPECTED);
        }
        if (accounts.isEmpty()) {
            accounts.account(DraftBuilder.Accounts.DEFAULT);
        }
        List<String> notes = zeros == 0
                ? List.of()
                : List.of("%s: %s of size 0 left out".formatted(file, Shown.count(zeros, "position")));
        return new LoadedBooks(accounts.build(this::place), notes, violations.toList());
    }

    /// The outermost object or the parameters of a request: what is known by its key, else sizes by instrument.
    private void top(JsonReader reader) throws IOException {
        Segment sizes = segment(reader);
        int number = segments.size() - 1;
        reader.beginObject();
        while (reader.hasNext()) {
            String key = reader.nextName();
            switch (key) {
                case "result" -> {
                    wrapped = true;
                    if (reader.peek() == JsonToken.BEGIN_ARRAY) {
                        rows(reader, DraftBuilder.Accounts.DEFAULT);
                    } else {
                        wrongType(reader, "must be a list of positions");
                    }
                }
                case "params" -> {
                    beside = true;
                    if (reader.peek() == JsonToken.BEGIN_OBJECT) {
                        top(reader);
                    } else {
                        wrongType(reader, "must be an object");
                    }
                }
                case "simulated_positions", "positions" -> {
                    wrapped = true;
                    positions(reader, DraftBuilder.Accounts.DEFAULT);
                }
                case "accounts" -> {
                    wrapped = true;
                    accounts(reader);
                }
                case "add_positions" -> {
                    beside = true;
                    Scalar value = Scalar.read(reader);
                    if (value.text().equals("true")) {
                        violations.add(
                                place(reader),
                                "true means: and the account's own positions, which this file does not hold; add them"
                                        + " to the file and say false");
                    }
                }
                case "error" -> {
                    String error = ErrorAnswer.read(reader);
                    if (!error.isEmpty()) {
                        wrapped = true;
                        violations.add(file, error);
                    }
                }
                default -> {
                    if (BESIDE.contains(key)) {
                        beside = true;
                        reader.skipValue();
                    } else {
                        bareSizes = true;
                        size(reader, sizes, number, key, DraftBuilder.Accounts.DEFAULT);
                    }
                }
            }
        }
        reader.endObject();
    }

    private void accounts(JsonReader reader) throws IOException {
        if (reader.peek() != JsonToken.BEGIN_OBJECT) {
            wrongType(reader, "must be an object of accounts by name");
            return;
        }
        reader.beginObject();
        while (reader.hasNext()) {
            String name = reader.nextName().strip();
            if (name.isEmpty()) {
                violations.add(place(reader), "the name of an account must not be empty");
            }
            positions(reader, name);
        }
        reader.endObject();
    }

    /// Sizes by instrument, or rows as of `private/get_positions`.
    private void positions(JsonReader reader, String account) throws IOException {
        switch (reader.peek()) {
            case BEGIN_ARRAY -> rows(reader, account);
            case BEGIN_OBJECT -> {
                accounts.account(account);
                Segment sizes = segment(reader);
                int number = segments.size() - 1;
                reader.beginObject();
                while (reader.hasNext()) {
                    size(reader, sizes, number, reader.nextName(), account);
                }
                reader.endObject();
            }
            default -> {
                String place = place(reader);
                accounts.account(account)
                        .problem(
                                place,
                                "must be an object of sizes by instrument: %s; %s"
                                        .formatted(Scalar.read(reader).shown(), EXPECTED));
            }
        }
    }

    private void size(JsonReader reader, Segment sizes, int number, String instrument, String account)
            throws IOException {
        Scalar value = Scalar.read(reader);
        DraftBuilder.Name name = accounts.name(instrument);
        long row = row(number, sizes.keys().size(), false);
        sizes.keys().add(name.text());
        CappedViolations problems = new CappedViolations();
        Optional<BigDecimal> size = number(value, () -> place(row, "size"), problems);
        accounts.account(account).row(row, name, size, this::place, problems);
    }

    private void rows(JsonReader reader, String account) throws IOException {
        DraftBuilder draft = accounts.account(account);
        Segment list = segment(reader);
        int number = segments.size() - 1;
        reader.beginArray();
        for (int i = 0; reader.hasNext(); i++) {
            String path = "%s %s[%d]".formatted(file, list.path(), i);
            if (reader.peek() == JsonToken.BEGIN_OBJECT) {
                position(new PositionRow(path, reader), draft, number, i);
            } else {
                draft.badRow(path, "must be a position: " + Scalar.read(reader).shown());
            }
        }
        reader.endArray();
    }

    private void position(PositionRow row, DraftBuilder draft, int segment, int index) {
        if (row.isZero()) {
            zeros++;
            draft.emptyRow();
            return;
        }
        long number = row(segment, index, row.inCurrency());
        DraftBuilder.Name name = row.name(accounts);
        OptionalDouble entryPrice = row.entryPrice();
        draft.row(number, name, row.size(name.instrument()), this::place, row.problems());
        draft.terms(row.path(), name, entryPrice, OptionalDouble.empty(), OptionalDouble.empty());
    }

    private static Optional<BigDecimal> number(Scalar value, Supplier<String> place, CappedViolations problems) {
        Optional<BigDecimal> size = value.is(Scalar.Kind.NUMBER) ? Sizes.parse(value.text()) : Optional.empty();
        if (size.isEmpty()) {
            problems.add(place.get(), Sizes.problem(value.shown()));
        }
        return size;
    }

    private void wrongType(JsonReader reader, String message) throws IOException {
        String place = place(reader);
        violations.add(
                place, "%s: %s; %s".formatted(message, Scalar.read(reader).shown(), EXPECTED));
    }

    private Segment segment(JsonReader reader) {
        Segment segment = new Segment(Shown.path(reader), new ArrayList<>());
        segments.add(segment);
        return segment;
    }

    private String place(JsonReader reader) {
        return file + " " + Shown.path(reader);
    }

    /// A line's row: the number of its segment, whether its size stands in `size_currency`, its index in the
    /// segment.
    private static long row(int segment, int index, boolean inCurrency) {
        return ((long) segment << (INDEX_BITS + 1)) | (inCurrency ? 1L << INDEX_BITS : 0L) | index;
    }

    private String place(long row, String field) {
        Segment segment = segments.get((int) (row >>> (INDEX_BITS + 1)));
        int index = (int) (row & ((1L << INDEX_BITS) - 1));
        if (!segment.keys().isEmpty()) {
            return file + " " + Shown.path(segment.path() + "." + segment.keys().get(index));
        }
        boolean inCurrency = (row >>> INDEX_BITS & 1L) == 1L;
        String name = switch (field) {
            case "instrument" -> "instrument_name";
            case "size" -> inCurrency ? "size_currency" : "size";
            default -> field;
        };
        return "%s %s[%d].%s".formatted(file, segment.path(), index, name);
    }
}
