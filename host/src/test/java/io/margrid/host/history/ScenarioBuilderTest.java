package io.margrid.host.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.margrid.host.backtest.PriceHistory;
import io.margrid.model.history.CoinMove;
import io.margrid.model.history.DatedScenario;
import io.margrid.model.history.ScenarioSet;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScenarioBuilderTest {
    private static final LocalDate DAY = LocalDate.parse("2026-08-01");

    private static PriceHistory history(double... closes) {
        return AlignedHistoryTest.history(IntStream.range(0, closes.length).toArray(), closes);
    }

    private static ScenarioBuilder builder(int horizon, Map<String, PriceHistory> indexes, double... closes) {
        return new ScenarioBuilder(
                AlignedHistory.of(new TreeMap<>(Map.of("btc", history(closes))), indexes, LocalDate.MAX), horizon);
    }

    private static List<Double> prices(ScenarioSet set) {
        return set.scenarios().stream()
                .map(one -> one.moves().getFirst().price())
                .toList();
    }

    @Test
    void movesOverTwoDaysOverlap() {
        PriceHistory index = history(50.0, 60.0, 55.0, 30.0);
        ScenarioBuilder builder = builder(2, Map.of("btc", index), 100.0, 110.0, 99.0, 121.0);
        assertThat(builder.available()).isEqualTo(2);
        ScenarioSet set = builder.plain("recent", 2);
        assertThat(set.horizonDays()).isEqualTo(2);
        assertThat(set.scenarios())
                .containsExactly(
                        new DatedScenario(DAY.plusDays(2), List.of(new CoinMove(-0.01, 1.1))),
                        new DatedScenario(DAY.plusDays(3), List.of(new CoinMove(0.1, 0.5))));
        assertThat(builder.plain("recent", 1).scenarios())
                .containsExactly(set.scenarios().getLast());
    }

    /// By hand: returns of 1 % and 2 % up and down in logarithms, lambda 0.5.
    @Test
    void filteredMovesHaveTheLastDaysVolatility() {
        double a = StrictMath.exp(0.01);
        double b = StrictMath.exp(-0.02);
        ScenarioSet set = builder(1, Map.of(), 100.0, 100.0 * a, 100.0 * a * b).filtered("recent", 2, 0.5);
        double first = (1e-4 + 4e-4) / 2.0;
        double second = 0.5 * first + 0.5 * 1e-4;
        double now = 0.5 * second + 0.5 * 4e-4;
        assertThat(prices(set).get(0)).isCloseTo(StrictMath.expm1(0.01 * Math.sqrt(now / first)), within(1e-8));
        assertThat(prices(set).get(1)).isCloseTo(StrictMath.expm1(-0.02 * Math.sqrt(now / second)), within(1e-8));
    }

    @Test
    void ofConstantVolatilityFilteredAndPlainAreTheSame() {
        double[] closes = new double[60];
        closes[0] = 100.0;
        for (int t = 1; t < closes.length; t++) {
            closes[t] = closes[t - 1] * StrictMath.exp(t % 3 == 0 ? 0.02 : -0.02);
        }
        ScenarioBuilder builder = builder(3, Map.of(), closes);
        assertThat(builder.filtered("recent", 40, 0.94)).isEqualTo(builder.plain("recent", 40));
    }

    /// A lambda of one never learns.
    @Test
    void withoutMemoryOfTheWindowFilteredAndPlainAreTheSame() {
        double[] closes = new Random(3).doubles(50, 90.0, 110.0).toArray();
        ScenarioBuilder builder = builder(1, Map.of(), closes);
        assertThat(builder.filtered("recent", 30, 1.0)).isEqualTo(builder.plain("recent", 30));
        assertThat(builder.filtered("recent", 30, 0.9)).isNotEqualTo(builder.plain("recent", 30));
    }

    @Test
    void theWorstWindowMovedMost() {
        double[] closes = {100.0, 101.0, 100.0, 130.0, 90.0, 91.0, 90.0, 91.0};
        ScenarioSet worst = builder(1, Map.of(), closes).worst("stressed", 2);
        assertThat(worst.first()).isEqualTo(DAY.plusDays(3));
        assertThat(worst.last()).isEqualTo(DAY.plusDays(4));
        assertThat(worst.name()).isEqualTo("stressed");
    }

    /// One that never moves has nothing to say.
    @Test
    void ofEqualWindowsTheFirstIsTaken() {
        ScenarioSet worst = builder(1, Map.of(), 100.0, 100.0, 100.0, 100.0).worst("stressed", 2);
        assertThat(worst.first()).isEqualTo(DAY.plusDays(1));
        assertThat(prices(worst)).containsExactly(0.0, 0.0);
    }

    @Test
    void daysBetweenDatesAreTakenAsTheyWere() {
        ScenarioBuilder builder = builder(1, Map.of(), 100.0, 110.0, 121.0, 108.9, 100.0);
        ScenarioSet set = builder.between("stressed", DAY.plusDays(2), DAY.plusDays(3));
        assertThat(prices(set)).containsExactly(0.1, -0.1);
        assertThatThrownBy(() -> builder.between("stressed", DAY.plusDays(30), DAY.plusDays(40)))
                .hasMessageContaining("no move of the history ends from 2026-08-31 to 2026-09-10");
    }
}
