package io.margrid.model.margin;

import io.margrid.model.Limits;
import io.margrid.model.book.PassThroughAmounts;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.revaluation.BookTable;
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
    private final List<PassThroughAmounts> passThrough = new ArrayList<>();
    private final IntColumn firstLine = new IntColumn();
    private final IntColumn currency = new IntColumn();
    private final IntColumn firstRow = new IntColumn();
    private final IntColumn rowStart = new IntColumn();
    private final IntColumn ruleGroup = new IntColumn();
    private final IntColumn firstRun = new IntColumn();
    private final IntColumn runStart = new IntColumn();
    private final IntColumn instrument = new IntColumn();
    private double[] quantity = new double[16];

    /// Of the account under way: place and quantity of each position, in order of arrival.
    private int[] places = new int[16];

    private double[] sizes = new double[16];
    private int positions;
    private final SortedMap<String, PassThroughAmounts> amounts = new TreeMap<>();

    /// The same by place, which sorts without comparing: a bit for each place that is held, one for each that is
    /// held more than once, and the quantity there.
    private final long[] held;

    private final long[] repeated;
    private final double[] sizeAt;
    private boolean repeats;

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
        int places = instruments.instruments().size();
        held = new long[(places + Long.SIZE - 1) / Long.SIZE];
        repeated = new long[held.length];
        sizeAt = new double[places];
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
    }

    /// Adds a position to the account.
    ///
    /// @param index index into the instruments given to the constructor
    /// @param coins base coins, long positive
    /// @throws IllegalArgumentException naming the account and the value, if the quantity is not finite or too
    ///     large or there are too many positions
    public void position(int index, double coins) {
        requireAccount();
        int place = instruments.place(index);
        if (!(Math.abs(coins) <= Limits.QUANTITY_MAX)) {
            throw new IllegalArgumentException("account %s, %s: quantity must be finite and at most %s: %s"
                    .formatted(accounts.getLast(), name(place), Limits.QUANTITY_MAX, coins));
        }
        if (positions == Limits.POSITIONS_PER_BOOK) {
            throw new IllegalArgumentException(
                    "account %s: at most %d positions".formatted(accounts.getLast(), Limits.POSITIONS_PER_BOOK));
        }
        if (positions == places.length) {
            places = Arrays.copyOf(places, 2 * positions);
            sizes = Arrays.copyOf(sizes, 2 * positions);
        }
        places[positions] = place;
        sizes[positions] = coins;
        positions++;
        int word = place / Long.SIZE;
        long bit = 1L << place;
        if ((held[word] & bit) != 0L) {
            repeated[word] |= bit;
            repeats = true;
        }
        held[word] |= bit;
        sizeAt[place] = coins;
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
        rowStart.add(instrument.size());
        firstRun.add(runStart.size());
        runStart.add(instrument.size());
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
                new BookTable(
                        instruments.instruments().size(),
                        rowStart.toArray(),
                        instrument.toArray(),
                        quantity,
                        ruleGroup.toArray()),
                firstRun.toArray(),
                runStart.toArray());
    }

    private void requireAccount() {
        if (accounts.isEmpty()) {
            throw new IllegalArgumentException("begin an account first");
        }
    }

    /// Moves the account under way into the columns.
    private void end() {
        if (accounts.isEmpty()) {
            return;
        }
        firstLine.add(currency.size());
        if (repeats) {
            addRepeats();
        }
        int line = -1;
        int set = -1;
        int kind = -1;
        for (int word = 0; word < held.length; word++) {
            long bits = held[word];
            held[word] = 0L;
            for (; bits != 0L; bits &= bits - 1L) {
                int place = word * Long.SIZE + Long.numberOfTrailingZeros(bits);
                int one = instruments.at(place);
                if (instruments.set(one) != set) {
                    set = instruments.set(one);
                    if (instruments.currency(set) != line) {
                        line = instruments.currency(set);
                        amountsBefore(currencies.get(line));
                        line(line, amounts.remove(currencies.get(line)));
                    }
                    rowStart.add(instrument.size());
                    ruleGroup.add(set);
                    firstRun.add(runStart.size());
                    kind = -1;
                }
                if (instruments.kind(one) != kind) {
                    kind = instruments.kind(one);
                    runStart.add(instrument.size());
                }
                entry(one, sizeAt[place]);
            }
        }
        amountsBefore(AFTER_ALL_CODES);
        positions = 0;
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

    /// Puts the sums of what is held more than once in place of what came last.
    private void addRepeats() {
        SortedMap<Integer, BigDecimal> sums = new TreeMap<>();
        for (int p = 0; p < positions; p++) {
            if ((repeated[places[p] / Long.SIZE] & 1L << places[p]) != 0L) {
                sums.merge(places[p], BigDecimal.valueOf(sizes[p]), BigDecimal::add);
            }
        }
        sums.forEach((place, sum) -> {
            double rounded = sum.doubleValue();
            if (Math.abs(rounded) > Limits.QUANTITY_MAX) {
                throw new IllegalArgumentException("account %s: sum of the lines of %s is too large, at most %s: %s"
                        .formatted(accounts.getLast(), name(place), Limits.QUANTITY_MAX, sum));
            }
            sizeAt[place] = rounded;
        });
        Arrays.fill(repeated, 0L);
        repeats = false;
    }

    private String name(int place) {
        return instruments.instruments().get(instruments.at(place)).name();
    }

    private void entry(int held, double coins) {
        if (instrument.size() == quantity.length) {
            quantity = Arrays.copyOf(quantity, IntColumn.longer(quantity.length));
        }
        // Adding 0.0 turns -0.0 into +0.0.
        quantity[instrument.size()] = coins + 0.0;
        instrument.add(held);
    }
}
