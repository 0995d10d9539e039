package io.margrid.host.correlation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.margrid.host.backtest.PriceHistory;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DailyReturnsTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

    private static LocalDate day(int day) {
        return FIRST.plusDays(day - 1L);
    }

    private static PriceHistory history(int[] days, double... closes) {
        return new PriceHistory(
                Arrays.stream(days).mapToObj(DailyReturnsTest::day).toList(),
                Arrays.stream(closes).boxed().toList());
    }

    private static SequencedMap<String, PriceHistory> two() {
        SequencedMap<String, PriceHistory> histories = new LinkedHashMap<>();
        histories.put("b", history(new int[] {1, 2, 3, 4, 5}, 100.0, 110.0, 55.0, 66.0, 33.0));
        histories.put("a", history(new int[] {2, 4, 5, 6}, 10.0, 20.0, 30.0, 40.0));
        return histories;
    }

    /// Changes of some coins, as they are.
    static DailyReturns of(double[]... changes) {
        return new DailyReturns(
                IntStream.range(0, changes.length).mapToObj(i -> "c" + i).toList(),
                FIRST,
                IntStream.range(0, changes[0].length).mapToObj(i -> day(i + 2)).toList(),
                changes,
                0);
    }

    @Test
    void changesAreFromOneCommonDayToTheNext() {
        DailyReturns returns = DailyReturns.of(two(), LocalDate.MIN, LocalDate.MAX);
        assertThat(returns.coins()).containsExactly("b", "a");
        assertThat(returns.start()).isEqualTo(day(2));
        assertThat(returns.dates()).containsExactly(day(4), day(5));
        assertThat(returns.changes()[0]).containsExactly(new double[] {-0.4, -0.5}, within(1e-15));
        assertThat(returns.changes()[1]).containsExactly(new double[] {1.0, 0.5}, within(1e-15));
        assertThat(returns.dropped()).as("day 3").isEqualTo(1);
    }

    @Test
    void datesLimitWhatCounts() {
        DailyReturns returns = DailyReturns.of(two(), day(3), day(5));
        assertThat(returns.start()).isEqualTo(day(4));
        assertThat(returns.dates()).containsExactly(day(5));
        assertThatThrownBy(() -> DailyReturns.of(two(), day(5), day(6)))
                .hasMessage("two or more days must be in all files and from 2026-01-05 to 2026-01-06: 1");
    }

    @Test
    void aWindowIsAPart() {
        DailyReturns window =
                of(new double[] {1.0, 2.0, 3.0}, new double[] {4.0, 5.0, 6.0}).window(1, 2);
        assertThat(window.start()).isEqualTo(day(2));
        assertThat(window.dates()).isEqualTo(List.of(day(3), day(4)));
        assertThat(window.changes()[1]).containsExactly(5.0, 6.0);
    }
}
