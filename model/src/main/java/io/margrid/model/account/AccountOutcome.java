package io.margrid.model.account;

import io.margrid.model.margin.AccountFigure;
import java.util.List;
import java.util.OptionalDouble;

/// What a methodology without scenarios makes of one account.
///
/// @param initial     initial margin, USD, zero or more
/// @param maintenance maintenance margin, USD, zero or more
/// @param amounts     amount of each part, USD, in the order of [AccountRules#parts]
/// @param equity      what the methodology holds against the margins, USD; empty if the book has no balances
/// @param positions   one for each position, in order
/// @param figures     what the methodology says beside equity and its ratios
/// @param notes       what a reader should know
public record AccountOutcome(
        double initial,
        double maintenance,
        List<Double> amounts,
        OptionalDouble equity,
        List<PositionOutcome> positions,
        List<AccountFigure> figures,
        List<String> notes) {
    /// Copies the lists.
    public AccountOutcome {
        amounts = List.copyOf(amounts);
        positions = List.copyOf(positions);
        figures = List.copyOf(figures);
        notes = List.copyOf(notes);
    }
}
