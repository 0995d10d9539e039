package io.margrid.host.grpc;

import io.margrid.host.engine.ColumnEngine;
import io.margrid.model.Limits;
import io.margrid.model.book.BookBuilder;
import io.margrid.model.book.PassThroughAmounts;
import io.margrid.model.decimal.ShortestDecimal;
import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.margin.FullBook;
import io.margrid.model.margin.FullBookBuilder;
import io.margrid.v1.Book;
import io.margrid.v1.PackedPositions;
import io.margrid.v1.Position;
import java.util.Arrays;
import java.util.List;

/// The plain ones among the books of a chunk, as columns: some lines, nothing wrong, no instrument twice.
///
/// Says no to whatever needs a word about it, so that [BookReader] and the engine have the only words. Used
/// again for every chunk. Not thread-safe.
final class PlainBooks {
    /// A decimal of 17 digits, the most that a double's shortest text has, that is no less than this has its
    /// last digit no further than 18 places behind the point.
    private static final double FEW_DIGITS_MIN = 1e-2;

    /// Room is made for so many lines at once, however many a client says that it sends.
    private static final long LINES_EXPECTED_MAX = 1 << 20;

    private final ColumnEngine engine;
    private final List<String> sharedNames;

    /// What the shared names stand for, found when they are first needed.
    private int[] shared = {};

    /// The lines of a book.
    private int[] lineNames = {};

    private double[] lineSizes = {};

    /// No books.
    ///
    /// @param engine      knows names
    /// @param sharedNames names that packed lines without names of their own count in
    PlainBooks(ColumnEngine engine, List<String> sharedNames) {
        this.engine = engine;
        this.sharedNames = sharedNames;
    }

    /// Takes the plain ones of some books.
    ///
    /// @param books  the books
    /// @param places takes the index of each plain book
    /// @return the plain books as columns
    FullBook columns(List<StreamBook> books, List<Integer> places) {
        lookUp(books);
        FullBookBuilder builder = engine.accounts();
        builder.expect((int) Math.min(
                LINES_EXPECTED_MAX, books.stream().mapToLong(StreamBook::lines).sum()));
        for (int b = 0; b < books.size(); b++) {
            boolean plain = isUsual(books.get(b))
                    && switch (books.get(b)) {
                        case PackedBook packed -> add(packed, builder);
                        case StreamBook.Whole whole -> add(whole.message(), builder);
                    };
            if (plain) {
                places.add(b);
            }
        }
        return builder.build();
    }

    /// Looks all names up, before the order of the instruments is made up.
    private void lookUp(List<StreamBook> books) {
        if (shared.length != sharedNames.size()) {
            shared = sharedNames.stream().mapToInt(this::index).toArray();
        }
        for (StreamBook book : books) {
            if (book instanceof StreamBook.Whole(Book message)) {
                for (int i = 0; i < message.getPositionsCount(); i++) {
                    index(message.getPositions(i).getInstrument());
                }
                for (int i = 0; i < message.getPacked().getInstrumentsCount(); i++) {
                    index(message.getPacked().getInstruments(i));
                }
            }
        }
    }

    /// Empty books are shown against every pair of the market, and too long ones are refused.
    private static boolean isUsual(StreamBook book) {
        return book.lines() > 0
                && book.lines() <= Limits.POSITIONS_PER_BOOK
                && Texts.nameProblem(book.account()).isEmpty();
    }

    private boolean add(PackedBook book, FullBookBuilder builder) {
        if (!book.isComplete()) {
            return false;
        }
        int count = (int) book.lines();
        if (lineNames.length < count) {
            lineNames = new int[count];
            lineSizes = new double[count];
        }
        book.lines(lineNames, lineSizes);
        builder.account(book.account());
        boolean plain = true;
        for (int k = 0; plain && k < count; k++) {
            plain = add(shared, lineNames[k], lineSizes[k], builder);
        }
        return keep(plain, builder);
    }

