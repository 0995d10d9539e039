package io.margrid.model.account;

import io.margrid.model.book.Book;
import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.instrument.Settlement;
import io.margrid.model.margin.AccountEquity;
import io.margrid.model.margin.AccountFigure;
import io.margrid.model.margin.AccountRisk;
import io.margrid.model.margin.CurrencyMargin;
import io.margrid.model.margin.Greeks;
import io.margrid.model.margin.MarginComponent;
import io.margrid.model.margin.MarginComponent.Scope;
import io.margrid.model.margin.MarginModel;
import io.margrid.model.margin.MarginReport;
import io.margrid.model.margin.NettingSet;
import io.margrid.model.margin.NettingSetMargin;
import io.margrid.model.margin.NettingSetRisk;
import io.margrid.model.margin.ParameterSet;
import io.margrid.model.margin.PositionReport;
import io.margrid.model.margin.PositionRisk;
import io.margrid.model.margin.RevaluationPlan;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.matrix.UnitRules;
import io.margrid.model.scenario.ScenarioGrid;
import io.margrid.model.valuation.UsdValue;
import io.margrid.model.valuation.Valuation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// The margin model of a methodology without scenarios: one margin of the whole account, counted in USD.
public final class ClosedFormMargin implements MarginModel {
    private static final String USD = "usd";

    private final AccountRules rules;

    /// The model of a methodology.
    ///
    /// @param rules its rules, under its parameters
    public ClosedFormMargin(AccountRules rules) {
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
        return ScenarioGrid.EMPTY;
    }

    @Override
    public NettingSet nettingSet(CurrencyPair pair, Settlement settlement) {
        return NettingSet.ofCoin(pair.base());
    }

    @Override
    public Optional<String> problem(Instrument instrument, MarketSnapshot market) {
        return Valuation.problem(instrument, market)
                .or(() -> UsdValue.problem(instrument, market))
                .or(() -> UsdValue.problem(instrument.pair().quote(), market)
                        .map(problem -> "%s (needed by %s)".formatted(problem, instrument.name())))
                .or(() -> rules.refusal(instrument, market));
    }

    @Override
    public Optional<String> currencyProblem(String currency, MarketSnapshot market) {
        return Optional.of("%s has no pass-through amounts by settlement currency: leave those of %s out"
                .formatted(id(), currency));
    }

    @Override
    public List<String> bookProblems(Book book, MarketSnapshot market) {
        List<String> problems = new ArrayList<>(AccountEquity.problems(book, market));
        problems.addAll(rules.bookProblems(book, market));
        return problems;
    }

    @Override
    public RevaluationPlan plan(List<Instrument> instruments, MarketSnapshot market) {
        return Valuation.plan(instruments, market);
    }

    @Override
    public MarginReport margin(AccountRisk risk, MarketSnapshot market) {
        HeldAccount account = HeldAccount.of(risk, market);
        AccountOutcome outcome = rules.margin(account);
        List<MarginComponent> components = new ArrayList<>();
        for (int c = 0; c < rules.parts().size(); c++) {
            UnitRules.Part part = rules.parts().get(c);
            components.add(new MarginComponent(
                    part.id(), part.scope(), finite(part.id(), outcome.amounts().get(c))));
        }
        CurrencyMargin margin = new CurrencyMargin(
                USD,
                1.0,
                finite("initial margin", outcome.initial()),
                finite("maintenance margin", outcome.maintenance()),
                components,
                risk.sets().stream().map(set -> set(set, market)).toList());
        List<PositionReport> positions = new ArrayList<>();
        for (NettingSetRisk set : risk.sets()) {
            for (PositionRisk position : set.positions()) {
                PositionOutcome one = outcome.positions().get(positions.size());
                positions.add(new PositionReport(set.set(), position, Optional.of(one.own()), one.liquidationPrice()));
            }
        }
        return new MarginReport(
                risk.book().account(),
                id(),
                List.of(margin),
                positions,
                figures(outcome, margin),
                notes(account, outcome));
    }

    private static List<AccountFigure> figures(AccountOutcome outcome, CurrencyMargin margin) {
        List<AccountFigure> figures = new ArrayList<>();
        OptionalDouble equity = outcome.equity();
        if (equity.isPresent()) {
            double held = finite(AccountEquity.EQUITY, equity.getAsDouble());
            figures.add(AccountFigure.usd(AccountEquity.EQUITY, held));
            figures.add(AccountFigure.usd(AccountEquity.FREE, held - margin.initial()));
            if (held > 0.0) {
                figures.add(AccountFigure.ratio(AccountEquity.INITIAL_RATIO, margin.initial() / held));
                figures.add(AccountFigure.ratio(AccountEquity.MAINTENANCE_RATIO, margin.maintenance() / held));
            }
        }
        figures.addAll(outcome.figures());
        return figures;
    }

    private List<String> notes(HeldAccount account, AccountOutcome outcome) {
        List<String> notes = new ArrayList<>();
        if (!account.equity().known()) {
            notes.add("the book has no balances, so equity and what follows from it are not told;"
                    + " a row such as balance:usdc,10000 gives one");
        } else if (account.equity().atMark() > 0) {
            notes.add("positions without an entry price, which count as entered at the mark: %d"
                    .formatted(account.equity().atMark()));
        }
        long unused = account.positions().stream()
                .map(account::terms)
                .filter(terms -> (terms.leverage().isPresent() && !rules.usesLeverage())
                        || (terms.extraMargin().isPresent() && !rules.usesExtraMargin()))
                .count();
        if (unused > 0) {
            notes.add("positions with a leverage or extra margin, which has no part in %s: %d".formatted(id(), unused));
        }
        notes.addAll(outcome.notes());
        return notes;
    }

    private static NettingSetMargin set(NettingSetRisk risk, MarketSnapshot market) {
        return new NettingSetMargin(
                risk.set(),
                ScenarioGrid.EMPTY,
                risk.indexUsd(market),
                Greeks.sum(risk.positions()),
                risk.pnl(),
                risk.pnl(),
                Optional.empty());
    }

    private static double finite(String what, double amount) {
        if (!Double.isFinite(amount)) {
            throw new ArithmeticException("%s is not finite: %s".formatted(what, amount));
        }
        return amount + 0.0;
    }
}
