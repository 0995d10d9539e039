package io.margrid.model.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TailRiskTest {
    @Test
    void worstScenariosAreCounted() {
        TailRisk risk = TailRisk.of(SortedLossesTest.ladder(1_000), 0.99);
        assertThat(risk.valueAtRisk()).isEqualTo(991.0);
        assertThat(risk.expectedShortfall()).isEqualTo(995.5);
    }

    @Test
    void boundsOfTheQuantileAreOrderStatistics() {
        TailRisk risk = TailRisk.of(SortedLossesTest.ladder(1_000), 0.99);
        assertThat(risk.lower()).isEqualTo(983.0);
        assertThat(risk.upper()).isEqualTo(997.0);
    }

    /// Losses 991 to 1,000: sample variance 55/6; with 4.5 from the mean to the least, 0.99 x 20.25.
    @Test
    void boundsOfTheMeanComeFromItsVariance() {
        TailRisk risk = TailRisk.of(SortedLossesTest.ladder(1_000), 0.99);
        double error = Math.sqrt((55.0 / 6.0 + 0.99 * 20.25) / 10.0);
        assertThat(risk.shortfallLower()).isCloseTo(995.5 - 1.959963984540054 * error, within(1e-9));
        assertThat(risk.shortfallUpper()).isCloseTo(995.5 + 1.959963984540054 * error, within(1e-9));
    }

    @Test
    void aSingleLossHasTheBoundsOfTheQuantile() {
        TailRisk risk = TailRisk.of(SortedLossesTest.ladder(20), 0.99);
        assertThat(risk.expectedShortfall()).isEqualTo(20.0);
        assertThat(risk.shortfallLower()).isEqualTo(risk.lower());
        assertThat(risk.shortfallUpper()).isEqualTo(risk.upper());
    }
}