    private boolean add(Book book, FullBookBuilder builder) {
        // What an account has beside its positions enters no column, but may be wrong.
        if (!hasPlainAmounts(book) || book.getBalancesCount() > 0) {
            return false;
        }
        builder.account(book.getAccount());
        boolean plain = keep(addListed(book, builder) && addPacked(book, builder), builder);
        if (plain) {
            addAmounts(book, builder);
        }
        return plain;
    }

    /// Takes the account back unless it is plain and has no instrument twice.
    private static boolean keep(boolean plain, FullBookBuilder builder) {
        boolean kept = plain && !builder.repeats();
        if (!kept) {
            builder.discard();
        }
        return kept;
    }

    private boolean hasPlainAmounts(Book book) {
        int count = book.getPassThroughCount();
        // More are looked at where repeats are not sought pair by pair.
        boolean plain = count <= 8;
        for (int i = 0; plain && i < count; i++) {
            io.margrid.v1.PassThroughAmounts given = book.getPassThrough(i);
            plain = isAmount(given.getMmpMargin())
                    && isAmount(given.getOpenOrdersMargin())
                    && isAmount(given.getSpotMargin())
                    && isAmount(given.getCorrelationContingency())
                    && CurrencyPair.isCode(given.getCurrency())
                    && engine.isCurrency(given.getCurrency());
            for (int other = 0; other < i; other++) {
                plain &= !book.getPassThrough(other).getCurrency().equals(given.getCurrency());
            }
        }
        return plain;
    }

    private static boolean isAmount(double amount) {
        return amount >= 0.0 && amount < Double.POSITIVE_INFINITY;
    }

    private static void addAmounts(Book book, FullBookBuilder builder) {
        for (int i = 0; i < book.getPassThroughCount(); i++) {
            io.margrid.v1.PassThroughAmounts given = book.getPassThrough(i);
            builder.passThrough(
                    given.getCurrency(),
                    new PassThroughAmounts(
                            given.getMmpMargin(),
                            given.getOpenOrdersMargin(),
                            given.getSpotMargin(),
                            given.getCorrelationContingency()));
        }
    }

    private boolean addListed(Book book, FullBookBuilder builder) {
        boolean plain = true;
        for (int i = 0; plain && i < book.getPositionsCount(); i++) {
            Position position = book.getPositions(i);
            plain = position.hasSize()
                    && !position.hasEntryPrice()
                    && !position.hasLeverage()
                    && !position.hasExtraMargin()
                    && add(index(position.getInstrument()), position.getSize(), builder);
        }
        return plain;
    }

    private boolean addPacked(Book book, FullBookBuilder builder) {
        PackedPositions packed = book.getPacked();
        int count = packed.getInstrumentIndexCount();
        if (packed.getSizesCount() != count) {
            return false;
        }
        int[] names = BookReader.ownNames(packed) ? own(packed) : shared;
        boolean plain = true;
        for (int k = 0; plain && k < count; k++) {
            plain = add(names, packed.getInstrumentIndex(k), packed.getSizes(k), builder);
        }
        return plain;
    }

    private static boolean add(int[] names, int name, double coins, FullBookBuilder builder) {
        // A uint32 above 2^31 - 1 reads as negative.
        return name >= 0 && name < names.length && add(names[name], coins, builder);
    }

    private static boolean add(int index, double coins, FullBookBuilder builder) {
        boolean plain = index != ColumnEngine.NOT_USABLE && isSize(coins);
        if (plain) {
            builder.position(index, coins);
        }
        return plain;
    }

    private int[] own(PackedPositions packed) {
        int[] names = new int[packed.getInstrumentsCount()];
        Arrays.setAll(names, i -> index(packed.getInstruments(i)));
        return names;
    }

    private int index(String name) {
        return name.length() > GrpcLimits.CODE_LENGTH ? ColumnEngine.NOT_USABLE : engine.instrument(name);
    }

    /// What [BookBuilder#problem] finds nothing wrong with, told without a decimal for all but tiny sizes.
    static boolean isSize(double coins) {
        double size = Math.abs(coins);
        return size <= Limits.QUANTITY_MAX
                && (size >= FEW_DIGITS_MIN
                        || BookBuilder.problem(ShortestDecimal.of(coins)).isEmpty());
    }
}
