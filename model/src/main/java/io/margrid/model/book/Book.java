package io.margrid.model.book;

import io.margrid.model.instrument.Instrument;
import java.util.Collections;
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
/// @param terms       balances, and what was agreed for single positions
public record Book(
        String account, List<Position> positions, Map<String, PassThroughAmounts> passThrough, AccountTerms terms) {
    /// Copies the lists and checks the order.
    ///
    /// @throws IllegalArgumentException if positions are out of order or repeat an instrument
    public Book {
        positions = List.copyOf(positions);
        passThrough = Collections.unmodifiableMap(new TreeMap<>(passThrough));
        for (int i = 1; i < positions.size(); i++) {
            Instrument before = positions.get(i - 1).instrument();
            if (Instrument.CANONICAL_ORDER.compare(before, positions.get(i).instrument()) >= 0) {
                throw new IllegalArgumentException(
                        "positions[%d] is out of canonical order or repeats an instrument: %s"
                                .formatted(i, positions.get(i).instrument()));
            }
        }
    }

    /// A book of positions and nothing beside them.
    ///
    /// @param account     the account's name
    /// @param positions   one per instrument, in [Instrument#CANONICAL_ORDER]
    /// @param passThrough by lower-case settlement currency
    public Book(String account, List<Position> positions, Map<String, PassThroughAmounts> passThrough) {
        this(account, positions, passThrough, AccountTerms.NONE);
    }

    /// The pass-through amounts of a currency.
    ///
    /// @param currency lower-case code
    /// @return the amounts, [PassThroughAmounts#NONE] if there are none
    public PassThroughAmounts passThrough(String currency) {
        return passThrough.getOrDefault(currency, PassThroughAmounts.NONE);
    }
}
