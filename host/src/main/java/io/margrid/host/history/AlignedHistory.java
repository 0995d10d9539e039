package io.margrid.host.history;

import io.margrid.host.backtest.PriceHistory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;

/// Prices and volatility indexes of several coins on the days that all of them have.
///
/// @param dates   rising
/// @param coins   in order of codes
/// @param dropped days that some of the files have and others, of the same time, have not
public record AlignedHistory(List<LocalDate> dates, List<Coin> coins, int dropped) {
    /// One coin, an entry for each date. Arrays are shared.
    ///
    /// @param code       lower-case
    /// @param closes     prices
    /// @param volatility of an index; empty where volatility is taken as unchanged
    public record Coin(String code, double[] closes, Optional<double[]> volatility) {}

    /// Copies the lists.
    public AlignedHistory {
        dates = List.copyOf(dates);
        coins = List.copyOf(coins);
    }

    /// Takes the days that are in every file.
    ///
    /// @param prices       by coin, one or more
    /// @param volatilities by coin, for none or some of them; several may share one
    /// @param last         days after it are left alone
    /// @return the aligned history, perhaps of no days
    public static AlignedHistory of(
            SortedMap<String, PriceHistory> prices, Map<String, PriceHistory> volatilities, LocalDate last) {
        TreeSet<LocalDate> any = new TreeSet<>();
        prices.values().forEach(file -> any.addAll(file.dates()));
        volatilities.values().forEach(file -> any.addAll(file.dates()));
        TreeSet<LocalDate> common = new TreeSet<>(any);
        prices.values().forEach(file -> common.retainAll(new TreeSet<>(file.dates())));
        volatilities.values().forEach(file -> common.retainAll(new TreeSet<>(file.dates())));
        List<LocalDate> dates = List.copyOf(common.headSet(last, true));
        List<Coin> coins = new ArrayList<>();
        prices.forEach((coin, history) -> coins.add(new Coin(
                coin,
                on(dates, history),
                Optional.ofNullable(volatilities.get(coin)).map(index -> on(dates, index)))));
        int between = dates.isEmpty()
                ? 0
                : any.subSet(dates.getFirst(), true, dates.getLast(), true).size();
        return new AlignedHistory(dates, coins, between - dates.size());
    }

    private static double[] on(List<LocalDate> dates, PriceHistory history) {
        Map<LocalDate, Double> closes = new HashMap<>();
        for (int i = 0; i < history.dates().size(); i++) {
            closes.put(history.dates().get(i), history.closes().get(i));
        }
        return dates.stream().mapToDouble(closes::get).toArray();
    }
}
