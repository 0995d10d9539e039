package io.margrid.model.deribit;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.margin.Greeks;
import io.margrid.model.margin.NettingSet;
import io.margrid.model.margin.NettingSetMargin;
import io.margrid.model.margin.WorstScenarios;
import io.margrid.model.scenario.Scenario;
import io.margrid.model.scenario.ScenarioGrid;
import io.margrid.model.scenario.ScenarioTable;
import io.margrid.model.scenario.VolShock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorstCaseTest {
    /// Moves -16 %, 0, +16 %.
    private static final ScenarioGrid GRID = new ScenarioGrid(List.of(
            new Scenario(ScenarioTable.STANDARD, 1, 1, -0.16, VolShock.SAME),
            new Scenario(ScenarioTable.STANDARD, 2, 2, 0.0, VolShock.SAME),
            new Scenario(ScenarioTable.STANDARD, 3, 3, 0.16, VolShock.SAME)));

    private static NettingSetMargin set(String base, double... cells) {
        return new NettingSetMargin(
                new NettingSet(new CurrencyPair(base, "usdc"), "usdc"),
                GRID,
                1.0,
                new Greeks(0.0, 0.0, 0.0, 0.0),
                cells,
                cells,
                WorstScenarios.of(cells));
    }

    private static double worst(boolean btcCorrelated, boolean solCorrelated, NettingSetMargin... sets) {
        Map<String, CurrencyParameters> currencies = Map.of(
                "btc", Example.currency(1.0, 1e12, btcCorrelated), "sol", Example.currency(1.0, 1e12, solCorrelated));
        return WorstCase.of(List.of(sets), Example.parameters(currencies, DeribitAssumptions.DEFAULT));
    }

    @Test
    void noSetHasNoWorstCase() {
        assertThat(worst(false, false)).isZero();
    }

    @Test
    void profitEverywhereIsNoLoss() {
        assertThat(Double.doubleToRawLongBits(worst(false, false, set("btc", 1.0, 2.0, 3.0))))
                .isZero();
        assertThat(Double.doubleToRawLongBits(worst(true, false, set("btc", 1.0, 2.0, 3.0))))
                .isZero();
    }

    @Test
    void oneSetGivesItsLowestCell() {
        assertThat(worst(false, false, set("btc", 1.0, 0.0, -4.0))).isEqualTo(4.0);
        assertThat(worst(true, false, set("btc", 1.0, 0.0, -4.0))).isEqualTo(4.0);
    }

    @Test
    void worstCasesOfIndependentSetsAdd() {
        assertThat(worst(false, false, set("btc", -5.0, 0.0, 3.0), set("sol", 3.0, 0.0, -4.0)))
                .isEqualTo(9.0);
        assertThat(worst(false, false, set("btc", -5.0, -1.0, 3.0), set("sol", 3.0, 1.0, 2.0)))
                .isEqualTo(5.0);
    }

    @Test
    void correlatedSetsAreTakenSideBySide() {
        // Left -5 + 0, right 0 - 4.
        assertThat(worst(true, true, set("btc", -5.0, 0.0, 3.0), set("sol", 3.0, 0.0, -4.0)))
                .isEqualTo(5.0);
        // Left -5 + 1 (the centre belongs to both sides), right 3 - 4.
        assertThat(worst(true, true, set("btc", -5.0, 4.0, 3.0), set("sol", 3.0, 1.0, -4.0)))
                .isEqualTo(4.0);
        // Right: 2 - 7.
        assertThat(worst(true, true, set("btc", -1.0, 4.0, 2.0), set("sol", 3.0, 3.0, -7.0)))
                .isEqualTo(5.0);
    }

    @Test
    void centreCountsOnBothSides() {
        assertThat(worst(true, true, set("btc", 1.0, -6.0, 1.0), set("sol", -1.0, 0.0, -2.0)))
                .isEqualTo(8.0);
    }

    @Test
    void correlatedAndIndependentSetsAdd() {
        assertThat(worst(true, false, set("btc", -5.0, 0.0, 3.0), set("sol", 3.0, 0.0, -4.0)))
                .isEqualTo(9.0);
        assertThat(worst(true, false, set("btc", 5.0, 5.0, 5.0), set("sol", 3.0, 0.0, -4.0)))
                .isEqualTo(4.0);
    }
}
