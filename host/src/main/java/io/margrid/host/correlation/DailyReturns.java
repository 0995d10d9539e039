package io.margrid.host.correlation;

import io.margrid.host.backtest.PriceHistory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeSet;

/// Relative changes of several coins from each day that all have to the next such day. Arrays are shared.
///
/// @param coins   their codes
/// @param start   day that the first change begins at
/// @param dates   days that the changes end at, rising
/// @param changes for each coin one for each date
/// @param dropped days between the first and the last that some coins have and others have not
public record DailyReturns(
        List<String> coins, LocalDate start, List<LocalDate> dates, double[][] changes, int dropped) {
    /// Copies the lists.
    public DailyReturns {
        coins = List.copyOf(coins);
        dates = List.copyOf(dates);
    }

    /// From closes.
    ///
    /// @param histories by coin
    /// @param from      first close that counts
    /// @param to        last close that counts
    /// @return the changes
    /// @throws IllegalArgumentException if less than two days are in all of them
    public static DailyReturns of(SequencedMap<String, PriceHistory> histories, LocalDate from, LocalDate to) {
        TreeSet<LocalDate> any = new TreeSet<>();
        histories.values().forEach(history -> any.addAll(history.dates()));
        TreeSet<LocalDate> common = new TreeSet<>(any);
        histories.values().forEach(history -> common.retainAll(new TreeSet<>(history.dates())));
        List<LocalDate> days = common.stream()
                .filter(day -> !day.isBefore(from) && !day.isAfter(to))
                .toList();
        if (days.size() < 2) {
            throw new IllegalArgumentException(
                    "two or more days must be in all files and from %s to %s: %d".formatted(from, to, days.size()));
        }
        List<double[]> changes = new ArrayList<>();
        for (PriceHistory history : histories.values()) {
            Map<LocalDate, Double> closes = new HashMap<>();
            for (int i = 0; i < history.dates().size(); i++) {
                closes.put(history.dates().get(i), history.closes().get(i));
            }
            double[] prices = days.stream().mapToDouble(closes::get).toArray();
            double[] of = new double[prices.length - 1];
            for (int i = 0; i < of.length; i++) {
                of[i] = prices[i + 1] / prices[i] - 1.0;
            }
            changes.add(of);
        }
        int between = any.subSet(days.getFirst(), true, days.getLast(), true).size();
        return new DailyReturns(
                List.copyOf(histories.sequencedKeySet()),
                days.getFirst(),
                days.subList(1, days.size()),
                changes.toArray(double[][]::new),
                between - days.size());
    }

    /// Changes.
    ///
    /// @return how many each coin has
    public int size() {
        return dates.size();
    }

    /// A part.
    ///
    /// @param first index of its first change
    /// @param size  changes of it
    /// @return the part; `dropped` stays that of the whole
    public DailyReturns window(int first, int size) {
        return new DailyReturns(
                coins,
                first == 0 ? start : dates.get(first - 1),
                dates.subList(first, first + size),
                Arrays.stream(changes)
                        .map(of -> Arrays.copyOfRange(of, first, first + size))
                        .toArray(double[][]::new),
                dropped);
    }
}
