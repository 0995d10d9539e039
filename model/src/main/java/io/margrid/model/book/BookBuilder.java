package io.margrid.model.book;

import io.margrid.model.Limits;
import io.margrid.model.instrument.Instrument;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
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
    private final Map<Instrument, BigDecimal> quantities = new TreeMap<>(Instrument.CANONICAL_ORDER);
    private final Map<String, PassThroughAmounts> passThrough = new TreeMap<>();
    private final Map<Instrument, Integer> repeats = new TreeMap<>(Instrument.CANONICAL_ORDER);

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
        if (quantities.containsKey(instrument)) {
            repeats.merge(instrument, 1, Integer::sum);
        }
        // A zero such as 0e-999999999 would expand the number that it is added to.
        quantities.merge(instrument, quantity.signum() == 0 ? BigDecimal.ZERO : quantity, BigDecimal::add);
    }

    /// Sets the amounts of a settlement currency that no rule computes.
    ///
    /// @param currency lower-case code
    /// @param amounts  the amounts
    public void passThrough(String currency, PassThroughAmounts amounts) {
        passThrough.put(currency, amounts);
    }

    /// Lines that were merged into an earlier line of the same instrument.
    ///
    /// @return how many of each instrument that has any, in canonical order
    public Map<Instrument, Integer> repeats() {
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
        Map<Instrument, String> problems = new LinkedHashMap<>();
        quantities.forEach((instrument, sum) -> problem(sum)
                .ifPresent(problem ->
                        problems.put(instrument, "sum of the lines of %s: %s".formatted(instrument.name(), problem))));
        return problems;
    }

    /// Ends the collection. Instruments whose lines cancel stay in the book with quantity zero.
    ///
    /// @return the book
    public Book build() {
        List<Position> positions = new ArrayList<>(quantities.size());
        // Adding 0.0 turns the -0.0 of a "-0" line into +0.0.
        quantities.forEach(
                (instrument, quantity) -> positions.add(new Position(instrument, quantity.doubleValue() + 0.0)));
        return new Book(account, positions, passThrough);
    }
}
