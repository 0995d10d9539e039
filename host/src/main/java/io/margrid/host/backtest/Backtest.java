package io.margrid.host.backtest;

import io.margrid.model.history.TailRisk;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a value at risk of one day, told every day from the days before it, would have been worth.
///
/// @param days         days that were told
/// @param bad          those with a loss beyond
/// @param coverage     Kupiec's test
/// @param independence Christoffersen's test
/// @param conditional  both at once
/// @param zone         Basel's zone, of the last 250 days
/// @param lastDays     days that the zone is of
/// @param lastBad      bad ones among them
/// @param next         risk of the day after the last
public record Backtest(
        int days,
        List<BadDay> bad,
        CoverageTest coverage,
        CoverageTest independence,
        CoverageTest conditional,
        TrafficLight zone,
        int lastDays,
        int lastBad,
        TailRisk next) {
    private static final int BASEL_DAYS = 250;

    /// A day with a loss beyond the value at risk. Both are parts of the price.
    ///
    /// @param date        the day
    /// @param loss        what was lost
    /// @param valueAtRisk what had been told
    public record BadDay(LocalDate date, double loss, double valueAtRisk) {}

    /// How the value at risk is told.
    ///
    /// @param scenarios  what past days say of the next
    /// @param lambda     weight of the past in volatilities
    /// @param window     days that count
    /// @param confidence for example 0.99
    /// @param side       1 for a long position, -1 for a short one
    public record Rule(ReturnScenarios scenarios, double lambda, int window, double confidence, int side) {}

    /// Copies the list.
    public Backtest {
        bad = List.copyOf(bad);
    }

    /// Goes through a history.
    ///
    /// @param history more than `window + 1` closes
    /// @param rule    how the value at risk is told
    /// @return what came of it
    /// @throws IllegalArgumentException if the history is too short
    public static Backtest of(PriceHistory history, Rule rule) {
        double[] returns = history.returns();
        int days = returns.length - rule.window();
        if (days < 1) {
            throw new IllegalArgumentException("a window of %d days needs at least %d closes: %d"
                    .formatted(
                            rule.window(), rule.window() + 2, history.closes().size()));
        }
        boolean[] beyond = new boolean[days];
        List<BadDay> bad = new ArrayList<>();
        for (int day = 0; day < days; day++) {
            TailRisk told = risk(returns, day, rule);
            double loss = -rule.side() * returns[day + rule.window()];
            beyond[day] = loss > told.valueAtRisk();
            if (beyond[day]) {
                bad.add(new BadDay(history.dates().get(day + rule.window() + 1), loss, told.valueAtRisk()));
            }
        }
        double chance = 1.0 - rule.confidence();
        CoverageTest coverage = CoverageTest.kupiec(days, bad.size(), chance);
        CoverageTest independence = CoverageTest.independence(beyond);
        int lastDays = Math.min(days, BASEL_DAYS);
        int lastBad = 0;
        for (int day = days - lastDays; day < days; day++) {
            lastBad += beyond[day] ? 1 : 0;
        }
        return new Backtest(
                days,
                bad,
                coverage,
                independence,
                CoverageTest.conditional(coverage, independence),
                TrafficLight.of(lastDays, lastBad, chance),
                lastDays,
                lastBad,
                risk(returns, days, rule));
    }

    /// Risk of the day after the window that begins at `from`.
    static TailRisk risk(double[] returns, int from, Rule rule) {
        return risk(returns, from, from + rule.window(), rule);
    }

    /// Risk of the day after the returns from `from` to before `to`, whatever the rule's window.
    static TailRisk risk(double[] returns, int from, int to, Rule rule) {
        double[] past = Arrays.copyOfRange(returns, from, to);
        double[] scenarios = rule.scenarios().of(past, rule.lambda());
        for (int i = 0; i < scenarios.length; i++) {
            scenarios[i] *= rule.side();
        }
        return TailRisk.of(scenarios, rule.confidence());
    }
}
