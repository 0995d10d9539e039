package io.margrid.host.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// Returns of -10, 10, -50, 100, 0 and 0 %; a confidence of a half over two days takes the larger loss.
class MarginSeriesTest {
    private static final Offset<Double> NEAR = within(1e-12);
    private static final List<Double> CLOSES = List.of(100.0, 90.0, 99.0, 49.5, 99.0, 99.0, 99.0);

    private static MarginSeries series(List<Double> closes, int daysApart, int side) {
        List<LocalDate> dates = IntStream.range(0, closes.size())
                .mapToObj(day -> LocalDate.of(2020, 1, 1).plusDays((long) day * daysApart))
                .toList();
        return MarginSeries.of(
                new PriceHistory(dates, closes), new Backtest.Rule(ReturnScenarios.PLAIN, 0.97, 2, 0.5, side), 1);
    }

    @Test
    void aDayKnowsTheDaysBeforeIt() {
        MarginSeries series = series(CLOSES, 1, 1);
        assertThat(series.dates()).first().isEqualTo(LocalDate.of(2020, 1, 4));
        assertThat(series.dates()).hasSize(4).last().isEqualTo(LocalDate.of(2020, 1, 7));
        assertThat(series.margins()).containsExactly(new double[] {0.1, 0.5, 0.5, 0.0}, NEAR);
        assertThat(series.stressed()).containsExactly(new double[] {0.1, 0.5, 0.5, 0.5}, NEAR);
        // The largest of 2, the second of 3 and of 4, the third of 5.
        assertThat(series.longRun()).containsExactly(new double[] {0.1, 0.1, 0.1, 0.0}, NEAR);
        assertThat(series.losses()).containsExactly(new double[] {0.5, -1.0, 0.0, 0.0}, NEAR);
    }

    @Test
    void aShortPositionLosesWhatALongOneGains() {
        MarginSeries series = series(CLOSES, 1, -1);
        assertThat(series.margins()).containsExactly(new double[] {0.1, 0.5 - 0.6 + 0.2, 1.0, 1.0}, NEAR);
        assertThat(series.losses()).containsExactly(new double[] {-0.5, 1.0, 0.0, 0.0}, NEAR);
    }

    @Test
    void whatIsOlderThanTheLookBackIsForgotten() {
        // 180 days apart: a year before the last day there are two returns left, 100 and 0 %.
        MarginSeries series = series(CLOSES, 180, 1);
        assertThat(series.longRun()).containsExactly(new double[] {0.1, 0.5, 0.5, 0.0}, NEAR);
        assertThat(series.years()[1]).isEqualTo(1.0);
    }

    @Test
    void whatComesLaterChangesNothing() {
        MarginSeries all = series(CLOSES, 1, 1);
        MarginSeries before = series(CLOSES.subList(0, 5), 1, 1);
        for (int day = 0; day < before.margins().length; day++) {
            assertThat(before.margins()[day]).isEqualTo(all.margins()[day]);
            assertThat(before.stressed()[day]).isEqualTo(all.stressed()[day]);
            assertThat(before.longRun()[day]).isEqualTo(all.longRun()[day]);
        }
    }

    @Test
    void aHistoryThatIsTooShortIsRefused() {
        assertThatThrownBy(() -> series(CLOSES.subList(0, 3), 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a window of 2 days needs at least 4 closes: 3");
    }
}
