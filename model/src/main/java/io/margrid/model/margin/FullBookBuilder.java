package io.margrid.model.margin;

import io.margrid.model.Limits;
import io.margrid.model.book.PassThroughAmounts;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.instrument.OptionContract;
import io.margrid.model.revaluation.BookTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Collects accounts into a [FullBook]: begin each with [#account], then add its positions, in any order.
///
/// Positions of one instrument are added as the exact decimals that their shortest texts are, as
/// [io.margrid.model.book.BookBuilder] does. Not thread-safe.
public final class FullBookBuilder {
    private final List<Instrument> instruments;
    private final List<NettingSet> sets;
    private final List<String> currencies;

    /// Canonical index of each instrument as given.
    private final int[] canonical;

    /// Of each canonical instrument: its set, which runs it is of, its place in the order by currency, and back.
    private final int[] setOf;
    private final int[] kindOf;
    private final int[] place;
    private final int[] instrumentAt;

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

    /// Of the account under way: place and arrival of each position, so that sorting is stable, and quantities.
    private long[] keys = new long[16];
    private double[] sizes = new double[16];
    private int positions;
    private final SortedMap<String, PassThroughAmounts> amounts = new TreeMap<>();

    /// A builder for accounts that hold some instruments.
    ///
    /// @param instruments what [#position]'s indices mean, each once, in any order
    /// @throws IllegalArgumentException if an instrument repeats or there are too many
    public FullBookBuilder(List<Instrument> instruments) {
        if (instruments.size() > Limits.INSTRUMENTS) {
            throw new IllegalArgumentException(
                    "at most %d instruments: %d".formatted(Limits.INSTRUMENTS, instruments.size()));
        }
        this.instruments =
                instruments.stream().sorted(Instrument.CANONICAL_ORDER).toList();
        Map<Instrument, Integer> index = new HashMap<>();
        for (Instrument one : this.instruments) {
            if (index.put(one, index.size()) != null) {
                throw new IllegalArgumentException("instrument repeats: " + one.name());
            }
        }
        canonical = instruments.stream().mapToInt(index::get).toArray();
        List<NettingSet> byInstrument =
                this.instruments.stream().map(NettingSet::of).toList();
        sets = byInstrument.stream().distinct().toList();
        setOf = byInstrument.stream().mapToInt(sets::indexOf).toArray();
        List<List<Object>> kinds = this.instruments.stream()
                .map(one -> List.<Object>of(one instanceof OptionContract, one.expiry()))
                .toList();
        List<List<Object>> distinct = kinds.stream().distinct().toList();
        kindOf = kinds.stream().mapToInt(distinct::indexOf).toArray();
        currencies = new ArrayList<>(
                new TreeSet<>(sets.stream().map(NettingSet::settlementCurrency).toList()));
        List<Integer> order = new ArrayList<>(index.values());
        order.sort(Comparator.comparing((Integer i) -> byInstrument.get(i).settlementCurrency())
                .thenComparing(Comparator.naturalOrder()));
        instrumentAt = order.stream().mapToInt(Integer::intValue).toArray();
        place = new int[instrumentAt.length];
        for (int p = 0; p < place.length; p++) {
            place[instrumentAt[p]] = p;
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
    }

    /// Adds a position to the account.
    ///
    /// @param index index into the instruments given to the constructor
    /// @param coins base coins, long positive
    /// @throws IllegalArgumentException naming the account and the value, if the quantity is not finite or too
    ///     large or there are too many positions
    public void position(int index, double coins) {
        requireAccount();
        if (!(Math.abs(coins) <= Limits.QUANTITY_MAX)) {
            throw new IllegalArgumentException("account %s, %s: quantity must be finite and at most %s: %s"
                    .formatted(
                            accounts.getLast(),
                            instruments.get(canonical[index]).name(),
                            Limits.QUANTITY_MAX,
                            coins));
        }
        if (positions == Limits.POSITIONS_PER_BOOK) {
            throw new IllegalArgumentException(
                    "account %s: at most %d positions".formatted(accounts.getLast(), Limits.POSITIONS_PER_BOOK));
        }
        if (positions == keys.length) {
            keys = Arrays.copyOf(keys, 2 * positions);
            sizes = Arrays.copyOf(sizes, 2 * positions);
        }
        keys[positions] = (long) place[canonical[index]] << Integer.SIZE | positions;
        sizes[positions] = coins;
        positions++;
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
                instruments,
                sets,
                setOf,
                List.copyOf(currencies),
                List.copyOf(accounts),
                firstLine.toArray(),
                currency.toArray(),
                List.copyOf(passThrough),
                firstRow.toArray(),
                new BookTable(
                        instruments.size(), rowStart.toArray(), instrument.toArray(), quantity, ruleGroup.toArray()),
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
        Arrays.sort(keys, 0, positions);
        int p = 0;
        while (p < positions || !amounts.isEmpty()) {
            String code = nextCurrency(p);
            currency.add(indexOf(code));
            firstRow.add(ruleGroup.size());
            PassThroughAmounts given = amounts.remove(code);
            passThrough.add(given == null ? PassThroughAmounts.NONE : given);
            int set = -1;
            int kind = -1;
            while (p < positions && currencyAt(p).equals(code)) {
                int held = instrumentAt[placeAt(p)];
                if (setOf[held] != set) {
                    set = setOf[held];
                    rowStart.add(instrument.size());
                    ruleGroup.add(set);
                    firstRun.add(runStart.size());
                    kind = -1;
                }
                if (kindOf[held] != kind) {
                    kind = kindOf[held];
                    runStart.add(instrument.size());
                }
                int same = p + 1;
                while (same < positions && placeAt(same) == placeAt(p)) {
                    same++;
                }
                entry(held, same == p + 1 ? sizes[(int) keys[p]] : sum(p, same));
                p = same;
            }
        }
        positions = 0;
    }

    private int placeAt(int p) {
        return (int) (keys[p] >>> Integer.SIZE);
    }

    private String currencyAt(int p) {
        return sets.get(setOf[instrumentAt[placeAt(p)]]).settlementCurrency();
    }

    /// The lowest code among what is left of positions and amounts.
    private String nextCurrency(int p) {
        if (amounts.isEmpty()) {
            return currencyAt(p);
        }
        String first = amounts.firstKey();
        return p < positions && currencyAt(p).compareTo(first) < 0 ? currencyAt(p) : first;
    }

    private int indexOf(String code) {
        int known = currencies.indexOf(code);
        if (known < 0) {
            currencies.add(code);
        }
        return known < 0 ? currencies.size() - 1 : known;
    }

    private double sum(int from, int to) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int p = from; p < to; p++) {
            sum = sum.add(BigDecimal.valueOf(sizes[(int) keys[p]]));
        }
        double rounded = sum.doubleValue();
        if (Math.abs(rounded) > Limits.QUANTITY_MAX) {
            throw new IllegalArgumentException("account %s: sum of the lines of %s is too large, at most %s: %s"
                    .formatted(
                            accounts.getLast(),
                            instruments.get(instrumentAt[placeAt(from)]).name(),
                            Limits.QUANTITY_MAX,
                            sum));
        }
        return rounded;
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
