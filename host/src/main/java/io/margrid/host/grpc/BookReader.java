package io.margrid.host.grpc;

import io.margrid.host.engine.BookDraft;
import io.margrid.host.engine.BookLine;
import io.margrid.host.engine.Places;
import io.margrid.host.engine.TermsBuilder;
import io.margrid.model.Limits;
import io.margrid.model.book.BookBuilder;
import io.margrid.model.book.PassThroughAmounts;
import io.margrid.model.decimal.ShortestDecimal;
import io.margrid.model.deribit.DeribitInstruments;
import io.margrid.model.input.Violation;
import io.margrid.model.input.Violations;
import io.margrid.model.instrument.CurrencyPair;
import io.margrid.v1.Balance;
import io.margrid.v1.Book;
import io.margrid.v1.PackedPositions;
import io.margrid.v1.Position;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/// Reads books: rows are the readable list's positions, then the packed lines.
final class BookReader {
    private static final String SIZE = "size";
    private static final String INSTRUMENT = "instrument";
    private static final String SHARED_NAMES = "header.instruments";

    private final Book book;
    private final List<String> names;
    private final String namesField;
    private final Map<String, String> unusable;
    private final Violations problems = new Violations();
    private final List<BookLine> lines = new ArrayList<>();
    private final TermsBuilder terms = new TermsBuilder();

    private BookReader(Book book, List<String> shared, Map<String, String> unusable) {
        this.book = book;
        boolean own = ownNames(book.getPacked());
        this.names = own ? book.getPacked().getInstrumentsList() : shared;
        this.namesField = own ? "book.packed.instruments" : SHARED_NAMES;
        this.unusable = unusable;
    }

    /// Reads a book.
    ///
    /// @param book     the message
    /// @param unusable quoted instruments that cannot be valued, with the reason
    /// @return the draft; its problems are what is wrong whatever the market
    /// @throws LimitExceededException if the book has too many lines or currencies
    static BookDraft read(Book book, Map<String, String> unusable) {
        return new BookReader(book, List.of(), unusable).read();
    }

    /// Reads a book of a stream.
    ///
    /// @param book     the message
    /// @param shared   names of instruments for packed lines without names of their own
    /// @param unusable quoted instruments that cannot be valued, with the reason
    /// @return the draft; its problems are what is wrong whatever the market
    /// @throws LimitExceededException if the book has too many lines or currencies
    static BookDraft read(Book book, List<String> shared, Map<String, String> unusable) {
        return new BookReader(book, shared, unusable).read();
    }

    /// Whether packed lines count in names of their own.
    static boolean ownNames(PackedPositions packed) {
        return packed.getInstrumentsCount() > 0;
    }

    /// How many lines a book brings, usable or not.
    static long lines(Book book) {
        PackedPositions packed = book.getPacked();
        return (long) book.getPositionsCount() + Math.max(packed.getInstrumentIndexCount(), packed.getSizesCount());
    }

    /// Checks names and sizes of lines that no engine will see.
    ///
    /// @param draft the draft
    /// @param known whether the market quotes an instrument
    /// @return its problems and those of its lines
    static List<Violation> check(BookDraft draft, Predicate<String> known) {
        Violations violations = new Violations();
        violations.addAll(draft.problems());
        Map<String, Optional<String>> names = new HashMap<>();
        for (BookLine line : draft.lines()) {
            BookBuilder.problem(line.size())
                    .ifPresent(p -> violations.add(draft.places().place(line.row(), SIZE), p));
            names.computeIfAbsent(line.instrument(), name -> known.test(name) ? Optional.empty() : nameProblem(name))
                    .ifPresent(problem -> violations.add(draft.places().place(line.row(), INSTRUMENT), problem));
        }
        return violations.toList();
    }

