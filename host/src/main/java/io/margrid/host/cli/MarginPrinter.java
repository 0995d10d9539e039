package io.margrid.host.cli;

import com.google.gson.JsonObject;
import io.margrid.host.deribit.Shown;
import io.margrid.host.engine.AccountResult;
import io.margrid.host.engine.StandAlone;
import io.margrid.host.report.CsvReport;
import io.margrid.host.report.DeribitFormat;
import io.margrid.host.report.ReportContext;
import io.margrid.host.report.ReportMessages;
import io.margrid.host.report.TableReport;
import io.margrid.model.deribit.DeribitParameters;
import io.margrid.model.input.Violation;
import io.margrid.model.margin.MarginReport;
import io.margrid.model.margin.ParameterSet;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.v1.ReportView;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Prints the outcome of a run in one of the formats, and says by the exit code whether every account was
/// margined.
final class MarginPrinter {
    private static final DateTimeFormatter INSTANT = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd HH:mm:ss.SSS 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final double NANOS_PER_MILLI = 1e6;

    private final Console console;
    private final PrintWriter out;
    private final ReportFormat format;
    private final boolean positions;

    MarginPrinter(Console console, ReportFormat format, boolean positions) {
        this.console = console;
        this.out = console.out();
        this.format = format;
        this.positions = positions;
    }

    /// Prints reports, refusals and counts.
    ///
    /// @return [ExitCodes#OK] if every account has a report, else [ExitCodes#BAD_INPUT]
    int print(MarginRun run) throws IOException {
        if (format != ReportFormat.JSON) {
            notes(run);
        }
        switch (format) {
            case TABLE -> table(run);
            case JSON -> json(run);
            case CSV ->
                CsvReport.print(run.input().model().components(), run.answer().results(), out);
            case DERIBIT -> deribit(run);
        }
        out.flush();
        if (run.answer().refused().isEmpty()) {
            return ExitCodes.OK;
        }
        refused(run);
        return ExitCodes.BAD_INPUT;
    }

    /// Remarks on single accounts; those on market and books are printed as soon as they are read.
    private void notes(MarginRun run) {
        boolean several = run.drafts().size() > 1;
        console.notes(run.answer().margined().stream()
                .flatMap(margined -> margined.notes().stream()
                        .map(note -> several ? "account %s: %s".formatted(Shown.cut(margined.account()), note) : note))
                .toList());
    }

    private void refused(MarginRun run) {
        boolean several = run.drafts().size() > 1;
        console.violations(run.answer().refused().stream()
                .flatMap(refused -> refused.violations().stream()
                        .map(violation -> several ? ofAccount(refused.account(), violation) : violation))
                .toList());
    }

    private static Violation ofAccount(String account, Violation violation) {
        if (violation.others() > 0) {
            return violation;
        }
        String place = "account " + Shown.cut(account);
        return new Violation(
                violation.place().isEmpty() ? place : place + ", " + violation.place(), violation.message());
    }

    private void table(MarginRun run) {
        if (run.drafts().size() == 1 && !run.answer().refused().isEmpty()) {
            return;
        }
        header(run);
        if (run.drafts().size() == 1) {
            run.answer().margined().forEach(margined -> single(run, margined));
        } else {
            accounts(run);
        }
        times(run);
    }

    private void header(MarginRun run) {
        MarketSnapshot market = run.market();
        out.println("market      %s, forwards %s, %s, %s"
                .formatted(
                        market.id(),
                        market.forwardSource().name().toLowerCase(Locale.ROOT),
                        Shown.count(market.optionCount(), "option"),
                        Shown.count(market.futureCount(), "future")));
        market.pairs()
                .forEach((pair, m) -> out.println(String.format(
                        Locale.ROOT,
                        "            %-10s index %,.2f as of %s",
                        pair,
                        m.index(),
                        INSTANT.format(m.asOf()))));
        ParameterSet parameters = run.parameters();
        out.println("parameters  %s (%s, as of %s), sha256 %s"
                .formatted(
                        parameters.id(),
                        parameters.evidence().name().toLowerCase(Locale.ROOT),
                        parameters.asOf(),
                        parameters.sha256().substring(0, 12)));
        out.println("backend     " + run.answer().backend().label());
    }

    private void single(MarginRun run, AccountResult.Margined margined) {
        MarginReport report = margined.report();
        out.println("book        account %s, %s, %s, model %s"
                .formatted(
                        report.account(),
                        Shown.count(run.linesIn(), "line"),
                        Shown.count(report.positions().size(), "instrument"),
                        report.modelId()));
        out.println();
        TableReport table = new TableReport(out, console.palette());
        if (positions) {
            table.printPositions(report);
            out.println();
        }
        table.print(report);
        run.standAlone().ifPresent(alone -> hedgeBenefit(alone, report));
        out.println();
    }

