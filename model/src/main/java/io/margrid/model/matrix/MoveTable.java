package io.margrid.model.matrix;

import io.margrid.model.scenario.Scenario;
import io.margrid.model.scenario.ScenarioGrid;
import io.margrid.model.scenario.ScenarioTable;
import io.margrid.model.scenario.VolShock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;

/// Scenarios as venues print them: price moves, each with some volatility shocks, then single far moves with a
/// weight.
///
/// Immutable; its grid is made once, since every account of a stream asks for it.
public final class MoveTable {
    private final List<Move> moves;
    private final List<Tail> tails;
    private final ScenarioGrid grid;

    /// A price move of the standard table.
    ///
    /// @param move         relative: -0.16 is a fall of 16 %
    /// @param volatilities shocks that come with it, at least one
    public record Move(double move, List<VolShock> volatilities) {
        /// Copies the list and checks the move.
        ///
        /// @throws IllegalArgumentException naming the field and the value
        public Move {
            volatilities = List.copyOf(volatilities);
            requireMove(move);
            if (volatilities.isEmpty()) {
                throw new IllegalArgumentException("volatilities must not be empty");
            }
        }
    }

    /// A far move.
    ///
    /// @param move       relative
    /// @param volatility shock that comes with it
    /// @param weight     part of the profit or loss that counts, above 0 and at most 1
    public record Tail(double move, VolShock volatility, double weight) {
        /// Checks move and weight.
        ///
        /// @throws IllegalArgumentException naming the field and the value
        public Tail {
            requireMove(move);
            if (!(weight > 0.0 && weight <= 1.0)) {
                throw new IllegalArgumentException("weight must be above 0 and at most 1: " + weight);
            }
        }
    }

    /// A table.
    ///
    /// @param moves relative moves of the standard table, each with its volatility shocks
    /// @param tails far moves
    public MoveTable(List<Move> moves, List<Tail> tails) {
        this.moves = List.copyOf(moves);
        this.tails = List.copyOf(tails);
        this.grid = grid(this.moves, this.tails);
    }

    /// The moves of the standard table.
    ///
    /// @return in order
    public List<Move> moves() {
        return moves;
    }

    /// The far moves.
    ///
    /// @return in order
    public List<Tail> tails() {
        return tails;
    }

    private static void requireMove(double move) {
        if (!(move > -1.0 && move <= 100.0)) {
            throw new IllegalArgumentException("move must be above -1 and at most 100: " + move);
        }
    }

    /// The scenarios, in order: the moves with their volatilities, then the tails.
    ///
    /// @return the grid
    public ScenarioGrid grid() {
        return grid;
    }

    private static ScenarioGrid grid(List<Move> moves, List<Tail> tails) {
        List<Scenario> scenarios = new ArrayList<>();
        for (int m = 0; m < moves.size(); m++) {
            for (VolShock volatility : moves.get(m).volatilities()) {
                scenarios.add(new Scenario(
                        ScenarioTable.STANDARD,
                        scenarios.size() + 1,
                        m + 1,
                        moves.get(m).move(),
                        volatility));
            }
        }
        for (int t = 0; t < tails.size(); t++) {
            Tail tail = tails.get(t);
            scenarios.add(new Scenario(ScenarioTable.EXTENDED, t + 1, t + 1, tail.move(), tail.volatility()));
        }
        return new ScenarioGrid(scenarios);
    }

    /// The weight of a scenario of the [#grid].
    ///
    /// @param scenario the scenario
    /// @return 1 in the standard table
    public double weight(Scenario scenario) {
        return scenario.table() == ScenarioTable.EXTENDED
                ? tails.get(scenario.indexInTable() - 1).weight()
                : 1.0;
    }

    /// The scenario of a move with unchanged volatility.
    ///
    /// @param move a relative move of the standard table
    /// @return its place in the [#grid]; empty if there is none
    public OptionalInt unmoved(double move) {
        for (int s = 0; s < grid.size(); s++) {
            Scenario scenario = grid.get(s);
            if (scenario.table() == ScenarioTable.STANDARD
                    && scenario.volShock() == VolShock.SAME
                    && Double.compare(scenario.priceMove(), move) == 0) {
                return OptionalInt.of(s);
            }
        }
        return OptionalInt.empty();
    }

    /// Requires that tables can be used by one model: as many scenarios, with the same volatilities.
    ///
    /// @param tables the tables
    /// @throws IllegalArgumentException if two differ
    public static void requireOneShape(Collection<MoveTable> tables) {
        List<List<VolShock>> shapes =
                tables.stream().map(MoveTable::shape).distinct().toList();
        if (shapes.size() > 1) {
            throw new IllegalArgumentException(
                    "all classes must have equally many scenarios with the same volatilities: one has %s, another %s"
                            .formatted(shapes.get(0), shapes.get(1)));
        }
    }

    /// What decides whether two tables can be used by one model: how many scenarios there are, with which
    /// volatilities.
    ///
    /// @return the volatility shock of each scenario
    private List<VolShock> shape() {
        return grid.scenarios().stream().map(Scenario::volShock).toList();
    }
}
