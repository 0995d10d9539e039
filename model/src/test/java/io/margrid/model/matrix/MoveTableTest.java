package io.margrid.model.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.margrid.model.scenario.Scenario;
import io.margrid.model.scenario.ScenarioTable;
import io.margrid.model.scenario.VolShock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoveTableTest {
    private static final MoveTable TABLE = new MoveTable(
            List.of(
                    new MoveTable.Move(-0.1, List.of(VolShock.UP, VolShock.DOWN)),
                    new MoveTable.Move(0.2, List.of(VolShock.SAME))),
            List.of(new MoveTable.Tail(-0.5, VolShock.SAME, 0.35), new MoveTable.Tail(0.2, VolShock.SAME, 0.25)));

    @Test
    void scenariosAreInTheOrderOfTheTables() {
        assertThat(TABLE.grid().scenarios())
                .containsExactly(
                        new Scenario(ScenarioTable.STANDARD, 1, 1, -0.1, VolShock.UP),
                        new Scenario(ScenarioTable.STANDARD, 2, 1, -0.1, VolShock.DOWN),
                        new Scenario(ScenarioTable.STANDARD, 3, 2, 0.2, VolShock.SAME),
                        new Scenario(ScenarioTable.EXTENDED, 1, 1, -0.5, VolShock.SAME),
                        new Scenario(ScenarioTable.EXTENDED, 2, 2, 0.2, VolShock.SAME));
    }

    @Test
    void tailsAloneAreWeighted() {
        assertThat(TABLE.grid().scenarios()).extracting(TABLE::weight).containsExactly(1.0, 1.0, 1.0, 0.35, 0.25);
    }

    @Test
    void unmovedVolatilityIsLookedUpInTheStandardTableOnly() {
        assertThat(TABLE.unmoved(0.2)).hasValue(2);
        assertThat(TABLE.unmoved(-0.1)).isEmpty();
        assertThat(TABLE.unmoved(-0.5)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1.0, 100.5, Double.NaN})
    void movesAreAboveTotalLoss(double move) {
        String message = "move must be above -1 and at most 100: " + move;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MoveTable.Move(move, List.of(VolShock.SAME)))
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MoveTable.Tail(move, VolShock.SAME, 1.0))
                .withMessage(message);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.0, 1.5, Double.NaN})
    void weightsAreFractions(double weight) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MoveTable.Tail(0.5, VolShock.SAME, weight))
                .withMessage("weight must be above 0 and at most 1: " + weight);
    }

    @Test
    void aMoveComesWithAVolatility() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MoveTable.Move(0.1, List.of()))
                .withMessage("volatilities must not be empty");
    }

    @Test
    void tablesOfOneModelDifferInTheirMovesOnly() {
        MoveTable wider = new MoveTable(
                List.of(
                        new MoveTable.Move(-0.3, List.of(VolShock.UP, VolShock.DOWN)),
                        new MoveTable.Move(0.6, List.of(VolShock.SAME))),
                TABLE.tails());
        MoveTable.requireOneShape(List.of(TABLE, wider));
        MoveTable shorter = new MoveTable(TABLE.moves(), List.of());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MoveTable.requireOneShape(List.of(TABLE, wider, shorter)))
                .withMessage("all classes must have equally many scenarios with the same volatilities:"
                        + " one has [UP, DOWN, SAME, SAME, SAME], another [UP, DOWN, SAME]");
    }
}
