package io.margrid.model.matrix;

import io.margrid.model.scenario.RelativeVolatilityShock;

/// What every class of coins of a methodology has: scenarios.
public interface CoinGrid {
    /// Price moves and tails.
    ///
    /// @return the table
    MoveTable table();

    /// What happens to volatility.
    ///
    /// @return the shock
    RelativeVolatilityShock volatility();
}
