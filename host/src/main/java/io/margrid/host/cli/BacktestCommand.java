package io.margrid.host.cli;

import io.margrid.host.backtest.Backtest;
import io.margrid.host.backtest.CoverageTest;
import io.margrid.host.backtest.PriceHistory;
import io.margrid.host.backtest.ReturnScenarios;
import io.margrid.host.deribit.SourceFiles;
import io.margrid.model.input.InvalidInputException;
import io.margrid.model.input.Violations;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Tells a value at risk from past prices and whether it would have held.
@Command(
        name = "backtest",
        description = "Value at risk and expected shortfall of one day from past closes, and whether the former would"
                + " have held: Kupiec, Christoffersen, traffic light.")
final class BacktestCommand implements Callable<Integer> {
    private static final int SHOWN = 10;

    private final Console console;

    @Option(
            names = "--prices",
            paramLabel = "FILE",
            required = true,
            description = "daily closes as CSV with the columns date and close; - for standard input")
    private String prices = "";

    @Option(
            names = "--method",
            paramLabel = "NAME",
            defaultValue = "filtered",
            description = "plain (past returns) or filtered (scaled to the volatility of the day) (default:"
                    + " ${DEFAULT-VALUE})")
    private ReturnScenarios method = ReturnScenarios.FILTERED;

    @Option(
            names = "--window",
            paramLabel = "DAYS",
            defaultValue = "500",
            description = "past days that count, 20 to 10000 (default: ${DEFAULT-VALUE})")
    private int window = 500;

    @Option(
            names = "--confidence",
            paramLabel = "P",
            defaultValue = "0.99",
            description = "0.5 to 0.9999 (default: ${DEFAULT-VALUE})")
    private double confidence = 0.99;

    @Option(
            names = "--lambda",
            paramLabel = "L",
            defaultValue = "0.97",
            description = "weight of the past in volatilities, 0 to 1 (default: ${DEFAULT-VALUE})")
    private double lambda = 0.97;

    @Option(
            names = "--overlays",
            description = "also margins of all days with each tool against procyclicality: buffer, stressed, floor")
    private boolean overlays;

    @Option(names = "--short", description = "of a short position instead of a long one")
    private boolean isShort;

    BacktestCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Violations violations = new Violations();
        range(violations, "--window", window, 20, 10_000);
        range(violations, "--confidence", confidence, 0.5, 0.9999);
        range(violations, "--lambda", lambda, 0.0, 1.0);
        violations.throwIfAny();
        PriceHistory history = PriceHistory.read(SourceFiles.one(prices));
        Backtest.Rule rule = new Backtest.Rule(method, lambda, window, confidence, isShort ? -1 : 1);
        Backtest test;
        try {
            test = Backtest.of(history, rule);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("prices", String.valueOf(e.getMessage()));
        }
        print(history, test);
        if (overlays) {
            OverlayTable.print(history, rule, console.out());
        }
        console.out().flush();
        return ExitCodes.OK;
    }

    private static void range(Violations violations, String option, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            violations.add(option, "must be %s to %s: %s".formatted(least, most, value));
        }
    }

    private void print(PriceHistory history, Backtest test) {
        PrintWriter out = console.out();
        line(
                out,
                "history",
                "%s to %s, %d closes",
                history.dates().getFirst(),
                history.dates().getLast(),
                history.closes().size());
        line(
                out,
                "rule",
                "%s, %s returns, %d days, confidence %s%s",
                isShort ? "short" : "long",
                method.name().toLowerCase(Locale.ROOT),
                window,
                confidence,
                method == ReturnScenarios.FILTERED ? ", lambda " + lambda : "");
        line(
                out,
                "next day",
                "value at risk %.3f %% (%.3f to %.3f with 95 %%), expected shortfall %.3f %%",
                100.0 * test.next().valueAtRisk(),
                100.0 * test.next().lower(),
                100.0 * test.next().upper(),
                100.0 * test.next().expectedShortfall());
        line(
                out,
                "told",
                "%d days, %d with a loss beyond it, %.1f expected",
                test.days(),
                test.bad().size(),
                test.days() * (1.0 - confidence));
        line(out, "coverage", "Kupiec %s", shown(test.coverage()));
        line(out, "independence", "Christoffersen %s", shown(test.independence()));
        line(out, "both", "%s", shown(test.conditional()));
        line(
                out,
                "zone",
                "%s: %d bad of the last %d days",
                test.zone().name().toLowerCase(Locale.ROOT),
                test.lastBad(),
                test.lastDays());
        List<Backtest.BadDay> bad = test.bad();
        out.println();
        out.println("Last days with a loss beyond:");
        bad.subList(Math.max(0, bad.size() - SHOWN), bad.size())
                .forEach(day -> out.println(String.format(
                        Locale.ROOT,
                        "  %s  lost %.3f %%, told %.3f %%",
                        day.date(),
                        100.0 * day.loss(),
                        100.0 * day.valueAtRisk())));
    }

    private static String shown(CoverageTest test) {
        return String.format(Locale.ROOT, "LR %.3f, p %.4f", test.statistic(), test.pValue());
    }

    private static void line(PrintWriter out, String label, String pattern, Object... values) {
        out.println("%-13s ".formatted(label) + String.format(Locale.ROOT, pattern, values));
    }
}
