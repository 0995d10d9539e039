package io.margrid.model.tims;

import io.margrid.model.matrix.CoinGrid;
import io.margrid.model.matrix.MoveTable;
import io.margrid.model.scenario.RelativeVolatilityShock;
import io.margrid.model.scenario.VolShock;
import java.util.ArrayList;
import java.util.List;

/// How far underlyings of a kind are moved, such as broad indexes or single stocks.
///
/// @param table      prices, without the current one, each with its volatilities
/// @param volatility what happens to volatility; nothing in the published rules
/// @param american   whether options are worth at least what exercise now would bring
public record PortfolioType(MoveTable table, RelativeVolatilityShock volatility, boolean american) implements CoinGrid {
    private static final int POINTS_MAX = 1_000;

    /// Volatility that stays.
    public static final RelativeVolatilityShock NO_SHOCK =
            new RelativeVolatilityShock(0.0, 0.0, 0.0, 0.0, 1.0, false, 0.0, RelativeVolatilityShock.FloorOn.RESULT);

    /// Equidistant prices: the published form is five a side.
    ///
    /// @param down         lowest price, as a part of the current one to take off, above 0 and below 1
    /// @param up           highest price, as a part of the current one to add, above 0
    /// @param points       prices on either side, 1 or more
    /// @param volatilities what comes with each price, at least one
    /// @return prices from the lowest to the highest
    /// @throws IllegalArgumentException naming the field and the value
    public static MoveTable table(double down, double up, int points, List<VolShock> volatilities) {
        if (!(down > 0.0 && down < 1.0)) {
            throw new IllegalArgumentException("down must be above 0 and below 1: " + down);
        }
        if (!(up > 0.0 && up <= 100.0)) {
            throw new IllegalArgumentException("up must be above 0 and at most 100: " + up);
        }
        if (points < 1 || points > POINTS_MAX) {
            throw new IllegalArgumentException("points must be 1 to %d: %d".formatted(POINTS_MAX, points));
        }
        List<MoveTable.Move> moves = new ArrayList<>();
        for (int k = points; k >= 1; k--) {
            moves.add(new MoveTable.Move(-(down * k / points), volatilities));
        }
        for (int k = 1; k <= points; k++) {
            moves.add(new MoveTable.Move(up * k / points, volatilities));
        }
        return new MoveTable(moves, List.of());
    }
}
