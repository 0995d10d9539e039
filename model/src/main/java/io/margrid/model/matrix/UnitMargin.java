package io.margrid.model.matrix;

import io.margrid.model.book.Book;
import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.instrument.Settlement;
import io.margrid.model.margin.AccountEquity;
import io.margrid.model.margin.AccountRisk;
import io.margrid.model.margin.CurrencyMargin;
import io.margrid.model.margin.Greeks;
import io.margrid.model.margin.GridPlan;
import io.margrid.model.margin.MarginComponent;
import io.margrid.model.margin.MarginComponent.Scope;
import io.margrid.model.margin.MarginModel;
import io.margrid.model.margin.MarginReport;
import io.margrid.model.margin.NettingSet;
import io.margrid.model.margin.NettingSetMargin;
import io.margrid.model.margin.NettingSetRisk;
import io.margrid.model.margin.ParameterSet;
import io.margrid.model.margin.PositionReport;
import io.margrid.model.margin.RevaluationPlan;
import io.margrid.model.margin.WorstScenarios;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.scenario.ScenarioGrid;
import io.margrid.model.valuation.UsdValue;
import io.margrid.model.valuation.Valuation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The margin model of a methodology with risk units: positions of a coin are one netting set whatever they are
/// quoted and settled in, profits are counted in USD, and each unit is margined by itself.
///
/// An option is valued as an amount of quote currency, which the scenario's move does not change: premiums in coin
/// are converted at the scenario's own price, so an inverse option and a linear one of the same terms make the
/// same profit.
public final class UnitMargin implements MarginModel {
    private static final String USD = "usd";

    private final UnitRules rules;

    /// The model of a methodology.
    ///
    /// @param rules its rules, under its parameters
    public UnitMargin(UnitRules rules) {
        this.rules = rules;
    }

    @Override
    public String id() {
        return rules.id();
    }

    @Override
    public String title() {
        return rules.title();
    }

    @Override
    public List<String> limits() {
        return rules.limits();
    }

    @Override
    public ParameterSet parameters() {
        return rules.parameters();
    }

    @Override
    public List<String> components() {
        return rules.parts().stream().map(UnitRules.Part::id).toList();
    }

    @Override
    public List<Scope> scopes() {
        return rules.parts().stream().map(UnitRules.Part::scope).toList();
    }

    @Override
    public ScenarioGrid grid(CurrencyPair pair) {
        return rules.unit(pair.base()).isPresent() ? rules.grid(pair) : ScenarioGrid.EMPTY;
    }

    @Override
    public NettingSet nettingSet(CurrencyPair pair, Settlement settlement) {
        return NettingSet.ofCoin(pair.base());
    }

    @Override
    public Optional<String> problem(Instrument instrument, MarketSnapshot market) {
        CurrencyPair pair = instrument.pair();
        if (rules.unit(pair.base()).isEmpty()) {
            return Optional.of("parameter set %s has nothing for the coin %s (needed by %s); give a set that has it"
                    .formatted(parameters().id(), pair.base(), instrument.name()));
        }
        return Valuation.problem(instrument, market)
                .or(() -> UsdValue.problem(pair.quote(), market)
                        .map(problem -> "%s (needed by %s)".formatted(problem, instrument.name())));
    }

    @Override
    public Optional<String> currencyProblem(String currency, MarketSnapshot market) {
        return Optional.of("%s has no pass-through amounts by settlement currency: leave those of %s out"
                .formatted(id(), currency));
    }

    @Override
    public List<String> bookProblems(Book book, MarketSnapshot market) {
        return AccountEquity.problems(book, market);
    }

    @Override
    public RevaluationPlan plan(List<Instrument> instruments, MarketSnapshot market) {
        return GridPlan.of(rules, instruments, market);
    }

    @Override
    public MarginReport margin(AccountRisk account, MarketSnapshot market) {
        Map<String, List<NettingSetRisk>> units = new TreeMap<>();
        for (NettingSetRisk set : account.sets()) {
            String unit = rules.unit(set.set().pair().base()).orElseThrow();
            units.computeIfAbsent(unit, _ -> new ArrayList<>()).add(set);
        }
        List<CurrencyMargin> margins = new ArrayList<>();
        units.forEach((name, sets) -> {
            UnitRisk unit = new UnitRisk(name, sets, account.book(), market);
            UnitOutcome outcome = rules.margin(unit);
            margins.add(margin(name, outcome, sets(unit, outcome)));
        });
        new TreeMap<>(rules.besides(account.book(), market))
                .forEach((name, outcome) -> margins.add(margin(name, outcome, List.of())));
        List<PositionReport> positions = account.sets().stream()
                .flatMap(set -> set.positions().stream()
                        .map(position -> new PositionReport(set.set(), position, Optional.empty())))
                .toList();
        AccountEquity equity = AccountEquity.of(account, market, rules.inQuoteCurrency());
        MarginReport report = equity.report(new MarginReport(account.book().account(), id(), margins, positions));
        return report.with(rules.figures(account, market, report)).withNotes(rules.notes(account, market));
    }

    private List<NettingSetMargin> sets(UnitRisk unit, UnitOutcome outcome) {
        List<NettingSetMargin> sets = new ArrayList<>();
        for (int i = 0; i < unit.sets().size(); i++) {
            NettingSetRisk risk = unit.sets().get(i);
            double[] aggregated = outcome.aggregated().get(i);
            sets.add(new NettingSetMargin(
                    risk.set(),
                    grid(risk.set().pair()),
                    risk.indexUsd(unit.market()),
                    Greeks.sum(risk.positions()),
                    risk.pnl(),
                    aggregated,
                    WorstScenarios.of(aggregated)));
        }
        return sets;
    }

    private CurrencyMargin margin(String name, UnitOutcome outcome, List<NettingSetMargin> sets) {
        List<MarginComponent> components = new ArrayList<>();
        for (int c = 0; c < rules.parts().size(); c++) {
            UnitRules.Part part = rules.parts().get(c);
            components.add(new MarginComponent(
                    part.id(), part.scope(), finite(part.id(), outcome.amounts().get(c))));
        }
        return new CurrencyMargin(
                name,
                USD,
                1.0,
                finite("initial margin", outcome.initial()),
                finite("maintenance margin", outcome.maintenance()),
                components,
                sets);
    }

    private static double finite(String what, double amount) {
        if (!Double.isFinite(amount)) {
            throw new ArithmeticException("%s is not finite: %s".formatted(what, amount));
        }
        return amount + 0.0;
    }
}
