package io.margrid.model.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class QuantileRuleTest {
    /// Profits -10, -8, -6, -4, 0: points at 10, 30, 50, 70 and 90 %.
    private static final SortedLosses FIVE = SortedLosses.of(new double[] {-6.0, 0.0, -10.0, -4.0, -8.0});

    @Test
    void pointsLieInTheMiddleOfTheirShare() {
        assertThat(QuantileRule.POINTS.valueAtRisk(FIVE, 0.7)).isCloseTo(8.0, within(1e-12));
        assertThat(QuantileRule.POINTS.valueAtRisk(FIVE, 0.8)).isCloseTo(9.0, within(1e-12));
        assertThat(QuantileRule.POINTS.valueAtRisk(FIVE, 0.75)).isCloseTo(8.5, within(1e-12));
        assertThat(QuantileRule.POINTS.valueAtRisk(FIVE, 0.5)).isCloseTo(6.0, within(1e-12));
    }

    @Test
    void theOutermostCountsBeyondThePoints() {
        assertThat(QuantileRule.POINTS.valueAtRisk(FIVE, 0.99)).isEqualTo(10.0);
        assertThat(QuantileRule.POINTS.valueAtRisk(FIVE, 0.95)).isEqualTo(10.0);
        assertThat(QuantileRule.POINTS.valueAtRisk(FIVE, 0.01)).isEqualTo(0.0);
        assertThat(QuantileRule.POINTS.valueAtRisk(SortedLosses.of(new double[] {-3.0}), 0.5))
                .isEqualTo(3.0);
    }

    @Test
    void orderTakesALossOfTheSet() {
        assertThat(QuantileRule.ORDER.valueAtRisk(SortedLosses.of(SortedLossesTest.ladder(1_000)), 0.99))
                .isEqualTo(991.0);
        assertThat(QuantileRule.ORDER.valueAtRisk(FIVE, 0.8)).isEqualTo(10.0);
        assertThat(QuantileRule.ORDER.valueAtRisk(FIVE, 0.6)).isEqualTo(8.0);
    }
}
