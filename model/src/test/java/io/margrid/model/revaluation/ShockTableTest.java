package io.margrid.model.revaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.model.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShockTableTest {
    @Test
    void fillsEveryFactorOfACell() {
        ShockTable table = ShockTable.allocate(2, 1, new int[3]);
        table.fill(1, 2, -0.16, 0.25);
        assertThat(table.groups()).isEqualTo(2);
        assertThat(table.move()[5]).isEqualTo(-0.16);
        assertThat(table.factor()[5]).isEqualTo(0.84);
        assertThat(table.inverseFactor()[5]).isEqualTo(1.0 / 0.84);
        assertThat(table.logFactor()[5]).isEqualTo(StrictMath.log(0.84));
        assertThat(table.inverseReturn()[5]).isEqualTo(-0.16 / 0.84);
        assertThat(table.weight()[5]).isEqualTo(0.25);
        assertThat(table.weight()[4]).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1.0, -1.5, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesMovesThatLeaveNoPositivePrice(double move) {
        ShockTable table = ShockTable.allocate(1, 1, new int[1]);
        assertThatThrownBy(() -> table.fill(0, 0, move, 1.0)).hasMessage("move must be above -1 and finite: " + move);
    }

    @Test
    void takesAsManyScenariosAsTheLimit() {
        assertThat(ShockTable.allocate(1, 1, new int[Limits.SCENARIOS]).scenarios())
                .isEqualTo(16_384);
        assertThatThrownBy(() -> ShockTable.allocate(1, 1, new int[Limits.SCENARIOS + 1]))
                .hasMessage("scenarios must be in [0, 16384]: 16385");
    }

    @Test
    void noScenariosMeanNoGroups() {
        assertThat(ShockTable.allocate(0, 0, new int[0]).groups()).isZero();
        assertThat(ShockTable.allocate(7, 3, new int[0]).groups()).isZero();
    }

    @Test
    void volatilityShocksLieInRange() {
        assertThatThrownBy(() -> ShockTable.allocate(1, 3, new int[] {0, 3}))
                .hasMessage("volShock[1] must be in [0, 3): 3");
        assertThatThrownBy(() -> ShockTable.allocate(1, 3, new int[] {-1}))
                .hasMessage("volShock[0] must be in [0, 3): -1");
    }

    @Test
    void columnsFitTheScenarios() {
        assertThatThrownBy(() -> columns(2, 2, 3, 3, 3)).hasMessage("move must have a multiple of 2 entries: 3");
        assertThatThrownBy(() -> columns(2, 1, 2, 2, 2)).hasMessage("volShock must have 2 entries: 1");
        assertThatThrownBy(() -> columns(2, 2, 2, 4, 2)).hasMessage("every factor column must have 2 entries: 4");
        assertThatThrownBy(() -> columns(2, 2, 2, 2, 0)).hasMessage("every factor column must have 2 entries: 0");
        assertThatThrownBy(() -> columns(0, 0, 1, 0, 0)).hasMessage("move must have a multiple of 0 entries: 1");
        assertThatThrownBy(() -> columns(-1, 0, 0, 0, 0)).hasMessage("scenarios must be in [0, 16384]: -1");
    }

    private static ShockTable columns(int scenarios, int volShock, int move, int factor, int weight) {
        return new ShockTable(
                scenarios,
                1,
                new int[volShock],
                new double[move],
                new double[factor],
                new double[move],
                new double[move],
                new double[move],
                new double[weight]);
    }
}
