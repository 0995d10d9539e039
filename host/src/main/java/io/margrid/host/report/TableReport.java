package io.margrid.host.report;

import io.margrid.model.instrument.OptionContract;
import io.margrid.model.margin.CurrencyMargin;
import io.margrid.model.margin.Greeks;
import io.margrid.model.margin.InstrumentRisk;
import io.margrid.model.margin.MarginComponent;
import io.margrid.model.margin.MarginReport;
import io.margrid.model.margin.NettingSetMargin;
import io.margrid.model.margin.PositionReport;
import io.margrid.model.margin.PositionRisk;
import io.margrid.model.margin.ScenarioOutcome;
import io.margrid.model.scenario.Scenario;
import io.margrid.model.scenario.ScenarioTable;
import io.margrid.model.scenario.VolShock;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Prints one account's report for a person: matrices, worst cases, every component.
public final class TableReport {
    private static final int CELL = 16;
    private static final String NO_MARK = "   ";

    private final PrintWriter out;
    private final Palette palette;

    /// A printer.
    ///
    /// @param out     takes the text
    /// @param palette colours or none
    public TableReport(PrintWriter out, Palette palette) {
        this.out = out;
        this.palette = palette;
    }

    /// Prints a report.
    ///
    /// @param report the report
    public void print(MarginReport report) {
        for (CurrencyMargin currency : report.currencies()) {
            for (NettingSetMargin set : currency.sets()) {
                set(currency, set);
            }
            components(currency);
        }
        totals(report);
    }

    private void set(CurrencyMargin currency, NettingSetMargin set) {
        String code = currency.currency().toUpperCase(Locale.ROOT);
        String base = set.set().pair().base().toUpperCase(Locale.ROOT);
        Greeks greeks = set.greeks();
        out.println(palette.bold(
                Figures.format("%s in %s (%s), index %s", base, code, set.set().key(), Figures.usd(set.index()))));
        out.println(Figures.format(
                "  delta %,.4f %s   gamma %,.6f %s per USD   vega %,.0f USD per vol point   theta %,.0f USD per day",
                greeks.delta(), base, greeks.gamma(), base, greeks.vegaPerVolPoint(), greeks.thetaPerDay()));
        if (set.grid().size() > 0) {
            out.println();
            standardTable(set, code);
            extendedTable(set, code);
            worst(set, code);
        }
        out.println();
    }

    private void standardTable(NettingSetMargin set, String code) {
        double largest = largest(set.preAggregated(), 0, set.grid().count(ScenarioTable.STANDARD));
        int decimals = Figures.decimals(largest);
        out.println(Figures.format("  Profit and loss in %s; rows: price move, columns: volatility", code));
        StringBuilder header = new StringBuilder(Figures.format("  %9s %12s", "move", "price"));
        List<VolShock> columns = new ArrayList<>();
        for (int s = 0; s < 3; s++) {
            VolShock shock = set.grid().get(s).volShock();
            columns.add(shock);
            header.append(Figures.format(" %" + CELL + "s", shock.name().toLowerCase(Locale.ROOT) + NO_MARK));
        }
        out.println(palette.dim(header.toString().stripTrailing()));
        for (int s = 0; s < set.grid().count(ScenarioTable.STANDARD); s += columns.size()) {
            double move = set.grid().get(s).priceMove();
            StringBuilder row = new StringBuilder(
                    Figures.format("  %9s %12s", Figures.percent(move), Figures.usd(set.index() * (1.0 + move))));
            for (int v = 0; v < columns.size(); v++) {
                row.append(cell(set, s + v, set.preAggregated()[s + v], decimals, largest));
            }
            out.println(row.toString().stripTrailing());
        }
    }

    private void extendedTable(NettingSetMargin set, String code) {
        int from = set.grid().count(ScenarioTable.STANDARD);
        int to = set.grid().size();
        if (from == to) {
            return;
        }
        double largest = largest(set.preAggregated(), from, to);
        int decimals = Figures.decimals(largest);
        out.println(Figures.format("  Extended table in %s: volatility up, scaled to the part that counts", code));
        out.println(palette.dim(Figures.format(
                        "  %9s %12s %" + CELL + "s%" + (CELL + 1) + "s",
                        "move",
                        "price",
                        "counts" + NO_MARK,
                        "after dampener" + NO_MARK)
                .stripTrailing()));
        for (int s = from; s < to; s++) {
            double move = set.grid().get(s).priceMove();
            String row = Figures.format("  %9s %12s", Figures.percent(move), Figures.usd(set.index() * (1.0 + move)))
                    + palette.pnl(
                            Figures.format(" %" + CELL + "s", Figures.cell(set.preAggregated()[s], decimals) + NO_MARK),
                            set.preAggregated()[s],
                            largest,
                            false)
                    + cell(set, s, set.aggregated()[s], decimals, largest);
            out.println(row.stripTrailing());
        }
    }

