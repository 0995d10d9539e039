package io.margrid.host.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.host.backtest.PriceHistory;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AlignedHistoryTest {
    private static final LocalDate DAY = LocalDate.parse("2026-08-01");

    /// Closes on the days that are told, counted from the first.
    static PriceHistory history(int[] days, double... closes) {
        return new PriceHistory(
                Arrays.stream(days).mapToObj(DAY::plusDays).toList(),
                Arrays.stream(closes).boxed().toList());
    }

    @Test
    void daysThatAllHaveAreTaken() {
        TreeMap<String, PriceHistory> prices = new TreeMap<>();
        prices.put("btc", history(new int[] {0, 1, 2, 3, 4}, 10.0, 11.0, 12.0, 13.0, 14.0));
        prices.put("eth", history(new int[] {1, 2, 4, 5}, 1.0, 2.0, 4.0, 5.0));
        PriceHistory index = history(new int[] {0, 1, 2, 4}, 50.0, 51.0, 52.0, 54.0);
        AlignedHistory aligned = AlignedHistory.of(prices, Map.of("eth", index), LocalDate.MAX);
        assertThat(aligned.dates()).containsExactly(DAY.plusDays(1), DAY.plusDays(2), DAY.plusDays(4));
        assertThat(aligned.dropped()).isEqualTo(1);
        AlignedHistory.Coin eth = aligned.coins().get(1);
        assertThat(eth.code()).isEqualTo("eth");
        assertThat(eth.closes()).containsExactly(1.0, 2.0, 4.0);
        assertThat(eth.volatility().orElseThrow()).containsExactly(51.0, 52.0, 54.0);
        assertThat(aligned.coins().getFirst().closes()).containsExactly(11.0, 12.0, 14.0);
        assertThat(aligned.coins().getFirst().volatility()).isEmpty();
    }

    @Test
    void laterDaysAreCutOff() {
        TreeMap<String, PriceHistory> prices = new TreeMap<>();
        PriceHistory btc = history(new int[] {0, 1, 2}, 10.0, 11.0, 12.0);
        prices.put("btc", btc);
        AlignedHistory aligned = AlignedHistory.of(prices, Map.of("btc", btc), DAY.plusDays(1));
        assertThat(aligned.dates()).isEqualTo(List.of(DAY, DAY.plusDays(1)));
        assertThat(aligned.coins().getFirst().closes()).containsExactly(10.0, 11.0);
        assertThat(aligned.coins().getFirst().volatility().orElseThrow()).containsExactly(10.0, 11.0);
    }
}
