package io.margrid.model.prisma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.margrid.model.history.CoinMove;
import io.margrid.model.history.DatedScenario;
import io.margrid.model.history.ScenarioSet;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RiskSetTest {
    private static final double[] PROFITS = {-1.0, -10.0, -3.0, -20.0, -5.0};

    private static RiskSet set(double robustness, int subsamples, SampleMethod method, int worstSum) {
        LocalDate day = LocalDate.parse("2026-08-01");
        List<DatedScenario> scenarios = IntStream.range(0, PROFITS.length)
                .mapToObj(s -> new DatedScenario(day.plusDays(s), List.of(new CoinMove(0.0, 1.0))))
                .toList();
        return new RiskSet(
                new ScenarioSet("historical", 2, List.of("btc"), scenarios),
                0.5,
                robustness,
                1.0,
                subsamples,
                method,
                worstSum,
                Optional.empty());
    }

    @Test
    void theWholeSetIsOneSample() {
        RiskSet.Risk risk = set(1.5, 1, SampleMethod.AVERAGE, 0).risk(PROFITS, 2.0);
        assertThat(risk.pure()).isCloseTo(7.5, within(1e-12));
        assertThat(risk.correlationBreak()).isZero();
        assertThat(risk.total()).isCloseTo(9.5, within(1e-12));
    }

    /// Every second scenario: medians of 1, 3, 5 and of 10, 20.
    @Test
    void samplesDoNotOverlap() {
        assertThat(set(1.0, 2, SampleMethod.AVERAGE, 0).risk(PROFITS, 0.0).pure())
                .isCloseTo(9.0, within(1e-12));
        assertThat(set(1.0, 2, SampleMethod.MAXIMUM, 0).risk(PROFITS, 0.0).pure())
                .isCloseTo(15.0, within(1e-12));
        assertThat(set(1.0, 2, SampleMethod.MEDIAN, 0).risk(PROFITS, 0.0).pure())
                .isCloseTo(9.0, within(1e-12));
        assertThat(set(1.0, 5, SampleMethod.MEDIAN, 0).risk(PROFITS, 0.0).pure())
                .isCloseTo(5.0, within(1e-12));
    }

    @Test
    void theWorstLossesCanBeSummed() {
        assertThat(set(1.0, 1, SampleMethod.AVERAGE, 2).pure(PROFITS)).isEqualTo(30.0);
        assertThat(set(1.0, 1, SampleMethod.AVERAGE, 2).pure(new double[] {-4.0, 5.0, 6.0}))
                .isEqualTo(4.0);
    }

    @Test
    void aGainCountsAsNothing() {
        assertThat(set(1.0, 1, SampleMethod.AVERAGE, 0).pure(new double[] {1.0, 2.0}))
                .isZero();
    }

    @Test
    void figuresHaveRanges() {
        assertThatThrownBy(() -> set(0.5, 1, SampleMethod.AVERAGE, 0)).hasMessageContaining("robustness must be 1.0");
        assertThatThrownBy(() -> set(1.0, 6, SampleMethod.AVERAGE, 0)).hasMessageContaining("subsamples must be 1.0");
        assertThatThrownBy(() -> set(1.0, 1, SampleMethod.AVERAGE, 6)).hasMessageContaining("worst_sum must be 0.0");
    }
}
