package io.margrid.model.book;

import io.margrid.model.instrument.Instrument;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One account's positions: each instrument once, in canonical order, with the amounts that no rule computes.
///
/// Make one with [BookBuilder], which merges repeated instruments exactly.
///
/// @param account     the account's name, shown in answers
/// @param positions   one per instrument, in [Instrument#CANONICAL_ORDER]
/// @param passThrough by lower-case settlement currency; absent means none
public record Book(String account, List<Position> positions, Map<String, PassThroughAmounts> passThrough) {
    private static final Comparator<Position> ORDER =
            Comparator.comparing(Position::instrument, Instrument.CANONICAL_ORDER);

    /// Copies the lists and checks the order.
    ///
    /// @throws IllegalArgumentException if positions are out of order or repeat an instrument
    public Book {
        positions = List.copyOf(positions);
        passThrough = java.util.Collections.unmodifiableMap(new TreeMap<>(passThrough));
        for (int i = 1; i < positions.size(); i++) {
            if (ORDER.compare(positions.get(i - 1), positions.get(i)) >= 0) {
                throw new IllegalArgumentException(
                        "positions[%d] is out of canonical order or repeats an instrument: %s"
                                .formatted(i, positions.get(i).instrument()));
            }
        }
    }

    /// The pass-through amounts of a currency.
    ///
    /// @param currency lower-case code
    /// @return the amounts, [PassThroughAmounts#NONE] if there are none
    public PassThroughAmounts passThrough(String currency) {
        return passThrough.getOrDefault(currency, PassThroughAmounts.NONE);
    }
}