    private void hedgeBenefit(StandAlone alone, MarginReport report) {
        if (!alone.refused().isEmpty()) {
            console.notes(List.of("no hedge benefit can be told, since these cannot be margined alone: "
                    + Shown.names(alone.refused())));
            return;
        }
        double saved = alone.initialUsd() - report.initialUsd();
        out.println(
                String.format(Locale.ROOT, "  %-28s %,47.2f USD", "sum of stand-alone margins", alone.initialUsd()));
        out.println(String.format(
                Locale.ROOT,
                "  %-28s %,47.2f USD%s",
                "hedge benefit",
                saved,
                alone.initialUsd() > 0.0
                        ? String.format(Locale.ROOT, " (%.1f %%)", 100.0 * saved / alone.initialUsd())
                        : ""));
    }

    private void accounts(MarginRun run) {
        out.println();
        out.println(String.format(
                Locale.ROOT,
                "%-24s %10s %22s %22s  %s",
                "account",
                "lines",
                "initial USD",
                "maintenance USD",
                "status"));
        for (int i = 0; i < run.drafts().size(); i++) {
            int lines = run.drafts().get(i).rowsRead();
            switch (run.answer().results().get(i)) {
                case AccountResult.Refused refused ->
                    out.println(String.format(
                            Locale.ROOT,
                            "%-24s %10d %22s %22s  refused, problems: %d",
                            refused.account(),
                            lines,
                            "",
                            "",
                            refused.violations().stream()
                                    .mapToLong(Violation::count)
                                    .sum()));
                case AccountResult.Margined margined ->
                    out.println(String.format(
                            Locale.ROOT,
                            "%-24s %10d %,22.2f %,22.2f  ok",
                            margined.account(),
                            lines,
                            margined.report().initialUsd(),
                            margined.report().maintenanceUsd()));
            }
        }
        out.println();
        out.println(String.format(
                Locale.ROOT,
                "%s: %d margined, %d refused; %s in: %d reported, %d refused",
                Shown.count(run.drafts().size(), "account"),
                run.answer().margined().size(),
                run.answer().refused().size(),
                Shown.count(run.linesIn(), "line"),
                run.linesReported(),
                run.linesIn() - run.linesReported()));
        if (positions) {
            TableReport table = new TableReport(out, console.palette());
            for (AccountResult.Margined margined : run.answer().margined()) {
                out.println();
                out.println("account " + margined.account());
                table.printPositions(margined.report());
            }
        }
    }

    private void times(MarginRun run) {
        StringBuilder split = new StringBuilder("time        ");
        double total = 0.0;
        for (Map.Entry<String, Long> stage : run.times().nanos().entrySet()) {
            double millis = stage.getValue() / NANOS_PER_MILLI;
            total += millis;
            split.append(String.format(Locale.ROOT, "%s %.1f + ", stage.getKey(), millis));
        }
        split.setLength(split.length() - 2);
        out.println(split
                + String.format(
                        Locale.ROOT,
                        "= %.1f ms; %s x %d scenarios",
                        total,
                        Shown.count(run.answer().instruments(), "instrument"),
                        run.answer().instruments() == 0
                                ? 0
                                : run.answer().cells() / run.answer().instruments()));
    }

    private void json(MarginRun run) {
        ReportView view = positions ? ReportView.REPORT_VIEW_FULL : ReportView.REPORT_VIEW_MATRIX;
        if (run.drafts().size() == 1 && run.answer().refused().isEmpty()) {
            AccountResult.Margined margined = run.answerWithNotes().margined().getFirst();
            ReportContext context = new ReportContext(
                    run.parameters(),
                    run.market(),
                    run.answer().backend(),
                    margined.notes(),
                    run.drafts().getFirst().rowsRead(),
                    run.times().nanos());
            out.println(ReportMessages.json(ReportMessages.of(margined.report(), context, view)));
        } else {
            out.println(ReportMessages.json(
                    ReportMessages.of(run.answerWithNotes(), run.drafts(), run.parameters(), run.market(), view)));
        }
    }

    private void deribit(MarginRun run) {
        if (!(run.parameters() instanceof DeribitParameters parameters)) {
            throw new IllegalStateException(
                    "not Deribit's parameters: " + run.parameters().id());
        }
        List<AccountResult.Margined> margined = run.answer().margined();
        if (run.drafts().size() == 1) {
            margined.forEach(m -> out.println(DeribitFormat.write(m.report(), parameters, run.market())));
            return;
        }
        JsonObject accounts = new JsonObject();
        margined.forEach(m -> accounts.add(m.account(), DeribitFormat.json(m.report(), parameters, run.market())));
        out.println(DeribitFormat.text(accounts));
    }
}
