package io.margrid.model.book;

import io.margrid.model.Limits;
import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.instrument.OptionContract;
import io.margrid.model.instrument.Settlement;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Collects the lines of one account and merges repeated instruments.
///
/// Lines are summed in exact decimal arithmetic and rounded to a `double` once, so the order of lines and the way
/// a position is split over lines change no bit. Not thread-safe.
public final class BookBuilder {
    private final String account;
    private final Map<String, PassThroughAmounts> passThrough = new TreeMap<>();
    private final Map<Instrument, Integer> repeats = new TreeMap<>(Instrument.CANONICAL_ORDER);

    /// Sorted and merged when something is asked: a book has to be sorted anyway, and then repeats are neighbours.
    private final List<Line> lines = new ArrayList<>();

    private boolean merged;
    private AccountTerms terms = AccountTerms.NONE;

    /// A line, or the sum of the lines of an instrument.
    ///
    /// Beside it, what most lines are told apart by: sorting visits each many times, and would look every time at
    /// contracts all over the memory.
    ///
    /// @param pair       the instrument's
    /// @param settlement the instrument's
    /// @param second     of an option's expiry since 1970; [#NOT_PLAIN] for all but options that expire at a whole
    ///                   second
    /// @param strike     of an option
    private record Line(
            Instrument instrument,
            BigDecimal quantity,
            CurrencyPair pair,
            Settlement settlement,
            long second,
            double strike) {
        private static final long NOT_PLAIN = Long.MIN_VALUE;

        private static Line of(Instrument instrument, BigDecimal quantity) {
            long second = NOT_PLAIN;
            double strike = 0.0;
            if (instrument instanceof OptionContract option) {
                Instant expiry = option.expiresAt();
                long whole = expiry.getEpochSecond();
                second = expiry.getNano() == 0 ? whole : NOT_PLAIN;
                strike = option.strike();
            }
            return new Line(instrument, quantity, instrument.pair(), instrument.settlement(), second, strike);
        }

        private Line plus(Line other) {
            return new Line(instrument, quantity.add(other.quantity), pair, settlement, second, strike);
        }

        /// In canonical order.
        @SuppressWarnings("ReferenceEquality") // only a short cut
        private static int compare(Line a, Line b) {
            if (a.pair == b.pair && a.settlement == b.settlement && a.second != NOT_PLAIN && b.second != NOT_PLAIN) {
                int order = Long.compare(a.second, b.second);
                order = order != 0 ? order : Double.compare(a.strike, b.strike);
                if (order != 0) {
                    return order;
                }
            }
            return Instrument.CANONICAL_ORDER.compare(a.instrument, b.instrument);
        }
    }

    /// An empty book.
    ///
    /// @param account the account's name
    public BookBuilder(String account) {
        this.account = account;
    }

    /// Adds one line.
    ///
    /// @param instrument the contract
    /// @param quantity   base coins, long positive
    public void add(Instrument instrument, BigDecimal quantity) {
        // A zero such as 0e-999999999 would expand the number that it is added to.
        lines.add(Line.of(instrument, quantity.signum() == 0 ? BigDecimal.ZERO : quantity));
        merged = false;
    }

    private List<Line> merged() {
        if (!merged) {
            lines.sort(Line::compare);
            int kept = 0;
            for (int i = 1; i < lines.size(); i++) {
                Line before = lines.get(kept);
                Line line = lines.get(i);
                if (before.instrument().name().equals(line.instrument().name())) {
                    lines.set(kept, before.plus(line));
                    repeats.merge(before.instrument(), 1, Integer::sum);
                } else {
                    kept++;
                    lines.set(kept, line);
                }
            }
            if (kept + 1 < lines.size()) {
                lines.subList(kept + 1, lines.size()).clear();
            }
            merged = true;
        }
        return lines;
    }

    /// Sets the amounts of a settlement currency that no rule computes.
    ///
    /// @param currency lower-case code
    /// @param amounts  the amounts
    public void passThrough(String currency, PassThroughAmounts amounts) {
        passThrough.put(currency, amounts);
    }

    /// Sets what the account has beside its positions.
    ///
    /// @param given balances and terms
    public void terms(AccountTerms given) {
        terms = given;
    }

    /// Lines that were merged into an earlier line of the same instrument.
    ///
    /// @return how many of each instrument that has any, in canonical order
    public Map<Instrument, Integer> repeats() {
        merged();
        return Collections.unmodifiableMap(repeats);
    }

    /// Checks a quantity before it is added.
    ///
    /// @param quantity base coins
    /// @return why it cannot be added, with the value; empty if it can
    public static Optional<String> problem(BigDecimal quantity) {
        // Guards first: stripping or comparing 1e999999999 would expand it to a billion digits.
        if (quantity.signum() != 0 && (long) quantity.precision() - quantity.scale() > 13) {
            return Optional.of(tooLarge(quantity));
        }
        if (quantity.scale() > Limits.QUANTITY_SCALE_MAX
                && quantity.stripTrailingZeros().scale() > Limits.QUANTITY_SCALE_MAX) {
            return Optional.of("size has too many digits after the decimal point, at most %d: %s"
                    .formatted(Limits.QUANTITY_SCALE_MAX, quantity));
        }
        return Math.abs(quantity.doubleValue()) > Limits.QUANTITY_MAX
                ? Optional.of(tooLarge(quantity))
                : Optional.empty();
    }

    private static String tooLarge(BigDecimal quantity) {
        return "size is too large, at most %s base coins: %s".formatted(Limits.QUANTITY_MAX, quantity);
    }

    /// Checks the sums of lines, each of which may be within the limits while their sum is not.
    ///
    /// @return what is wrong, by instrument in canonical order
    public Map<Instrument, String> sumProblems() {
        Map<Instrument, String> problems = new TreeMap<>(Instrument.CANONICAL_ORDER);
        for (Line sum : merged()) {
            problem(sum.quantity())
                    .ifPresent(problem -> problems.put(
                            sum.instrument(),
                            "sum of the lines of %s: %s"
                                    .formatted(sum.instrument().name(), problem)));
        }
        return problems;
    }

    /// Ends the collection. Instruments whose lines cancel stay in the book with quantity zero.
    ///
    /// @return the book
    public Book build() {
        List<Position> positions = new ArrayList<>(merged().size());
        for (Line sum : merged()) {
            // Adding 0.0 turns the -0.0 of a "-0" line into +0.0.
            positions.add(new Position(sum.instrument(), sum.quantity().doubleValue() + 0.0));
        }
        return new Book(account, positions, passThrough, terms);
    }
}
