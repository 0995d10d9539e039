package io.margrid.host.report;

import io.margrid.model.history.SortedLosses;
import io.margrid.model.instrument.OptionContract;
import io.margrid.model.margin.AccountFigure;
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
import io.margrid.model.scenario.ScenarioGrid;
import io.margrid.model.scenario.ScenarioTable;
import io.margrid.model.scenario.VolShock;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Prints one account's report for a person: matrices, worst cases, every component.
public final class TableReport {
    private static final int CELL = 16;
    private static final String NO_MARK = "   ";

    /// Named scenarios that are printed; there may be thousands.
    private static final int NAMED_MAX = 20;

    private static final int PAST_DAYS_MAX = 10;

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
            // Of a risk unit only what counts is shown: sums in several currencies mean nothing before it.
            double[] cells = currency.unit().isEmpty() ? set.preAggregated() : set.aggregated();
            standardTable(set, cells, code);
            extendedTable(set, cells, code);
            named(set, cells, code);
            pastDays(set, cells, code);
            worst(set, code);
        }
        out.println();
    }

    private void standardTable(NettingSetMargin set, double[] cells, String code) {
        int standard = set.grid().count(ScenarioTable.STANDARD);
        if (standard == 0) {
            return;
        }
        double largest = largest(cells, 0, standard);
        int decimals = Figures.decimals(largest);
        out.println(Figures.format("  Profit and loss in %s; rows: price move, columns: volatility", code));
        StringBuilder header = new StringBuilder(Figures.format("  %9s %12s", "move", "price"));
        List<VolShock> columns = columns(set.grid());
        for (VolShock shock : columns) {
            header.append(Figures.format(" %" + CELL + "s", shock.name().toLowerCase(Locale.ROOT) + NO_MARK));
        }
        out.println(palette.dim(header.toString().stripTrailing()));
        int s = 0;
        while (s < standard) {
            Scenario first = set.grid().get(s);
            double move = first.priceMove();
            StringBuilder row = new StringBuilder(
                    Figures.format("  %9s %12s", Figures.percent(move), Figures.usd(set.index() * (1.0 + move))));
            for (VolShock column : columns) {
                // A move need not come with every volatility.
                boolean here = s < standard
                        && set.grid().get(s).bucket() == first.bucket()
                        && set.grid().get(s).volShock() == column;
                row.append(
                        here
                                ? cell(set, s, cells[s], decimals, largest)
                                : Figures.format(" %" + CELL + "s", "" + NO_MARK));
                s += here ? 1 : 0;
            }
            out.println(row.toString().stripTrailing());
        }
    }

    private void extendedTable(NettingSetMargin set, double[] cells, String code) {
        int from = set.grid().count(ScenarioTable.STANDARD);
        int to = from + set.grid().count(ScenarioTable.EXTENDED);
        if (from == to) {
            return;
        }
        double largest = largest(cells, from, to);
        int decimals = Figures.decimals(largest);
        // Where nothing is taken off a cell, its second column would say the same as its first.
        boolean adjusted = !Arrays.equals(cells, from, to, set.aggregated(), from, to);
        out.println(Figures.format("  Extended table in %s: scaled to the part that counts", code));
        String header =
                Figures.format("  %9s %12s %10s %" + CELL + "s", "move", "price", "volatility", "counts" + NO_MARK)
                        + (adjusted ? Figures.format(" %" + CELL + "s", "after dampener" + NO_MARK) : "");
        out.println(palette.dim(header.stripTrailing()));
        for (int s = from; s < to; s++) {
            Scenario scenario = set.grid().get(s);
            double move = scenario.priceMove();
            double counts = cells[s];
            String row = Figures.format(
                    "  %9s %12s %10s",
                    Figures.percent(move),
                    Figures.usd(set.index() * (1.0 + move)),
                    scenario.volShock().name().toLowerCase(Locale.ROOT));
            if (adjusted) {
                String text = Figures.format(" %" + CELL + "s", Figures.cell(counts, decimals) + NO_MARK);
                row += palette.pnl(text, counts, largest, false);
            }
            out.println((row + cell(set, s, set.aggregated()[s], decimals, largest)).stripTrailing());
        }
    }

    /// The volatilities of the standard table, in the order of the move that comes with most of them.
    private static List<VolShock> columns(ScenarioGrid grid) {
        Map<Integer, List<VolShock>> byBucket = grid.scenarios().stream()
                .filter(scenario -> scenario.table() == ScenarioTable.STANDARD)
                .collect(Collectors.groupingBy(
                        Scenario::bucket, TreeMap::new, Collectors.mapping(Scenario::volShock, Collectors.toList())));
        return byBucket.values().stream()
                .max(Comparator.comparingInt(List::size))
                .orElse(List.of());
    }

    /// Scenarios that are called by their names.
    private void named(NettingSetMargin set, double[] cells, String code) {
        int from = set.grid().count(ScenarioTable.STANDARD) + set.grid().count(ScenarioTable.EXTENDED);
        int end = from + set.grid().count(ScenarioTable.SPECIAL);
        int to = Math.min(end, from + NAMED_MAX);
        if (from == end) {
            return;
        }
        double largest = largest(cells, from, end);
        int decimals = Figures.decimals(largest);
        out.println(Figures.format("  Further scenarios in %s", code));
        for (int s = from; s < to; s++) {
            out.println(
                    (Figures.format("  %-22s", set.grid().get(s).name()) + cell(set, s, cells[s], decimals, largest))
                            .stripTrailing());
        }
        if (to < end) {
            out.println(Figures.format("  and %d more", end - to));
        }
    }

    /// The days that the set loses most on, since there may be thousands.
    private void pastDays(NettingSetMargin set, double[] cells, String code) {
        int days = set.grid().count(ScenarioTable.HISTORY);
        if (days == 0) {
            return;
        }
        int from = set.grid().size() - days;
        double largest = largest(cells, from, set.grid().size());
        int decimals = Figures.decimals(largest);
        out.println(Figures.format("  Worst of %d past days in %s", days, code));
        for (SortedLosses.Ranked day :
                SortedLosses.of(cells, from, set.grid().size()).worst(PAST_DAYS_MAX)) {
            int s = from + day.scenario();
            Scenario scenario = set.grid().get(s);
            out.println((Figures.format("  %-22s %9s", scenario.name(), Figures.percent(scenario.priceMove()))
                            + cell(set, s, cells[s], decimals, largest))
                    .stripTrailing());
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
        if (!scenario.name().isEmpty()) {
            out.println(Figures.format("  %s %s %s: %s", label, Figures.cell(outcome.pnl(), 9), code, scenario.name()));
            return;
        }
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
        out.println(palette.bold(
                currency.unit().isEmpty()
                        ? Figures.format("Margin in %s", code)
                        : Figures.format("Margin of %s in %s", currency.unit().toUpperCase(Locale.ROOT), code)));
        // What is margined beside the units has few of their components, and nobody misses the others.
        boolean beside = !currency.unit().isEmpty() && currency.sets().isEmpty();
        for (MarginComponent component : currency.components()) {
            if (beside && component.amount() == 0.0) {
                continue;
            }
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
        if (currency.currency().equals("usd")) {
            return Figures.format("  %-34s %41s USD", label, Figures.usd(amount));
        }
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
        for (AccountFigure figure : report.figures()) {
            String label = figure.id().replace('_', ' ');
            out.println(
                    switch (figure.unit()) {
                        case USD -> Figures.format("  %-36s %39s USD", label, Figures.usd(figure.amount()));
                        case RATIO -> Figures.format("  %-36s %39.4f", label, figure.amount());
                    });
        }
    }

    /// Prints the positions of a report.
    ///
    /// @param report the report
    public void printPositions(MarginReport report) {
        boolean own =
                report.positions().stream().anyMatch(line -> line.ownMargin().isPresent());
        out.println(palette.dim(positionRow(
                own, "instrument", "size", "forward", "volatility", "value", "delta", "own margin", "liquidation")));
        out.println(palette.dim(
                positionRow(own, "", "coins", "quote", "% a year", "settled", "coins", "settled", "price")));
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
                    line.ownMargin().map(m -> Figures.small(m.initial(), 6)).orElse(""),
                    line.liquidationPrice().isPresent()
                            ? Figures.usd(line.liquidationPrice().getAsDouble())
                            : ""));
        }
    }

    private static String positionRow(boolean own, Object... cells) {
        return Figures.format(
                        own ? "  %-28s %14s %12s %10s %14s %14s %14s %12s" : "  %-28s %14s %12s %10s %14s %14s", cells)
                .stripTrailing();
    }

    private static double largest(double[] values, int from, int to) {
        double largest = 0.0;
        for (int i = from; i < to; i++) {
            largest = Math.max(largest, Math.abs(values[i]));
        }
        return largest;
    }
}
