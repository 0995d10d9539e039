package io.margrid.host.engine;

import io.margrid.model.book.AccountTerms;
import io.margrid.model.book.PositionTerms;
import io.margrid.model.instrument.CurrencyPair;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// Collects what an account has beside its positions, from lines in any order. Not thread-safe.
///
/// Lines of one instrument are added up, but terms cannot be: where lines give them they must agree.
public final class TermsBuilder {
    private final Map<String, Double> balances = new HashMap<>();
    private final Map<String, PositionTerms> positions = new HashMap<>();

    /// Takes a balance.
    ///
    /// @param asset  its code
    /// @param amount units of the asset
    /// @return why it cannot be taken, with the value; empty if it can
    public Optional<String> balance(String asset, double amount) {
        if (!CurrencyPair.isCode(asset)) {
            return Optional.of(
                    "the asset of a balance must be a lower-case code such as usdc: \"%s\"".formatted(asset));
        }
        if (!Double.isFinite(amount)) {
            return Optional.of("the balance of %s must be finite: %s".formatted(asset, amount));
        }
        return balances.putIfAbsent(asset, amount) == null
                ? Optional.empty()
                : Optional.of("the balance of %s stands here a second time".formatted(asset));
    }

    /// Takes what a line says of its position.
    ///
    /// @param instrument  name of the instrument
    /// @param entryPrice  average price that it was entered at
    /// @param leverage    notional over initial margin
    /// @param extraMargin margin added to it
    /// @return why it cannot be taken, with the value; empty if it can
    public Optional<String> position(
            String instrument, OptionalDouble entryPrice, OptionalDouble leverage, OptionalDouble extraMargin) {
        if (entryPrice.isEmpty() && leverage.isEmpty() && extraMargin.isEmpty()) {
            return Optional.empty();
        }
        PositionTerms terms;
        try {
            terms = new PositionTerms(entryPrice, leverage, extraMargin);
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
        PositionTerms before = positions.putIfAbsent(instrument, terms);
        return before == null || before.equals(terms)
                ? Optional.empty()
                : Optional.of("lines of %s differ in entry price, leverage or extra margin; give one line"
                        .formatted(instrument));
    }

    /// What was taken.
    ///
    /// @return the terms
    public AccountTerms build() {
        return balances.isEmpty() && positions.isEmpty() ? AccountTerms.NONE : new AccountTerms(balances, positions);
    }
}
