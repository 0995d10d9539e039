package io.margrid.host.engine;

import io.margrid.model.book.AccountTerms;
import io.margrid.model.book.PositionTerms;
import io.margrid.model.instrument.CurrencyPair;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// Collects what an account has beside its positions, from lines in any order. Not thread-safe.
///
/// Lines of one instrument are added up, but terms cannot be: where lines give them they must agree.
public final class TermsBuilder {
    private final Map<String, Double> balances = new HashMap<>();
    private final Map<String, PositionTerms> positions = new HashMap<>();
    private final Map<String, Integer> saying = new HashMap<>();

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
        saying.merge(instrument, 1, Integer::sum);
        PositionTerms before = positions.putIfAbsent(instrument, terms);
        return before == null || before.equals(terms)
                ? Optional.empty()
                : Optional.of("lines of %s differ in entry price, leverage or extra margin; give one line"
                        .formatted(instrument));
    }

    /// Instruments of which some lines said something and others nothing: what is agreed for a part cannot be
    /// taken for the whole.
    ///
    /// @param lines all lines of the account
    /// @return a sentence for each, in order of names
    public List<String> partlySaid(List<BookLine> lines) {
        if (positions.isEmpty()) {
            return List.of();
        }
        Map<String, Integer> all = new TreeMap<>();
        for (BookLine line : lines) {
            if (positions.containsKey(line.instrument())) {
                all.merge(line.instrument(), 1, Integer::sum);
            }
        }
        return all.entrySet().stream()
                .filter(one -> !one.getValue().equals(saying.get(one.getKey())))
                .map(one ->
                        "some lines of %s have an entry price, leverage or extra margin and others none; give one line"
                                .formatted(one.getKey()))
                .toList();
    }

    /// What was taken.
    ///
    /// @return the terms
    public AccountTerms build() {
        return balances.isEmpty() && positions.isEmpty() ? AccountTerms.NONE : new AccountTerms(balances, positions);
    }
}
