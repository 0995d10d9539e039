package io.margrid.host.deribit;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.margrid.model.deribit.DeribitInstruments;
import io.margrid.model.instrument.FutureContract;
import io.margrid.model.instrument.Settlement;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads books from JSON, streaming, so that a key that stands twice in an object counts twice.
final class JsonBooks {
    /// Fields beside the positions in answers and requests of the exchange.
    private static final Set<String> BESIDE = Set.of(
            "jsonrpc", "id", "method", "testnet", "usIn", "usOut", "usDiff", "currency", "add_positions", "_meta");

    private static final String EXPECTED =
            "expected a private/get_positions answer, an object of sizes by instrument, or"
                    + " {\"accounts\": {\"NAME\": {\"INSTRUMENT\": SIZE}}}";

    private static final int INDEX_BITS = 31;

    private final String file;
    private final DraftBuilder.Accounts accounts = new DraftBuilder.Accounts();
    private final CappedViolations violations = new CappedViolations();
    private final List<Segment> segments = new ArrayList<>();
    private final Map<String, Boolean> inverseFutures = new HashMap<>();
    private boolean bareSizes;
    private boolean wrapped;
    private boolean beside;

    JsonBooks(String file) {
        this.file = file;
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
        violations.throwIfAny();
        if (accounts.isEmpty()) {
            accounts.account(DraftBuilder.Accounts.DEFAULT);
        }
        return new LoadedBooks(accounts.build(this::place), List.of());
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
                reader.skipValue();
            } else {
                positions(reader, name);
            }
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
            default -> wrongType(reader, "must be an object of sizes by instrument");
        }
    }

    private void size(JsonReader reader, Segment sizes, int number, String instrument, String account)
            throws IOException {
        DraftBuilder draft = accounts.account(account);
        Scalar value = Scalar.read(reader);
        Optional<BigDecimal> size = value.is(Scalar.Kind.NUMBER) ? Sizes.parse(value.text()) : Optional.empty();
        if (size.isEmpty()) {
            draft.badRow();
            draft.problems().add(place(reader), Sizes.problem(value.shown()));
            return;
        }
        String name = accounts.name(instrument);
        draft.line(row(number, sizes.keys().size(), false), name, size.get());
        sizes.keys().add(name);
    }

    private void rows(JsonReader reader, String account) throws IOException {
        DraftBuilder draft = accounts.account(account);
        Segment list = segment(reader);
        int number = segments.size() - 1;
        reader.beginArray();
        for (int i = 0; reader.hasNext(); i++) {
            String path = "%s %s[%d]".formatted(file, list.path(), i);
            if (reader.peek() == JsonToken.BEGIN_OBJECT) {
                PositionRow row = new PositionRow();
                row.read(reader);
                position(row, path, draft, number, i);
            } else {
                draft.badRow();
                draft.problems()
                        .add(path, "must be a position: " + Scalar.read(reader).shown());
            }
        }
        reader.endArray();
    }

    /// The fields of a position that matter.
    private static final class PositionRow {
        private @Nullable Scalar name;
        private @Nullable Scalar size;
        private @Nullable Scalar sizeCurrency;
        private @Nullable Scalar direction;

        void read(JsonReader reader) throws IOException {
            reader.beginObject();
            while (reader.hasNext()) {
                switch (reader.nextName()) {
                    case "instrument_name" -> name = present(reader);
                    case "size" -> size = present(reader);
                    case "size_currency" -> sizeCurrency = present(reader);
                    case "direction" -> direction = present(reader);
                    default -> reader.skipValue();
                }
            }
            reader.endObject();
        }

        private static @Nullable Scalar present(JsonReader reader) throws IOException {
            Scalar value = Scalar.read(reader);
            return value.is(Scalar.Kind.NULL) ? null : value;
        }
    }

    private void position(PositionRow row, String path, DraftBuilder draft, int segment, int index) {
        CappedViolations problems = new CappedViolations();
        String name = "";
        if (row.name == null) {
            problems.add(path + ".instrument_name", "is missing");
        } else if (!row.name.is(Scalar.Kind.TEXT) || row.name.text().isBlank()) {
            problems.add(path + ".instrument_name", "must be the name of an instrument: " + row.name.shown());
        } else {
            name = accounts.name(row.name.text());
        }
        boolean inCurrency = row.sizeCurrency != null;
        Optional<BigDecimal> size = number(row.size, path + ".size", problems);
        if (inCurrency) {
            Optional<BigDecimal> printed = size;
            size = number(row.sizeCurrency, path + ".size_currency", problems);
            if (printed.isPresent()
                    && size.isPresent()
                    && printed.get().signum() * size.get().signum() < 0) {
                problems.add(
                        path + ".size_currency",
                        "has the sign opposite to size: %s and %s".formatted(size.get(), printed.get()));
            }
        } else if (row.size == null) {
            problems.add(path + ".size", "is missing");
        } else if (inverseFutures.computeIfAbsent(name, JsonBooks::isInverseFuture)) {
            problems.add(
                    path + ".size_currency",
                    "is missing; the size of the inverse future %s is in USD, so its base coins are not known"
                            .formatted(name));
        }
        checkDirection(row.direction, size, path, problems);
        if (problems.isEmpty() && size.isPresent()) {
            draft.line(row(segment, index, inCurrency), name, size.get());
        } else {
            draft.badRow();
            draft.problems().addAll(problems);
        }
    }

    private static Optional<BigDecimal> number(@Nullable Scalar value, String place, CappedViolations problems) {
        if (value == null) {
            return Optional.empty();
        }
        Optional<BigDecimal> size = value.is(Scalar.Kind.NUMBER) ? Sizes.parse(value.text()) : Optional.empty();
        if (size.isEmpty()) {
            problems.add(place, Sizes.problem(value.shown()));
        }
        return size;
    }

    private static void checkDirection(
            @Nullable Scalar direction, Optional<BigDecimal> size, String path, CappedViolations problems) {
        if (direction == null) {
            return;
        }
        int sign;
        switch (direction.text()) {
            case "buy" -> sign = 1;
            case "sell" -> sign = -1;
            case "zero" -> sign = 0;
            default -> {
                problems.add(path + ".direction", "must be buy, sell or zero: " + direction.shown());
                return;
            }
        }
        if (size.isPresent() && size.get().signum() != sign) {
            problems.add(path + ".direction", "is %s, but the size is %s".formatted(direction.text(), size.get()));
        }
    }

    private static boolean isInverseFuture(String name) {
        try {
            return DeribitInstruments.parse(name) instanceof FutureContract future
                    && future.settlement() == Settlement.INVERSE;
        } catch (IllegalArgumentException _) {
            return false; // The engine tells what is wrong with the name.
        }
    }

    private void wrongType(JsonReader reader, String message) throws IOException {
        String place = place(reader);
        violations.add(
                place, "%s: %s; %s".formatted(message, Scalar.read(reader).shown(), EXPECTED));
    }

    private Segment segment(JsonReader reader) {
        Segment segment = new Segment(reader.getPath(), new ArrayList<>());
        segments.add(segment);
        return segment;
    }

    private String place(JsonReader reader) {
        return file + " " + reader.getPath();
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
            return "%s %s.%s".formatted(file, segment.path(), segment.keys().get(index));
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
