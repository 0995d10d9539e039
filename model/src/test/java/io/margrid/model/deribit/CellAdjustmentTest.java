package io.margrid.model.deribit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.margrid.model.scenario.Scenario;
import io.margrid.model.scenario.ScenarioGrid;
import io.margrid.model.scenario.ScenarioTable;
import io.margrid.model.scenario.VolShock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellAdjustmentTest {
    private static final ScenarioGrid GRID = new ScenarioGrid(List.of(
            new Scenario(ScenarioTable.STANDARD, 1, 1, 0.16, VolShock.UP),
            new Scenario(ScenarioTable.EXTENDED, 1, 1, -0.66, VolShock.UP),
            new Scenario(ScenarioTable.EXTENDED, 2, 2, 1.0, VolShock.UP)));
    private static final double INDEX = 50_000.0;
    /// Dampener of 25,000 USD per unit of the ratio: 78,125 at -66 %, 131,250 at +100 %.
    private static final CurrencyParameters HALF = Example.currency(0.5, 200_000.0, false);

    private static double[] apply(DeribitAssumptions assumptions, boolean inverse, double... pnl) {
        return new CellAdjustment(Example.PAIR, HALF, assumptions, inverse, INDEX).apply(pnl, GRID);
    }

    private static double[] usd(double... pnl) {
        return apply(DeribitAssumptions.DEFAULT, false, pnl);
    }

    @Test
    void lossesOfTheStandardTableStay() {
        assertThat(usd(-123.0, 0.0, 0.0)).containsExactly(-123.0, 0.0, 0.0);
    }

    @Test
    void profitsCountWithTheFactorUpToTheCap() {
        assertThat(usd(100.0, 0.0, 0.0)[0]).isEqualTo(50.0);
        assertThat(usd(399_999.0, 0.0, 0.0)[0]).isEqualTo(199_999.5);
        assertThat(usd(400_000.0, 0.0, 0.0)[0]).isEqualTo(200_000.0);
        assertThat(usd(1e9, 0.0, 0.0)[0]).isEqualTo(200_000.0);
    }

    @Test
    void capBeforeTheFactorIsASwitch() {
        DeribitAssumptions before = Example.cells(false, true, false);
        assertThat(apply(before, false, 1e9, 0.0, 0.0)[0]).isEqualTo(100_000.0);
        assertThat(apply(before, false, 100.0, 0.0, 0.0)[0]).isEqualTo(50.0);
    }

    @Test
    void capInCoinIsTakenAtTheIndex() {
        assertThat(apply(DeribitAssumptions.DEFAULT, true, 1e9, 0.0, 0.0)[0]).isEqualTo(4.0);
        assertThat(apply(DeribitAssumptions.DEFAULT, true, 8.5, 0.0, 0.0)[0]).isEqualTo(4.0);
        assertThat(apply(DeribitAssumptions.DEFAULT, true, 7.0, 0.0, 0.0)[0]).isEqualTo(3.5);
    }

    @Test
    void extendedCellsShrinkTowardsZero() {
        double[] cells = usd(0.0, -100_000.0, -200_000.0);
        assertThat(cells[1]).isCloseTo(-100_000.0 + 78_125.0, within(1e-9));
        assertThat(cells[2]).isCloseTo(-200_000.0 + 131_250.0, within(1e-9));
        double[] gains = usd(0.0, 100_000.0, 200_000.0);
        assertThat(gains[1]).isCloseTo(0.5 * (100_000.0 - 78_125.0), within(1e-9));
        assertThat(gains[2]).isCloseTo(0.5 * (200_000.0 - 131_250.0), within(1e-9));
    }

    @Test
    void cellsBelowTheDampenerArePositiveZero() {
        for (double pnl : new double[] {-78_124.0, -1.0, -0.0, 0.0, 1.0, 78_124.0}) {
            assertThat(Double.doubleToRawLongBits(usd(0.0, pnl, 0.0)[1]))
                    .as("%s", pnl)
                    .isZero();
        }
    }

    @Test
    void dampenerInCoinIsTakenAtTheEdge() {
        double[] cells = apply(DeribitAssumptions.DEFAULT, true, 0.0, -10.0, -10.0);
        assertThat(cells[1]).isCloseTo(-10.0 + 78_125.0 / (INDEX * 0.84), within(1e-13));
        assertThat(cells[2]).isCloseTo(-10.0 + 131_250.0 / (INDEX * 1.16), within(1e-13));
    }

    @Test
    void dampenerAfterTheOffsetIsASwitch() {
        DeribitAssumptions after = Example.cells(false, false, true);
        double[] cells = apply(after, false, 0.0, 300_000.0, -200_000.0);
        assertThat(cells[1]).isCloseTo(0.5 * 300_000.0 - 78_125.0, within(1e-9));
        assertThat(cells[2]).isCloseTo(-200_000.0 + 131_250.0, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void notANumberStays(boolean capBeforeFactor, boolean dampenAfterOffset) {
        DeribitAssumptions assumptions = Example.cells(false, capBeforeFactor, dampenAfterOffset);
        assertThat(apply(assumptions, true, Double.NaN, Double.NaN, Double.NaN))
                .containsExactly(Double.NaN, Double.NaN, Double.NaN);
    }

    @Test
    void negativeZerosAreTurned() {
        assertThat(Double.doubleToRawLongBits(usd(-0.0, 0.0, 0.0)[0])).isZero();
    }
}