    private static Optional<String> nameProblem(String name) {
        try {
            DeribitInstruments.position(name);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private BookDraft read() {
        PackedPositions packed = book.getPacked();
        int listed = book.getPositionsCount();
        long rows = lines(book);
        if (rows > Limits.POSITIONS_PER_BOOK) {
            throw new LimitExceededException("TOO_MANY_POSITIONS", "book", "lines", Limits.POSITIONS_PER_BOOK, rows);
        }
        if (book.getPassThroughCount() > GrpcLimits.PASS_THROUGH_PER_BOOK) {
            throw new LimitExceededException(
                    "TOO_MANY_CURRENCIES",
                    "book.pass_through",
                    "currencies",
                    GrpcLimits.PASS_THROUGH_PER_BOOK,
                    book.getPassThroughCount());
        }
        Texts.nameProblem(book.getAccount()).ifPresent(problem -> problems.add("book.account", problem));
        Places places = new MessagePlaces(book, namesField);
        for (int i = 0; i < listed; i++) {
            Position position = book.getPositions(i);
            if (!position.hasSize()) {
                problems.add(places.place(i, SIZE), "is required; a size of 0 has to be sent as such");
            }
            line(i, position.getInstrument(), position.getSize(), places);
            // Most positions have none.
            if (position.hasEntryPrice() || position.hasLeverage() || position.hasExtraMargin()) {
                terms(i, position);
            }
        }
        readPacked(packed, listed, places);
        balances();
        terms.partlySaid(lines).forEach(problem -> problems.add(places.whole(), problem));
        return new BookDraft(
                book.getAccount(), lines, passThrough(), terms.build(), places, (int) rows, problems.toList());
    }

    private void terms(int row, Position position) {
        terms.position(
                        position.getInstrument(),
                        given(position.hasEntryPrice(), position.getEntryPrice()),
                        given(position.hasLeverage(), position.getLeverage()),
                        given(position.hasExtraMargin(), position.getExtraMargin()))
                .ifPresent(problem -> problems.add("book.positions[%d]".formatted(row), problem));
    }

    private static OptionalDouble given(boolean present, double value) {
        return present ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    private void balances() {
        if (book.getBalancesCount() > GrpcLimits.BALANCES_PER_BOOK) {
            throw new LimitExceededException(
                    "TOO_MANY_BALANCES",
                    "book.balances",
                    "balances",
                    GrpcLimits.BALANCES_PER_BOOK,
                    book.getBalancesCount());
        }
        for (int i = 0; i < book.getBalancesCount(); i++) {
            Balance balance = book.getBalances(i);
            String place = "book.balances[%d]".formatted(i);
            if (!balance.hasAmount()) {
                problems.add(place + ".amount", "is required; an amount of 0 has to be sent as such");
            }
            terms.balance(Texts.shorten(balance.getAsset(), GrpcLimits.CODE_LENGTH), balance.getAmount())
                    .ifPresent(problem -> problems.add(place, problem));
        }
    }

    private void readPacked(PackedPositions packed, int listed, Places places) {
        int lines = packed.getInstrumentIndexCount();
        if (lines != packed.getSizesCount()) {
            problems.add(
                    "book.packed.sizes",
                    "must have as many entries as instrument_index, %d: %d".formatted(lines, packed.getSizesCount()));
        }
        for (int k = lines; k < packed.getSizesCount(); k++) {
            size(listed + k, packed.getSizes(k), places);
        }
        for (int k = 0; k < lines; k++) {
            // A uint32 above 2^31 - 1 reads as negative.
            int index = packed.getInstrumentIndex(k);
            if (index < 0 || index >= names.size()) {
                problems.add(
                        "book.packed.instrument_index[%d]".formatted(k),
                        "must be below the number of instruments, %d: %s"
                                .formatted(names.size(), Integer.toUnsignedString(index)));
                if (k < packed.getSizesCount()) {
                    size(listed + k, packed.getSizes(k), places);
                }
            } else {
                double size = k < packed.getSizesCount() ? packed.getSizes(k) : 0.0;
                line(listed + k, names.get(index), size, places);
            }
        }
    }

    private boolean size(int row, double size, Places places) {
        boolean finite = Double.isFinite(size);
        if (!finite) {
            problems.add(places.place(row, SIZE), "must be finite: %s".formatted(size));
        }
        return finite;
    }

    private void line(int row, String instrument, double size, Places places) {
        boolean finite = size(row, size, places);
        String problem = unusable.get(instrument);
        if (instrument.length() > GrpcLimits.CODE_LENGTH) {
            problem = "an instrument's name has at most %d characters: %d"
                    .formatted(GrpcLimits.CODE_LENGTH, instrument.length());
        }
        if (problem != null) {
            problems.add(places.place(row, INSTRUMENT), problem);
        }
        // Lines with one fault go on where they can, so that the other half is checked too.
        if (problem == null) {
            lines.add(new BookLine(row, instrument, finite ? ShortestDecimal.of(size) : BigDecimal.ZERO));
        } else if (finite) {
            BookBuilder.problem(ShortestDecimal.of(size)).ifPresent(p -> problems.add(places.place(row, SIZE), p));
        }
    }

    private Map<String, PassThroughAmounts> passThrough() {
        Map<String, PassThroughAmounts> amounts = new LinkedHashMap<>();
        for (int i = 0; i < book.getPassThroughCount(); i++) {
            io.margrid.v1.PassThroughAmounts given = book.getPassThrough(i);
            String place = "book.pass_through[%d]".formatted(i);
            boolean usable = amount(place + ".mmp_margin", given.getMmpMargin());
            usable &= amount(place + ".open_orders_margin", given.getOpenOrdersMargin());
            usable &= amount(place + ".spot_margin", given.getSpotMargin());
            usable &= amount(place + ".correlation_contingency", given.getCorrelationContingency());
            String currency = given.getCurrency();
            if (!CurrencyPair.isCode(currency)) {
                problems.add(
                        place + ".currency",
                        "must be a lower-case currency code such as btc: \"%s\""
                                .formatted(Texts.shorten(currency, GrpcLimits.CODE_LENGTH)));
            } else if (amounts.containsKey(currency)) {
                problems.add(place + ".currency", "repeats an earlier entry: \"%s\"".formatted(currency));
            } else if (usable) {
                amounts.put(
                        currency,
                        new PassThroughAmounts(
                                given.getMmpMargin(),
                                given.getOpenOrdersMargin(),
                                given.getSpotMargin(),
                                given.getCorrelationContingency()));
            }
        }
        return amounts;
    }

    private boolean amount(String place, double value) {
        boolean usable = value >= 0.0 && value < Double.POSITIVE_INFINITY;
        if (!usable) {
            problems.add(place, "must be zero or more and finite: %s".formatted(value));
        }
        return usable;
    }

    /// Field paths of a book.
    ///
    /// @param book       the book
    /// @param namesField where the names are that packed lines count in
    private record MessagePlaces(Book book, String namesField) implements Places {
        @Override
        public String place(long row, String field) {
            int k = (int) row;
            int listed = book.getPositionsCount();
            if (k < listed) {
                return "book.positions[%d].%s".formatted(k, field);
            }
            return field.equals(INSTRUMENT)
                    ? "%s[%d]".formatted(namesField, book.getPacked().getInstrumentIndex(k - listed))
                    : "book.packed.sizes[%d]".formatted(k - listed);
        }

        @Override
        public String whole() {
            return "book";
        }

        @Override
        public String passThrough(String currency) {
            for (int i = 0; i < book.getPassThroughCount(); i++) {
                if (book.getPassThrough(i).getCurrency().equals(currency)) {
                    return "book.pass_through[%d].currency".formatted(i);
                }
            }
            return "book.pass_through";
        }
    }
}
