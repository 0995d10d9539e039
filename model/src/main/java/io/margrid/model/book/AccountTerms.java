package io.margrid.model.book;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// What an account has beside its positions: balances, and what it agreed for single positions. Methodologies that
/// are about requirements only do not look at it.
///
/// @param balances  amount of each asset by lower-case code, negative for a debt
/// @param positions terms by name of the instrument; absent means [PositionTerms#NONE]
public record AccountTerms(Map<String, Double> balances, Map<String, PositionTerms> positions) {
    /// Nothing beside the positions.
    public static final AccountTerms NONE = new AccountTerms(Map.of(), Map.of());

    /// Copies the maps, in order of names.
    ///
    /// @throws IllegalArgumentException if a balance is not finite
    public AccountTerms {
        balances = Collections.unmodifiableMap(new TreeMap<>(balances));
        positions = Collections.unmodifiableMap(new TreeMap<>(positions));
        balances.forEach((asset, amount) -> {
            if (!Double.isFinite(amount)) {
                throw new IllegalArgumentException("balance of %s must be finite: %s".formatted(asset, amount));
            }
        });
    }

    /// The terms of a position.
    ///
    /// @param instrument name of the instrument
    /// @return the terms
    public PositionTerms position(String instrument) {
        return positions.getOrDefault(instrument, PositionTerms.NONE);
    }
}
