package io.margrid.host.backtest;

import java.time.LocalDate;
import java.util.List;

/// A margin told every day from the days before it, with the figures that overlays need. All are parts of the
/// price, and no day knows of later ones.
///
/// @param dates    days that the margins are for
/// @param margins  value at risk by the rule
/// @param stressed highest value at risk of plain returns that any window of the rule's length had so far
/// @param longRun  value at risk of plain returns of the look-back
/// @param losses   what was lost on the day; negative for a gain
/// @param years    years of history that the first and the last day had, at most the look-back
public record MarginSeries(
        List<LocalDate> dates, double[] margins, double[] stressed, double[] longRun, double[] losses, double[] years) {
    private static final double DAYS_A_YEAR = 365.25;

    /// Copies the list.
    public MarginSeries {
        dates = List.copyOf(dates);
    }

    /// Goes through a history.
    ///
    /// @param history       at least `window + 2` closes
    /// @param rule          how margins are told
    /// @param lookBackYears most years of the long run
    /// @return the series
    /// @throws IllegalArgumentException if the history is too short
    public static MarginSeries of(PriceHistory history, Backtest.Rule rule, int lookBackYears) {
        double[] returns = history.returns();
        int days = returns.length - rule.window();
        if (days < 1) {
            throw new IllegalArgumentException("a window of %d days needs at least %d closes: %d"
                    .formatted(
                            rule.window(), rule.window() + 2, history.closes().size()));
        }
        Backtest.Rule plain =
                new Backtest.Rule(ReturnScenarios.PLAIN, rule.lambda(), rule.window(), rule.confidence(), rule.side());
        double[] margins = new double[days];
        double[] stressed = new double[days];
        double[] longRun = new double[days];
        double[] losses = new double[days];
        int oldest = 0;
        double worst = Double.NEGATIVE_INFINITY;
        for (int day = 0; day < days; day++) {
            int today = day + rule.window();
            LocalDate start = history.dates().get(today).minusYears(lookBackYears);
            while (history.dates().get(oldest).isBefore(start) && oldest < day) {
                oldest++;
            }
            margins[day] = Backtest.risk(returns, day, rule).valueAtRisk();
            worst = Math.max(worst, Backtest.risk(returns, day, plain).valueAtRisk());
            stressed[day] = worst;
            longRun[day] = Backtest.risk(returns, oldest, today, plain).valueAtRisk();
            losses[day] = -rule.side() * returns[today];
        }
        LocalDate first = history.dates().getFirst();
        double[] years = {
            Math.min(
                    lookBackYears,
                    (history.dates().get(rule.window()).toEpochDay() - first.toEpochDay()) / DAYS_A_YEAR),
            Math.min(
                    lookBackYears,
                    (history.dates().get(returns.length - 1).toEpochDay() - first.toEpochDay()) / DAYS_A_YEAR)
        };
        return new MarginSeries(
                history.dates().subList(rule.window() + 1, returns.length + 1),
                margins,
                stressed,
                longRun,
                losses,
                years);
    }
}
