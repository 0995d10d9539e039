package io.margrid.model.span;

import io.margrid.model.scenario.Scenario;
import io.margrid.model.scenario.ScenarioGrid;
import io.margrid.model.scenario.ScenarioTable;
import io.margrid.model.scenario.VolShock;
import java.util.ArrayList;
import java.util.List;

/// The sixteen scenarios: seven prices in thirds of the price scan range, each with volatility up and down, and
/// two extreme moves with volatility unchanged of which only a part counts.
///
/// @param extremeMultiple extreme moves in price scan ranges, 1 or more
/// @param cover           part of the profit or loss of an extreme move that counts, above 0 and at most 1
public record SpanScenarios(double extremeMultiple, double cover) {
    /// The number of scenarios.
    public static final int COUNT = 16;

    /// Prices in thirds of the range, in the order of the scenarios: one for each pair of them.
    private static final int[] THIRDS = {0, 1, -1, 2, -2, 3, -3};

    private static final double MULTIPLE_MAX = 10.0;

    /// Checks the figures.
    ///
    /// @throws IllegalArgumentException naming the field and the value
    public SpanScenarios {
        if (!(extremeMultiple >= 1.0 && extremeMultiple <= MULTIPLE_MAX)) {
            throw new IllegalArgumentException("extreme_multiple must be 1 to 10: " + extremeMultiple);
        }
        if (!(cover > 0.0 && cover <= 1.0)) {
            throw new IllegalArgumentException("extreme_cover must be above 0 and at most 1: " + cover);
        }
    }

    /// The scenarios for people, in vector order.
    ///
    /// @param range price scan range as a part of the price; 0 where it is not known
    /// @return sixteen scenarios; moves of all the price or more are shown as just below it
    public ScenarioGrid grid(double range) {
        List<Scenario> scenarios = new ArrayList<>(COUNT);
        for (int p = 0; p < THIRDS.length; p++) {
            for (VolShock volatility : List.of(VolShock.UP, VolShock.DOWN)) {
                scenarios.add(new Scenario(
                        ScenarioTable.STANDARD,
                        scenarios.size() + 1,
                        p + 1,
                        shown(THIRDS[p] / 3.0 * range),
                        volatility));
            }
        }
        scenarios.add(new Scenario(ScenarioTable.EXTENDED, 1, 1, shown(extremeMultiple * range), VolShock.SAME));
        scenarios.add(new Scenario(ScenarioTable.EXTENDED, 2, 2, shown(-extremeMultiple * range), VolShock.SAME));
        return new ScenarioGrid(scenarios);
    }

    /// A commodity without positions may have a price below its range: no instrument is moved by what is shown.
    private static double shown(double move) {
        return Math.max(move, Math.nextUp(-1.0));
    }

    /// The price move of a scenario.
    ///
    /// @param scenario one of a [#grid]
    /// @return in price scan ranges
    public double move(Scenario scenario) {
        if (scenario.table() == ScenarioTable.STANDARD) {
            return THIRDS[scenario.bucket() - 1] / 3.0;
        }
        return scenario.bucket() == 1 ? extremeMultiple : -extremeMultiple;
    }

    /// The part of a scenario's profit or loss that counts.
    ///
    /// @param scenario one of a [#grid]
    /// @return 1 but for extreme moves
    public double weight(Scenario scenario) {
        return scenario.table() == ScenarioTable.STANDARD ? 1.0 : cover;
    }

    /// The scenario of the same price with the other volatility.
    ///
    /// @param scenario place in the vectors, 0 to 15
    /// @return its place; the same for extreme moves, which have no other
    public static int paired(int scenario) {
        return scenario < 2 * THIRDS.length ? scenario ^ 1 : scenario;
    }

    /// The first of the two scenarios at a price.
    ///
    /// @param thirds price in thirds of the range, -3 to 3
    /// @return place in the vectors; the one after it has the other volatility
    static int at(int thirds) {
        for (int p = 0; p < THIRDS.length; p++) {
            if (THIRDS[p] == thirds) {
                return 2 * p;
            }
        }
        throw new IllegalArgumentException("thirds must be -3 to 3: " + thirds);
    }
}
