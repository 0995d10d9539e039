package io.margrid.model.margin;

import io.margrid.model.Limits;
import io.margrid.model.book.PassThroughAmounts;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.revaluation.BookTable;
import io.margrid.model.revaluation.EntryRuns;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Collects accounts into a [FullBook]: begin each with [#account], then add its positions, in any order.
///
/// Positions of one instrument are added as the exact decimals that their shortest texts are, as
/// [io.margrid.model.book.BookBuilder] does. Not thread-safe.
public final class FullBookBuilder {
    /// Behind every currency's code, of which none has this character.
    private static final String AFTER_ALL_CODES = "\uffff";

    private final FullBookInstruments instruments;
    private final List<String> currencies;

    private final List<String> accounts = new ArrayList<>();
    private boolean open;
    private final List<PassThroughAmounts> passThrough = new ArrayList<>();
    private final IntColumn firstLine = new IntColumn();
    private final IntColumn currency = new IntColumn();
    private final IntColumn firstRow = new IntColumn();
    private final IntColumn rowStart = new IntColumn();
    private final IntColumn ruleGroup = new IntColumn();
    private final IntColumn firstRun = new IntColumn();
    private final IntColumn runStart = new IntColumn();
    private final IntColumn runKind = new IntColumn();
    private int[] instrument = new int[16];
    private double[] quantity = new double[16];
    private int entries;

    /// Of the account under way, by place, which sorts without comparing: a bit for each place that is held,
    /// and the quantity there.
    private final long[] held;

    private final double[] sizeAt;
    private int positions;

    /// Sums of what is held more than once, by place.
    private final SortedMap<Integer, BigDecimal> sums = new TreeMap<>();

    private final SortedMap<String, PassThroughAmounts> amounts = new TreeMap<>();

    private final int[] places;
    private final int[] instrumentAt;
    private final int[] kindAt;

    /// A builder for accounts that hold some instruments.
    ///
    /// @param instruments what [#position]'s indices mean, each once, in any order
    /// @throws IllegalArgumentException if an instrument repeats or there are too many
    public FullBookBuilder(List<Instrument> instruments) {
        this(new FullBookInstruments(instruments));
    }

    /// A builder for accounts that hold some instruments.
    ///
    /// @param instruments what [#position]'s indices mean: the order in which they were given
    public FullBookBuilder(FullBookInstruments instruments) {
        this.instruments = instruments;
        currencies = new ArrayList<>(instruments.currencies());
        places = instruments.placesUnsafe();
        instrumentAt = instruments.instrumentAtUnsafe();
        kindAt = instruments.kindAtUnsafe();
        held = new long[(places.length + Long.SIZE - 1) / Long.SIZE];
        sizeAt = new double[places.length];
    }

    /// Makes room, so that the columns need not grow.
    ///
    /// @param more how many more positions are expected, of all accounts
    public void expect(int more) {
        int wanted = Math.addExact(entries, more);
        if (wanted > quantity.length) {
            instrument = Arrays.copyOf(instrument, wanted);
            quantity = Arrays.copyOf(quantity, wanted);
        }
    }

    /// Begins an account.
    ///
    /// @param name the account's name
    /// @throws IllegalArgumentException if there are too many accounts
    public void account(String name) {
        end();
        if (accounts.size() == Limits.BOOKS_PER_CALL) {
            throw new IllegalArgumentException("at most %d accounts".formatted(Limits.BOOKS_PER_CALL));
        }
        accounts.add(name);
        open = true;
    }

    /// Adds a position to the account.
    ///
    /// @param index index into the instruments given to the constructor
    /// @param coins base coins, long positive
    /// @throws IllegalArgumentException naming the account and the value, if the quantity is not finite or too
    ///     large or there are too many positions
    public void position(int index, double coins) {
        int place = places[index];
        if (!(Math.abs(coins) <= Limits.QUANTITY_MAX) || positions == Limits.POSITIONS_PER_BOOK || !open) {
            refuse(place, coins);
        }
        positions++;
        long bit = 1L << place;
        long word = held[place / Long.SIZE];
        if ((word & bit) == 0L) {
            held[place / Long.SIZE] = word | bit;
            sizeAt[place] = coins;
        } else {
            BigDecimal sum = sums.computeIfAbsent(place, p -> BigDecimal.ZERO.add(BigDecimal.valueOf(sizeAt[p])));
            sums.put(place, sum.add(BigDecimal.valueOf(coins)));
        }
    }

    private void refuse(int place, double coins) {
        requireAccount();
        if (positions == Limits.POSITIONS_PER_BOOK) {
            throw new IllegalArgumentException(
                    "account %s: at most %d positions".formatted(accounts.getLast(), Limits.POSITIONS_PER_BOOK));
        }
        throw new IllegalArgumentException("account %s, %s: quantity must be finite and at most %s: %s"
                .formatted(accounts.getLast(), name(place), Limits.QUANTITY_MAX, coins));
    }

    /// Whether the account holds an instrument in more than one position.
    ///
    /// @return false for an account without positions
    public boolean repeats() {
        return !sums.isEmpty();
    }

    /// Takes the account under way back, as if it had not been begun.
    ///
    /// @throws IllegalArgumentException if none is under way
    public void discard() {
        requireAccount();
        accounts.removeLast();
        Arrays.fill(held, 0L);
        sums.clear();
        amounts.clear();
        positions = 0;
        open = false;
    }

    /// Sets the account's amounts of a settlement currency that no rule computes.
    ///
    /// @param code  lower-case code
    /// @param given the amounts
    public void passThrough(String code, PassThroughAmounts given) {
        requireAccount();
        amounts.put(code, given);
    }

    /// Ends the collection.
    ///
    /// @return the columns
    public FullBook build() {
        end();
        firstLine.add(currency.size());
        firstRow.add(ruleGroup.size());
        rowStart.add(entries);
        firstRun.add(runStart.size());
        runStart.add(entries);
        BookTable table = new BookTable(
                instruments.instruments().size(), rowStart.toArray(), instrument, quantity, ruleGroup.toArray());
        return new FullBook(
                instruments.instruments(),
                instruments.sets(),
                instruments.setOfUnsafe(),
                List.copyOf(currencies),
                List.copyOf(accounts),
                firstLine.toArray(),
                currency.toArray(),
                List.copyOf(passThrough),
                firstRow.toArray(),
                table,
                instruments.kinds(),
                new EntryRuns(table, firstRun.toArray(), runStart.toArray()),
                runKind.toArray());
    }

    private void requireAccount() {
        if (!open) {
            throw new IllegalArgumentException("begin an account first");
        }
    }

    /// Moves the account under way into the columns.
    private void end() {
        if (!open) {
            return;
        }
        open = false;
        firstLine.add(currency.size());
        if (!sums.isEmpty()) {
            takeSums();
        }
        if (quantity.length - entries < positions) {
            expect(Math.max(IntColumn.longer(quantity.length) - entries, positions));
        }
        int kind = -1;
        for (int word = 0; word < held.length; word++) {
            long bits = held[word];
            held[word] = 0L;
            for (; bits != 0L; bits &= bits - 1L) {
                int place = word * Long.SIZE + Long.numberOfTrailingZeros(bits);
                if (kindAt[place] != kind) {
                    begin(place, kind);
                    kind = kindAt[place];
                }
                instrument[entries] = instrumentAt[place];
                // Adding 0.0 turns -0.0 into +0.0.
                quantity[entries] = sizeAt[place] + 0.0;
                entries++;
            }
        }
        amountsBefore(AFTER_ALL_CODES);
        positions = 0;
    }

    /// Begins a run of the account, and with it a row and a line if these are other ones than the last run's.
    ///
    /// @param place where the run begins
    /// @param last  kind of the run before; -1 if there is none
    private void begin(int place, int last) {
        int set = instruments.setOfUnsafe()[instrumentAt[place]];
        int before = last < 0 ? -1 : ruleGroup.last();
        if (set != before) {
            int code = instruments.currency(set);
            if (before < 0 || code != instruments.currency(before)) {
                amountsBefore(currencies.get(code));
                line(code, amounts.remove(currencies.get(code)));
            }
            rowStart.add(entries);
            ruleGroup.add(set);
            firstRun.add(runStart.size());
        }
        runStart.add(entries);
        runKind.add(kindAt[place]);
    }

    /// Lines of currencies in which the account has amounts and no position.
    ///
    /// @param code the code before which they come
    private void amountsBefore(String code) {
        while (!amounts.isEmpty() && amounts.firstKey().compareTo(code) < 0) {
            String first = amounts.firstKey();
            line(indexOf(first), amounts.remove(first));
        }
    }

    private void line(int code, @Nullable PassThroughAmounts given) {
        currency.add(code);
        firstRow.add(ruleGroup.size());
        passThrough.add(given == null ? PassThroughAmounts.NONE : given);
    }

    private int indexOf(String code) {
        int known = currencies.indexOf(code);
        if (known < 0) {
            currencies.add(code);
        }
        return known < 0 ? currencies.size() - 1 : known;
    }

    /// Puts the sums of what is held more than once in place of what came first.
    private void takeSums() {
        sums.forEach((place, sum) -> {
            double rounded = sum.doubleValue();
            if (Math.abs(rounded) > Limits.QUANTITY_MAX) {
                throw new IllegalArgumentException("account %s: sum of the lines of %s is too large, at most %s: %s"
                        .formatted(accounts.getLast(), name(place), Limits.QUANTITY_MAX, sum));
            }
            sizeAt[place] = rounded;
        });
        sums.clear();
    }

    private String name(int place) {
        return instruments.instruments().get(instrumentAt[place]).name();
    }
}
