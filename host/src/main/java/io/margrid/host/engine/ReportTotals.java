package io.margrid.host.engine;

import io.margrid.model.book.Book;
import io.margrid.model.book.PassThroughAmounts;
import io.margrid.model.book.Position;
import io.margrid.model.margin.AccountRisk;
import io.margrid.model.margin.CurrencyMargin;
import io.margrid.model.margin.FullBook;
import io.margrid.model.margin.InstrumentRisk;
import io.margrid.model.margin.MarginModel;
import io.margrid.model.margin.MarginReport;
import io.margrid.model.margin.MarginTotals;
import io.margrid.model.margin.NettingSetMargin;
import io.margrid.model.margin.NettingSetRisk;
import io.margrid.model.margin.PositionRisk;
import io.margrid.model.margin.RevaluationPlan;
import io.margrid.model.margin.TotalsReducer;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.revaluation.CellRules;
import io.margrid.model.revaluation.Output;
import io.margrid.model.revaluation.RevaluationResult;
import io.margrid.model.revaluation.RunSums;
import io.margrid.model.revaluation.RunWeights;
import io.margrid.model.revaluation.WorstCells;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Totals of a model that makes only reports: a report for each account, of which the totals are kept.
final class ReportTotals implements TotalsReducer {
    private final MarginModel model;
    private final FullBook book;
    private final RevaluationPlan plan;
    private final MarketSnapshot market;
    private List<InstrumentRisk> units = List.of();
    private Set<String> unusable = Set.of();

    ReportTotals(MarginModel model, FullBook book, RevaluationPlan plan, MarketSnapshot market) {
        this.model = model;
        this.book = book;
        this.plan = plan;
        this.market = market;
    }

    @Override
    public CellRules rules() {
        return CellRules.none(Math.max(1, book.sets().size()), plan.shocks().scenarios());
    }

    @Override
    public Set<Output> outputs() {
        return Output.ALL;
    }

    @Override
    public double usdIndex(String currency) {
        // Overwritten by the reports, which say it for every currency that anybody has.
        return Double.NaN;
    }

    @Override
    public RunWeights instruments(RevaluationResult result) {
        units = MarginEngine.units(book.instruments(), plan, result);
        unusable = MarginEngine.unusable(units);
        return RunWeights.NONE;
    }

    @Override
    public void reduce(RevaluationResult result, int from, int to, RunSums sums, MarginTotals totals) {
        for (int account = from; account < to; account++) {
            try {
                take(account, model.margin(risk(account, result), market), totals);
            } catch (ArithmeticException e) {
                totals.refuse(account, "no margin can be told: " + e.getMessage());
            }
        }
    }

    private AccountRisk risk(int account, RevaluationResult result) {
        // By set, hence in canonical order of all positions.
        int[] rows = IntStream.range(book.firstRowOf(account), book.firstRowOf(account + 1))
                .boxed()
                .sorted(Comparator.comparingInt(row -> book.table().ruleGroup()[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        List<Position> positions = new ArrayList<>();
        List<NettingSetRisk> sets = new ArrayList<>();
        for (int row : rows) {
            List<PositionRisk> risks = new ArrayList<>();
            for (int e = book.table().rowStart()[row]; e < book.table().rowStart()[row + 1]; e++) {
                InstrumentRisk unit = units.get(book.table().instrument()[e]);
                Position position = new Position(unit.instrument(), book.table().quantity()[e]);
                positions.add(position);
                risks.add(new PositionRisk(position, unit));
            }
            NettingSetRisk set =
                    new NettingSetRisk(book.sets().get(book.table().ruleGroup()[row]), risks, result.bookVector(row));
            MarginEngine.requireFinite(set, unusable);
            sets.add(set);
        }
        Map<String, PassThroughAmounts> given = new TreeMap<>();
        for (int line = book.firstLine()[account]; line < book.firstLine()[account + 1]; line++) {
            given.put(
                    book.currencies().get(book.currency()[line]),
                    book.passThrough().get(line));
        }
        return new AccountRisk(new Book(book.accounts().get(account), positions, given), sets);
    }

    private void take(int account, MarginReport report, MarginTotals totals) {
        int line = book.firstLine()[account];
        for (CurrencyMargin margin : report.currencies()) {
            if (!margin.currency().equals(book.currencies().get(book.currency()[line]))) {
                throw new IllegalStateException(model.id() + " does not margin by settlement currency: no columns");
            }
            totals.initial()[line] = margin.initial();
            totals.maintenance()[line] = margin.maintenance();
            for (int c = 0; c < totals.components().size(); c++) {
                totals.amounts()[c][line] = margin.component(totals.components().get(c));
            }
            totals.usdIndex()[book.currency()[line]] = margin.usdIndex();
            int row = book.firstRow()[line];
            for (NettingSetMargin set : margin.sets()) {
                worst(totals.worstCells(), row, set);
                row++;
            }
            line++;
        }
    }

    private static void worst(WorstCells cells, int row, NettingSetMargin set) {
        set.worst().ifPresent(outcomes -> {
            cells.worst()[row] = outcomes.worst().scenario();
            cells.worstPnl()[row] = outcomes.worst().pnl();
            cells.runnerUp()[row] = outcomes.runnerUp().map(o -> o.scenario()).orElse(-1);
            cells.runnerUpPnl()[row] = outcomes.runnerUp().map(o -> o.pnl()).orElse(Double.NaN);
        });
    }
}