    /// A cell of fixed width with a mark on the worst and the runner-up.
    private String cell(NettingSetMargin set, int scenario, double value, int decimals, double largest) {
        boolean worst =
                set.worst().filter(w -> w.worst().scenario() == scenario).isPresent();
        boolean second = set.worst()
                .flatMap(w -> w.runnerUp())
                .filter(r -> r.scenario() == scenario)
                .isPresent();
        String mark = worst ? " *1" : second ? " *2" : NO_MARK;
        String text = Figures.format(" %" + CELL + "s", Figures.cell(value, decimals) + mark);
        return palette.pnl(text, value, largest, worst);
    }

    private void worst(NettingSetMargin set, String code) {
        set.worst().ifPresent(worst -> {
            outcome("*1 worst    ", set, worst.worst(), code);
            worst.runnerUp().ifPresent(runnerUp -> outcome("*2 runner-up", set, runnerUp, code));
        });
    }

    private void outcome(String label, NettingSetMargin set, ScenarioOutcome outcome, String code) {
        Scenario scenario = set.grid().get(outcome.scenario());
        out.println(Figures.format(
                "  %s %s %s: price %s, volatility %s (%s table, bucket %d, index %d)",
                label,
                Figures.cell(outcome.pnl(), 9),
                code,
                Figures.percent(scenario.priceMove()),
                scenario.volShock().name().toLowerCase(Locale.ROOT),
                scenario.table().name().toLowerCase(Locale.ROOT),
                scenario.bucket(),
                scenario.indexInTable()));
    }

    private void components(CurrencyMargin currency) {
        String code = currency.currency().toUpperCase(Locale.ROOT);
        out.println(palette.bold(Figures.format("Margin in %s", code)));
        for (MarginComponent component : currency.components()) {
            boolean subtotal = component.scope() == MarginComponent.Scope.SUBTOTAL;
            amount(currency, (subtotal ? "= " : "  ") + component.id().replace('_', ' '), component.amount());
        }
        out.println(palette.bold(amountLine(currency, "initial margin", currency.initial())));
        out.println(palette.bold(amountLine(currency, "maintenance margin", currency.maintenance())));
        out.println();
    }

    private void amount(CurrencyMargin currency, String label, double amount) {
        out.println(amountLine(currency, label, amount));
    }

    private static String amountLine(CurrencyMargin currency, String label, double amount) {
        boolean coin =
                currency.sets().stream().anyMatch(set -> set.set().pair().base().equals(currency.currency()));
        return Figures.format(
                "  %-28s %20s %-5s %20s USD",
                label,
                Figures.amount(amount, coin),
                currency.currency().toUpperCase(Locale.ROOT),
                Figures.usd(amount * currency.usdIndex()));
    }

    private void totals(MarginReport report) {
        out.println(palette.bold(Figures.format("Total of %s", report.account())));
        out.println(Figures.format("  %-28s %47s USD", "initial margin", Figures.usd(report.initialUsd())));
        out.println(Figures.format("  %-28s %47s USD", "maintenance margin", Figures.usd(report.maintenanceUsd())));
    }

    /// Prints the positions of a report.
    ///
    /// @param report the report
    public void printPositions(MarginReport report) {
        boolean own =
                report.positions().stream().anyMatch(line -> line.ownMargin().isPresent());
        out.println(palette.dim(
                positionRow(own, "instrument", "size", "forward", "volatility", "value", "delta", "own margin")));
        out.println(palette.dim(positionRow(own, "", "coins", "quote", "% a year", "settled", "coins", "settled")));
        for (PositionReport line : report.positions()) {
            PositionRisk risk = line.risk();
            InstrumentRisk unit = risk.unit();
            out.println(positionRow(
                    own,
                    unit.instrument().name(),
                    Figures.small(risk.quantity(), 4),
                    Figures.usd(unit.forward()),
                    unit.instrument() instanceof OptionContract
                            ? Figures.format("%.2f", 100.0 * unit.volatility())
                            : "",
                    Figures.small(risk.quantity() * unit.value(), 6),
                    Figures.small(risk.delta(), 4),
                    line.ownMargin().map(m -> Figures.small(m.initial(), 6)).orElse("")));
        }
    }

    private static String positionRow(boolean own, Object... cells) {
        return Figures.format(
                own ? "  %-28s %14s %12s %10s %14s %14s %14s" : "  %-28s %14s %12s %10s %14s %14s", cells);
    }

    private static double largest(double[] values, int from, int to) {
        double largest = 0.0;
        for (int i = from; i < to; i++) {
            largest = Math.max(largest, Math.abs(values[i]));
        }
        return largest;
    }
}
