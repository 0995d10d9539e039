package io.margrid.model.deribit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.margrid.model.instrument.Settlement;
import io.margrid.model.scenario.Scenario;
import io.margrid.model.scenario.ScenarioGrid;
import io.margrid.model.scenario.ScenarioTable;
import io.margrid.model.scenario.VolShock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeribitGridTest {
    private static final ScenarioGrid GRID = DeribitGrid.of(Example.PAIR, Example.parameters());
    private static final int STANDARD = 27;

    private static Scenario extended(int index) {
        return GRID.get(STANDARD + index);
    }

    @Test
    void standardMovesHaveTheExchangesBits() {
        assertThat(GRID.count(ScenarioTable.STANDARD)).isEqualTo(STANDARD);
        for (int s = 0; s < STANDARD; s++) {
            int j = s / 3 - 4;
            Scenario scenario = GRID.get(s);
            double expected = j == 0 ? 0.0 : 0.16 * j / 4;
            assertThat(Double.doubleToRawLongBits(scenario.priceMove()))
                    .as("cell %d", s)
                    .isEqualTo(Double.doubleToRawLongBits(expected));
            assertThat(scenario.bucket()).isEqualTo(j + 5);
            assertThat(scenario.indexInTable()).isEqualTo(s + 1);
            assertThat(scenario.table()).isEqualTo(ScenarioTable.STANDARD);
        }
    }

    @Test
    void volatilityRunsUpSameDownInEveryBucket() {
        for (int s = 0; s < STANDARD; s += 3) {
            assertThat(GRID.scenarios().subList(s, s + 3))
                    .extracting(Scenario::volShock)
                    .containsExactly(VolShock.UP, VolShock.SAME, VolShock.DOWN);
        }
    }

    @Test
    void orderOfVolatilityIsASwitch() {
        DeribitAssumptions d = DeribitAssumptions.DEFAULT;
        DeribitAssumptions turned = new DeribitAssumptions(
                List.of(VolShock.DOWN, VolShock.UP, VolShock.SAME),
                d.dteFloorDays(),
                d.wholeDays(),
                d.volFloorOn(),
                d.annualisedMove(),
                d.shockDelta(),
                d.baseValue(),
                d.capExtendedFraction(),
                d.offsetCapBeforeFactor(),
                d.dampenAfterOffset());
        ScenarioGrid grid = DeribitGrid.of(Example.PAIR, Example.parameters(Map.of(), turned));
        assertThat(grid.scenarios().subList(24, 28))
                .extracting(Scenario::volShock)
                .containsExactly(VolShock.DOWN, VolShock.UP, VolShock.SAME, VolShock.UP);
    }

    @Test
    void extendedMovesArePublishedOnesWithVolatilityUp() {
        assertThat(GRID.size()).isEqualTo(35);
        for (int e = 0; e < 8; e++) {
            Scenario scenario = extended(e);
            assertThat(scenario.priceMove()).isEqualTo(DeribitParameters.PUBLISHED_EXTENDED_MOVES.get(e));
            assertThat(scenario.volShock()).isEqualTo(VolShock.UP);
            assertThat(scenario.indexInTable()).isEqualTo(e + 1);
            assertThat(scenario.bucket()).isEqualTo(e + 1);
            assertThat(scenario.table()).isEqualTo(ScenarioTable.EXTENDED);
        }
    }

    @Test
    void standardCellsCountInFull() {
        for (int s = 0; s < STANDARD; s++) {
            for (Settlement settlement : Settlement.values()) {
                assertThat(DeribitGrid.weight(GRID.get(s), settlement, Example.PAIR, DeribitAssumptions.DEFAULT, 0.5))
                        .isEqualTo(1.0);
            }
            assertThat(DeribitGrid.dampenerUsd(GRID.get(s), Example.PAIR, Example.BTC))
                    .isZero();
        }
    }

    @Test
    void extendedWeightsFollowTheFormula() {
        for (int e = 0; e < 8; e++) {
            double m = extended(e).priceMove();
            double fraction = 0.16 / Math.abs(m);
            double edge = m < 0.0 ? 1.0 - 0.16 : 1.0 + 0.16;
            assertThat(weight(extended(e), Settlement.LINEAR)).as("move %s", m).isEqualTo(fraction);
            assertThat(weight(extended(e), Settlement.INVERSE))
                    .as("move %s", m)
                    .isCloseTo(fraction * (1.0 + m) / edge, within(1e-16));
            // A future then makes what it makes at the edge of the standard table.
            assertThat(m / (1.0 + m) * weight(extended(e), Settlement.INVERSE))
                    .as("move %s", m)
                    .isCloseTo(Math.signum(m) * 0.16 / edge, within(1e-16));
        }
    }

    /// In the settlement window the moves shrink, and the weight with them: an inverse future still makes in
    /// every far move what it makes at the shrunken edge of the standard table.
    @Test
    void settlementWindowScalesTheInverseWeight() {
        for (double scale : new double[] {1.0, 0.5, 1.0 / 30.0}) {
            for (int e = 0; e < 8; e++) {
                double m = extended(e).priceMove();
                double weight = DeribitGrid.weight(
                        extended(e), Settlement.INVERSE, Example.PAIR, DeribitAssumptions.DEFAULT, scale);
                double scaled = m * scale;
                double edge = Math.signum(m) * 0.16 * scale;
                assertThat(scaled / (1.0 + scaled) * weight)
                        .as("move %s, scale %s", m, scale)
                        .isCloseTo(edge / (1.0 + edge), within(1e-16));
            }
        }
    }

    private static double weight(Scenario scenario, Settlement settlement) {
        return DeribitGrid.weight(scenario, settlement, Example.PAIR, DeribitAssumptions.DEFAULT, 1.0);
    }

    @Test
    void fractionAboveOneIsCappedOnlyBySwitch() {
        Scenario near = new Scenario(ScenarioTable.EXTENDED, 1, 1, 0.08, VolShock.UP);
        assertThat(weight(near, Settlement.LINEAR)).isEqualTo(2.0);
        assertThat(DeribitGrid.weight(near, Settlement.LINEAR, Example.PAIR, Example.cells(true, false, false), 1.0))
                .isEqualTo(1.0);
        assertThat(DeribitGrid.dampenerUsd(near, Example.PAIR, Example.BTC)).isZero();
    }

    @Test
    void tableFactorScalesTheFraction() {
        PairParameters half = new PairParameters(0.16, 0.5, 0.25, 0.5, 0.3, 0.13, 0.5, 0.1, 2e7, 5e-5);
        assertThat(DeribitGrid.weight(extended(3), Settlement.LINEAR, half, DeribitAssumptions.DEFAULT, 1.0))
                .isEqualTo(0.08);
    }

    @Test
    void dampenersAreThePublishedFigures() {
        double[] usd = {312_500, 106_250, 212_500, 525_000, 1_150_000, 1_775_000, 2_400_000, 3_025_000};
        for (int e = 0; e < 8; e++) {
            assertThat(DeribitGrid.dampenerUsd(extended(e), Example.PAIR, Example.BTC))
                    .isCloseTo(usd[e], within(1e-9));
        }
    }

    @Test
    void edgeLiesOnTheScenariosSide() {
        assertThat(DeribitGrid.edge(extended(0), Example.PAIR)).isEqualTo(0.84);
        assertThat(DeribitGrid.edge(extended(7), Example.PAIR)).isEqualTo(1.16);
    }

    @Test
    void otherBucketCountsKeepTheCentreExact() {
        for (int n : new int[] {1, 3, 7, 100}) {
            DeribitParameters p = Example.parameters();
            ScenarioGrid grid = DeribitGrid.of(
                    Example.PAIR,
                    new DeribitParameters(
                            "n",
                            p.asOf(),
                            p.evidence(),
                            "",
                            "",
                            p.pairs(),
                            p.currencies(),
                            new GeneralParameters(0.8, n, 3),
                            List.of(),
                            p.standardFutures(),
                            p.assumptions()));
            assertThat(grid.size()).isEqualTo(3 * (2 * n + 1));
            assertThat(Double.doubleToRawLongBits(grid.get(3 * n).priceMove())).isZero();
            assertThat(grid.get(0).priceMove()).isEqualTo(-0.16);
            assertThat(grid.get(grid.size() - 1).priceMove()).isEqualTo(0.16);
        }
    }
}
