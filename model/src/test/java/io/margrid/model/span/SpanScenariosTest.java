package io.margrid.model.span;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.model.scenario.Scenario;
import io.margrid.model.scenario.ScenarioGrid;
import io.margrid.model.scenario.VolShock;
import org.junit.jupiter.api.Test;

class SpanScenariosTest {
    private static final SpanScenarios TEXTBOOK = new SpanScenarios(2.0, 0.35);

    /// McMillan's array of a long S&P future: 500 a point, a range of 20 points, extremes 35 % of 40 points; gains
    /// printed positive, rounded to tens of dollars.
    @Test
    void textbookArray() {
        double[] printed = {
            0, 0, 3330, 3330, -3330, -3330, 6670, 6670, -6670, -6670, 10000, 10000, -10000, -10000, 7000, -7000
        };
        ScenarioGrid grid = TEXTBOOK.grid(0.04);
        assertThat(grid.size()).isEqualTo(SpanScenarios.COUNT);
        for (int s = 0; s < printed.length; s++) {
            Scenario scenario = grid.get(s);
            double profit = TEXTBOOK.weight(scenario) * TEXTBOOK.move(scenario) * 20.0 * 500.0;
            assertThat(Math.rint(profit / 10.0) * 10.0).as("scenario %d", s + 1).isEqualTo(printed[s]);
        }
    }

    @Test
    void volatilityRisesThenFallsAtEveryPriceAndStaysInTheExtremes() {
        ScenarioGrid grid = TEXTBOOK.grid(0.1);
        for (int s = 0; s < 14; s++) {
            assertThat(grid.get(s).volShock()).isEqualTo(s % 2 == 0 ? VolShock.UP : VolShock.DOWN);
            assertThat(SpanScenarios.paired(s)).isEqualTo(s % 2 == 0 ? s + 1 : s - 1);
        }
        for (int s = 14; s < 16; s++) {
            assertThat(grid.get(s).volShock()).isEqualTo(VolShock.SAME);
            assertThat(SpanScenarios.paired(s)).isEqualTo(s);
        }
        assertThat(grid.get(12).priceMove()).isEqualTo(-0.1);
        assertThat(grid.get(14).priceMove()).isEqualTo(0.2);
    }

    @Test
    void pointsAreFoundByThirds() {
        for (int thirds = -3; thirds <= 3; thirds++) {
            assertThat(TEXTBOOK.move(TEXTBOOK.grid(0.1).get(SpanScenarios.at(thirds))))
                    .isEqualTo(thirds / 3.0);
        }
        assertThatThrownBy(() -> SpanScenarios.at(4)).hasMessage("thirds must be -3 to 3: 4");
    }

    @Test
    void badFiguresAreRefused() {
        assertThatThrownBy(() -> new SpanScenarios(0.9, 0.35)).hasMessage("extreme_multiple must be 1 to 10: 0.9");
        assertThatThrownBy(() -> new SpanScenarios(Double.NaN, 0.35)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> new SpanScenarios(2.0, 0.0))
                .hasMessage("extreme_cover must be above 0 and at most 1: 0.0");
    }
}
