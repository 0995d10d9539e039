package io.margrid.model.scenario;

import io.margrid.model.Limits;
import java.util.List;

/// The ordered scenarios of a margin model. Vectors over the grid have one entry per scenario, in this order.
///
/// @param scenarios in vector order; the standard table before the extended
public record ScenarioGrid(List<Scenario> scenarios) {
    /// A grid without scenarios, for methods that use none.
    public static final ScenarioGrid EMPTY = new ScenarioGrid(List.of());

    /// Copies the list.
    ///
    /// @throws IllegalArgumentException if there are too many scenarios
    public ScenarioGrid {
        scenarios = List.copyOf(scenarios);
        if (scenarios.size() > Limits.SCENARIOS) {
            throw new IllegalArgumentException(
                    "scenarios must be at most %d: %d".formatted(Limits.SCENARIOS, scenarios.size()));
        }
    }

    /// The number of scenarios.
    ///
    /// @return zero or more
    public int size() {
        return scenarios.size();
    }

    /// One scenario.
    ///
    /// @param index 0-based place in the vectors
    /// @return the scenario
    public Scenario get(int index) {
        return scenarios.get(index);
    }

    /// How many scenarios a table has.
    ///
    /// @param table the table
    /// @return zero or more
    public int count(ScenarioTable table) {
        return (int) scenarios.stream().filter(s -> s.table() == table).count();
    }
}
