package io.margrid.model.history;

import java.time.LocalDate;
import java.util.List;

/// What all coins of a set did together.
///
/// @param day   the last day of the horizon
/// @param moves one for each coin of the set, in its order
public record DatedScenario(LocalDate day, List<CoinMove> moves) {
    /// Copies the list.
    public DatedScenario {
        moves = List.copyOf(moves);
    }
}
