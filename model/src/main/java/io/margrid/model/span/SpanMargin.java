package io.margrid.model.span;

import io.margrid.model.book.Book;
import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.instrument.FutureContract;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.instrument.OptionContract;
import io.margrid.model.instrument.Settlement;
import io.margrid.model.margin.AccountEquity;
import io.margrid.model.margin.AccountFigure;
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
import io.margrid.model.margin.PositionReport;
import io.margrid.model.margin.PositionRisk;
import io.margrid.model.margin.RevaluationPlan;
import io.margrid.model.margin.WorstScenarios;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.market.PairMarket;
import io.margrid.model.scenario.ScenarioGrid;
import io.margrid.model.valuation.UsdValue;
import io.margrid.model.valuation.Valuation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Classic SPAN: each base is a combined commodity, whose contracts net over sixteen scenarios a day ahead.
///
///     risk(commodity) = max(scan + charges - credit, short option minimum)
///                       charges of calendar spreads and of delivery, credit of inter-commodity spreads
///     maintenance     = max(0, sum of risks - net option value)
///     initial         = initial_ratio maintenance
///
/// Figures are in USD. Given risk arrays take the place of revalued ones. Sources, evidence and what is not
/// covered: `docs/methodologies/span.md`.
public final class SpanMargin implements MarginModel {
    /// The model's name.
    public static final String ID = "span";

    /// Name of the figure: option value that no commodity needed.
    public static final String UNUSED_OPTION_VALUE = "unused_option_value";

    private static final String USD = "usd";

    private static final List<String> COMPONENTS = List.of(
            "scan_risk",
            "calendar_spread_charge",
            "delivery_charge",
            "inter_commodity_credit",
            "short_option_minimum_excess",
            "net_option_value",
            "option_value_passed_on");

    private final SpanParameters parameters;
    private final SpanGrid grid;

    /// The model under a parameter set.
    ///
    /// @param parameters the set
    public SpanMargin(SpanParameters parameters) {
        this.parameters = parameters;
        this.grid = new SpanGrid(parameters);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "SPAN, sixteen scenarios by combined commodity";
    }

    @Override
    public List<String> limits() {
        return List.of(
                "options are European on their forward: no early exercise",
                "scanning-based and flat-rate inter-commodity spreads and spreads inside one tier are left out",
                "composite deltas of revalued contracts are differences of their risk arrays");
    }

    @Override
    public SpanParameters parameters() {
        return parameters;
    }

    @Override
    public List<String> components() {
        return COMPONENTS;
    }

    @Override
    public List<Scope> scopes() {
        return COMPONENTS.stream().map(_ -> Scope.BOTH).toList();
    }

    @Override
    public ScenarioGrid grid(CurrencyPair pair) {
        return parameters.commodities().of(pair.base()).isPresent() ? grid.grid(pair) : ScenarioGrid.EMPTY;
    }

    @Override
    public NettingSet nettingSet(CurrencyPair pair, Settlement settlement) {
        return NettingSet.ofCoin(pair.base());
    }

    @Override
    public Optional<String> problem(Instrument instrument, MarketSnapshot market) {
        CurrencyPair pair = instrument.pair();
        Optional<CommodityParameters> commodity = parameters.commodities().of(pair.base());
        if (commodity.isEmpty()) {
            return Optional.of("parameter set %s has no combined commodity %s (needed by %s); give a set that has it"
                    .formatted(parameters.id(), pair.base(), instrument.name()));
        }
        return Valuation.problem(instrument, market)
                .or(() -> currency(pair.quote(), instrument, market))
                .or(() -> currency(commodity.get().currency(), instrument, market))
                .or(() -> grid.rangeProblem(instrument, market))
                .or(() -> arrayProblem(instrument));
    }

    private static Optional<String> currency(String code, Instrument instrument, MarketSnapshot market) {
        return UsdValue.problem(code, market).map(problem -> "%s (needed by %s)".formatted(problem, instrument.name()));
    }

    private Optional<String> arrayProblem(Instrument instrument) {
        if (!parameters.arrays().containsKey(instrument.name())) {
            return parameters.arraysOnly()
                    ? Optional.of("parameter set %s has no risk array for %s, and nothing else is to be taken"
                            .formatted(parameters.id(), instrument.name()))
                    : Optional.empty();
        }
        return units(instrument) > 0.0
                ? Optional.empty()
                : Optional.of("parameter set %s has an array of one contract for %s, whose size in units is not fixed"
                        .formatted(parameters.id(), instrument.name()));
    }

    /// Base units in one contract; 0 where they are not fixed.
    private static double units(Instrument instrument) {
        return switch (instrument) {
            case OptionContract option -> option.contractSize();
            case FutureContract future
            when future.settlement() == Settlement.LINEAR ->
                future.contractSize().orElse(0.0);
            default -> 0.0;
        };
    }

    @Override
    public Optional<String> currencyProblem(String currency, MarketSnapshot market) {
        return Optional.of(
                "%s has no pass-through amounts by settlement currency: leave those of %s out".formatted(ID, currency));
    }

    @Override
    public List<String> bookProblems(Book book, MarketSnapshot market) {
        return AccountEquity.problems(book, market);
    }

    @Override
    public RevaluationPlan plan(List<Instrument> instruments, MarketSnapshot market) {
        return GridPlan.of(grid, instruments, market);
    }

