package io.margrid.host.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ReturnScenariosTest {
    @Test
    void plainOnesAreThePast() {
        double[] past = {0.1, -0.2};
        assertThat(ReturnScenarios.PLAIN.of(past, 0.97)).containsExactly(past);
    }

    /// Returns of one size have one volatility: filtering changes nothing.
    @Test
    void steadyVolatilityFiltersNothing() {
        assertThat(ReturnScenarios.FILTERED.of(new double[] {0.1, -0.1, 0.1}, 0.9))
                .containsExactly(new double[] {0.1, -0.1, 0.1}, within(1e-15));
    }

    /// Mean square (0.01 + 0.09) / 2 = 0.05, then 0.5 x 0.05 + 0.5 x 0.01 = 0.03, then 0.5 x 0.03 + 0.5 x 0.09 =
    /// 0.06.
    @Test
    void scalesToTheVolatilityOfTheDay() {
        double[] scenarios = ReturnScenarios.FILTERED.of(new double[] {0.1, -0.3}, 0.5);
        assertThat(scenarios[0]).isCloseTo(0.1 * Math.sqrt(0.06 / 0.05), within(1e-15));
        assertThat(scenarios[1]).isCloseTo(-0.3 * Math.sqrt(0.06 / 0.03), within(1e-15));
    }

    @Test
    void pricesThatStandStillHaveNoScenarios() {
        assertThat(ReturnScenarios.FILTERED.of(new double[] {0.0, 0.0}, 0.97)).containsExactly(0.0, 0.0);
    }
}
