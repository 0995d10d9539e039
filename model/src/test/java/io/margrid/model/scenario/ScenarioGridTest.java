package io.margrid.model.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.model.Limits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioGridTest {
    private static final Scenario STANDARD = new Scenario(ScenarioTable.STANDARD, 1, 1, -0.16, VolShock.UP);
    private static final Scenario EXTENDED = new Scenario(ScenarioTable.EXTENDED, 1, 1, 5.0, VolShock.UP);

    @Test
    void countsByTable() {
        ScenarioGrid grid = new ScenarioGrid(List.of(STANDARD, STANDARD, EXTENDED));
        assertThat(grid.size()).isEqualTo(3);
        assertThat(grid.count(ScenarioTable.STANDARD)).isEqualTo(2);
        assertThat(grid.count(ScenarioTable.EXTENDED)).isEqualTo(1);
        assertThat(grid.get(2)).isEqualTo(EXTENDED);
        assertThat(ScenarioGrid.EMPTY.size()).isZero();
    }

    @Test
    void copiesItsScenarios() {
        List<Scenario> scenarios = new ArrayList<>(List.of(STANDARD));
        ScenarioGrid grid = new ScenarioGrid(scenarios);
        scenarios.clear();
        assertThat(grid.size()).isEqualTo(1);
    }

    @Test
    void takesAsManyScenariosAsTheLimit() {
        assertThat(new ScenarioGrid(Collections.nCopies(Limits.SCENARIOS, STANDARD)).size())
                .isEqualTo(16_384);
        assertThatThrownBy(() -> new ScenarioGrid(Collections.nCopies(Limits.SCENARIOS + 1, STANDARD)))
                .hasMessage("scenarios must be at most 16384: 16385");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1.0, -2.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesMovesThatLeaveNoPositivePrice(double move) {
        assertThatThrownBy(() -> new Scenario(ScenarioTable.STANDARD, 1, 1, move, VolShock.UP))
                .hasMessage("priceMove must be above -1 and finite: " + move);
        assertThat(new Scenario(ScenarioTable.STANDARD, 1, 1, Math.nextUp(-1.0), VolShock.UP).priceMove())
                .isGreaterThan(-1.0);
    }
}