    @Override
    public MarginReport margin(AccountRisk account, MarketSnapshot market) {
        Map<String, CombinedCommodity> commodities = new TreeMap<>();
        for (NettingSetRisk set : account.sets()) {
            String base = set.set().pair().base();
            commodities.put(base, commodity(base, set, market));
        }
        formSpreads(commodities);
        List<CommodityRisk> risks =
                commodities.values().stream().map(CombinedCommodity::risk).toList();
        OptionCredit credit =
                OptionCredit.of(risks.stream().map(CommodityRisk::need).toList(), parameters.optionValueScope());
        List<CurrencyMargin> margins = new ArrayList<>();
        for (CombinedCommodity commodity : commodities.values()) {
            int c = margins.size();
            margins.add(margin(commodity, risks.get(c), credit.required()[c], market));
        }
        List<PositionReport> positions = account.sets().stream()
                .flatMap(set -> set.positions().stream()
                        .map(position -> new PositionReport(set.set(), position, Optional.empty())))
                .toList();
        return report(
                account,
                market,
                new MarginReport(
                        account.book().account(),
                        ID,
                        margins,
                        positions,
                        List.of(AccountFigure.usd(UNUSED_OPTION_VALUE, finite(UNUSED_OPTION_VALUE, credit.unused()))),
                        List.of()));
    }

    private CombinedCommodity commodity(String base, NettingSetRisk set, MarketSnapshot market) {
        CommodityParameters figures = parameters.commodity(base);
        double usd = UsdValue.price(figures.currency(), market).orElse(1.0);
        CombinedCommodity commodity =
                new CombinedCommodity(set, figures, usd, grid.widestRange(figures, set.indexUsd(market), usd));
        for (PositionRisk position : set.positions()) {
            Instrument instrument = position.position().instrument();
            PairMarket pair = market.pair(instrument.pair()).orElseThrow();
            commodity.add(
                    position,
                    array(position, figures, market),
                    figures.scanTiers().of(instrument, pair.asOf()),
                    figures.tiers().of(instrument, pair.asOf()),
                    UsdValue.price(instrument.pair().quote(), market).orElseThrow());
        }
        commodity.weighPriceRisk();
        return commodity;
    }

    /// Losses of one base unit in USD and its composite delta: as given, else as revalued.
    private SpanArray array(PositionRisk position, CommodityParameters figures, MarketSnapshot market) {
        Instrument instrument = position.position().instrument();
        SpanArray given = parameters.arrays().get(instrument.name());
        if (given != null) {
            double each = UsdValue.price(figures.currency(), market).orElseThrow() / units(instrument);
            double[] losses = given.losses().clone();
            for (int s = 0; s < losses.length; s++) {
                losses[s] *= each;
            }
            return new SpanArray(losses, given.delta());
        }
        double[] profits = position.unit().riskVector();
        return SpanArray.ofProfits(
                profits,
                instrument instanceof OptionContract
                        ? parameters.delta().of(profits, grid.rangeUsd(instrument, market))
                        : 1.0);
    }

    /// In the order of the methodology: "super" spreads, calendar spreads, the other inter-commodity spreads.
    private void formSpreads(Map<String, CombinedCommodity> commodities) {
        parameters.interCommodity().stream()
                .filter(InterCommoditySpread::before)
                .forEach(spread -> spread.form(commodities));
        commodities.values().forEach(CombinedCommodity::formCalendarSpreads);
        parameters.interCommodity().stream()
                .filter(spread -> !spread.before())
                .forEach(spread -> spread.form(commodities));
    }

    private CurrencyMargin margin(
            CombinedCommodity commodity, CommodityRisk risk, double required, MarketSnapshot market) {
        NettingSetRisk set = commodity.set();
        double[] amounts = {
            risk.scan(),
            risk.calendar(),
            risk.delivery(),
            -risk.credit(),
            risk.minimumExcess(),
            -risk.optionValue(),
            required - risk.need()
        };
        List<MarginComponent> components = new ArrayList<>();
        for (int c = 0; c < amounts.length; c++) {
            components.add(new MarginComponent(COMPONENTS.get(c), Scope.BOTH, finite(COMPONENTS.get(c), amounts[c])));
        }
        double index = set.indexUsd(market);
        double[] profits = SpanArray.negated(commodity.losses());
        NettingSetMargin shown = new NettingSetMargin(
                set.set(),
                grid.shown(set.set().pair(), index, market),
                index,
                Greeks.sum(set.positions()),
                profits,
                profits,
                WorstScenarios.of(profits));
        return new CurrencyMargin(
                set.set().pair().base(),
                USD,
                1.0,
                finite("initial margin", parameters.initialRatio() * required),
                finite("maintenance margin", required),
                components,
                List.of(shown));
    }

    /// Option values lower the requirement, so they are not counted as equity again.
    private static MarginReport report(AccountRisk account, MarketSnapshot market, MarginReport report) {
        AccountEquity equity = AccountEquity.of(account, market, true);
        if (!equity.known()) {
            return report;
        }
        List<String> notes = new ArrayList<>(report.notes());
        notes.add("equity is without options, whose value the margin counts");
        return new AccountEquity(true, equity.balances(), equity.profit(), 0.0, equity.atMark())
                .report(new MarginReport(
                        report.account(),
                        report.modelId(),
                        report.currencies(),
                        report.positions(),
                        report.figures(),
                        notes));
    }

    private static double finite(String what, double amount) {
        if (!Double.isFinite(amount)) {
            throw new ArithmeticException("%s is not finite: %s".formatted(what, amount));
        }
        return amount + 0.0;
    }
}
