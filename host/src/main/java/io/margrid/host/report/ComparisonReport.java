package io.margrid.host.report;

import io.margrid.host.engine.Comparison;
import io.margrid.model.input.Violation;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.scenario.Scenario;
import io.margrid.v1.ComparisonRow;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/// Shows a book under several methodologies.
public final class ComparisonReport {
    /// Stages of the reduction; all others belong to the revaluation.
    private static final Set<String> REDUCTION = Set.of("margin");

    private static final double NANOS_PER_MILLI = 1e6;
    private static final String ROW = "  %-18s %16s %16s %8s %9s %16s %8s  %-34s %15s";

    private ComparisonReport() {}

    /// Prints a table, best first where the book can be margined, then what cannot be computed and why.
    ///
    /// @param comparison the rows
    /// @param out        takes the text
    /// @param palette    colours or none
    public static void print(Comparison comparison, PrintWriter out, Palette palette) {
        out.println(Figures.format(
                "account %s: gross notional %s%s",
                comparison.account(),
                comparison.grossUsd().isPresent()
                        ? Figures.usd(comparison.grossUsd().getAsDouble()) + " USD"
                        : "unknown",
                comparison.equityUsd().isPresent()
                        ? ", equity " + Figures.usd(comparison.equityUsd().getAsDouble()) + " USD"
                        : "; equity is not told: it needs balances with a USD price, and entry prices above zero"));
        out.println();
        out.println(palette.dim(
                header("", "initial", "maintenance", "of", "leverage", "free", "hedge", "worst", "time, ms")));
        out.println(palette.dim(header(
                "model",
                "margin, USD",
                "margin, USD",
                "equity",
                "effective",
                "capital, USD",
                "benefit",
                "scenario",
                "price + reduce")));
        for (Comparison.Row row : comparison.rows()) {
            row.outcome()
                    .ifPresent(outcome -> out.println(Figures.format(
                                    ROW,
                                    row.model().id(),
                                    Figures.usd(outcome.initialUsd()),
                                    Figures.usd(outcome.maintenanceUsd()),
                                    percent(comparison.utilisation(row)),
                                    number(comparison.leverage(row), "%,.1fx"),
                                    number(comparison.freeUsd(row), "%,.2f"),
                                    percent(comparison.hedgeBenefit(row)),
                                    outcome.worst().map(ComparisonReport::worst).orElse("none: no scenarios"),
                                    times(row))
                            .stripTrailing()));
        }
        List<Comparison.Row> refused = comparison.rows().stream()
                .filter(row -> row.outcome().isEmpty())
                .toList();
        if (!refused.isEmpty()) {
            out.println();
            out.println("Not computed:");
            refused.forEach(row -> refused(row, out));
        }
    }

    private static String header(Object... cells) {
        return Figures.format(ROW, cells).stripTrailing();
    }

    private static void refused(Comparison.Row row, PrintWriter out) {
        List<Violation> problems = row.problems();
        String more = problems.size() > 1 ? Figures.format(" (and %d more)", problems.size() - 1) : "";
        out.println(Figures.format(
                "  %-18s %s%s", row.model().id(), problems.getFirst().message(), more));
    }

    static String percent(OptionalDouble fraction) {
        // A benefit of nothing has no sign.
        return fraction.isPresent()
                ? Figures.format("%.1f %%", Math.rint(1e3 * fraction.getAsDouble()) / 10.0 + 0.0)
                : "";
    }

    private static String number(OptionalDouble value, String pattern) {
        return value.isPresent() ? Figures.format(pattern, value.getAsDouble()) : "";
    }

    private static String worst(Comparison.Worst worst) {
        Scenario scenario = scenario(worst);
        String coin = worst.set().set().pair().base().toUpperCase(Locale.ROOT);
        return scenario.name().isEmpty()
                ? Figures.format(
                        "%s %s, volatility %s",
                        coin,
                        Figures.percent(scenario.priceMove()),
                        scenario.volShock().name().toLowerCase(Locale.ROOT))
                : coin + " " + scenario.name();
    }

    private static Scenario scenario(Comparison.Worst worst) {
        return worst.set().grid().get(worst.set().worst().orElseThrow().worst().scenario());
    }

    private static String times(Comparison.Row row) {
        long price = 0;
        long reduce = 0;
        for (Map.Entry<String, Long> stage : row.times().nanos().entrySet()) {
            if (REDUCTION.contains(stage.getKey())) {
                reduce += stage.getValue();
            } else {
                price += stage.getValue();
            }
        }
        return Figures.format("%.1f + %.1f", price / NANOS_PER_MILLI, reduce / NANOS_PER_MILLI);
    }

    /// The comparison as a message.
    ///
    /// @param comparison the rows
    /// @param market     the market in use
    /// @return the message
    public static io.margrid.v1.Comparison message(Comparison comparison, MarketSnapshot market) {
        io.margrid.v1.Comparison.Builder message = io.margrid.v1.Comparison.newBuilder()
                .setAccount(comparison.account())
                .setMarket(ReportMessages.market(market));
        comparison.grossUsd().ifPresent(message::setGrossNotionalUsd);
        comparison.equityUsd().ifPresent(message::setEquityUsd);
        comparison.rows().forEach(row -> message.addRows(row(comparison, row)));
        return message.build();
    }

    static ComparisonRow row(Comparison comparison, Comparison.Row row) {
        ComparisonRow.Builder message = ComparisonRow.newBuilder()
                .setModel(row.model().id())
                .setTitle(row.model().title())
                .setParameterSetId(row.model().parameters().id())
                .setEvidence(ReportMessages.evidence(row.model().parameters().evidence()))
                .addAllStageTimes(ReportMessages.stageTimes(row.times().nanos()));
        row.outcome().ifPresent(outcome -> {
            message.setInitialMarginUsd(outcome.initialUsd())
                    .setMaintenanceMarginUsd(outcome.maintenanceUsd())
                    .addAllNotes(outcome.notes());
            outcome.worst()
                    .ifPresent(worst -> message.setWorstNettingSet(
                                    worst.set().set().key())
                            .setWorstScenario(ReportMessages.scenario(scenario(worst)))
                            .setWorstUsd(worst.usd() + 0.0));
        });
        comparison.utilisation(row).ifPresent(message::setUtilisation);
        comparison.leverage(row).ifPresent(message::setEffectiveLeverage);
        comparison.freeUsd(row).ifPresent(message::setFreeCapitalUsd);
        comparison.hedgeBenefit(row).ifPresent(message::setHedgeBenefit);
        for (Violation problem : row.problems()) {
            message.addProblems(io.margrid.v1.Violation.newBuilder()
                    .setPlace(problem.place())
                    .setMessage(problem.message()));
        }
        return message.build();
    }
}
