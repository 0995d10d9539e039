package io.margrid.host.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TailRiskTest {
    /// Losses 1 to `n`.
    private static double[] ladder(int n) {
        double[] profits = new double[n];
        for (int i = 0; i < n; i++) {
            profits[i] = -1.0 - (i * 7919L) % n;
        }
        return profits;
    }

    @Test
    void worstScenariosAreCounted() {
        TailRisk risk = TailRisk.of(ladder(1_000), 0.99);
        assertThat(risk.valueAtRisk()).isEqualTo(991.0);
        assertThat(risk.expectedShortfall()).isEqualTo(995.5);
    }

    @Test
    void aPartOfAScenarioIsAWholeOne() {
        assertThat(TailRisk.count(500, 0.99)).isEqualTo(5);
        assertThat(TailRisk.count(501, 0.99)).isEqualTo(6);
        assertThat(TailRisk.count(10, 0.99)).isEqualTo(1);
    }

    /// Of 1,000 scenarios 4 to 17 lie beyond the true quantile with 95 %.
    @Test
    void boundsAreOrderStatistics() {
        TailRisk risk = TailRisk.of(ladder(1_000), 0.99);
        assertThat(risk.lower()).isEqualTo(983.0);
        assertThat(risk.upper()).isEqualTo(997.0);
        assertThat(TailRisk.of(ladder(20), 0.99).upper()).isEqualTo(20.0);
    }

    @Test
    void scenariosMustBeThereAndFinite() {
        assertThatThrownBy(() -> TailRisk.of(new double[0], 0.99)).hasMessageContaining("no scenarios");
        assertThatThrownBy(() -> TailRisk.of(new double[] {1.0, Double.NaN}, 0.99))
                .hasMessageContaining("scenario 2");
    }
}
