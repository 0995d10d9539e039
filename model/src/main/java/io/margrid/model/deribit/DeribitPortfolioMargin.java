package io.margrid.model.deribit;

import io.margrid.model.book.PassThroughAmounts;
import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.instrument.OptionContract;
import io.margrid.model.instrument.Settlement;
import io.margrid.model.margin.AccountRisk;
import io.margrid.model.margin.CurrencyMargin;
import io.margrid.model.margin.DeviationShocks;
import io.margrid.model.margin.FullBook;
import io.margrid.model.margin.Greeks;
import io.margrid.model.margin.GridPlan;
import io.margrid.model.margin.GridRules;
import io.margrid.model.margin.MarginComponent;
import io.margrid.model.margin.MarginComponent.Scope;
import io.margrid.model.margin.MarginModel;
import io.margrid.model.margin.MarginReport;
import io.margrid.model.margin.NettingSet;
import io.margrid.model.margin.NettingSetMargin;
import io.margrid.model.margin.NettingSetRisk;
import io.margrid.model.margin.PositionReport;
import io.margrid.model.margin.RelativeShocks;
import io.margrid.model.margin.RevaluationPlan;
import io.margrid.model.margin.TotalsReducer;
import io.margrid.model.margin.WorstScenarios;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.market.PairMarket;
import io.margrid.model.scenario.Scenario;
import io.margrid.model.scenario.ScenarioGrid;
import io.margrid.model.valuation.UsdValue;
import io.margrid.model.valuation.Valuation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Deribit portfolio margin of segregated accounts (S:PM): each settlement currency by itself.
///
/// `risk_matrix_margin = round9(worst_case) + roll_shock + delta_shock + correlation_contingency`,
/// `initial = round9(risk_matrix_margin + mmp + open_orders + spot)`, `maintenance = mm_factor *
/// risk_matrix_margin`. Every rule, its source and its evidence are in `docs/methodology.md`.
public final class DeribitPortfolioMargin implements MarginModel, GridRules {
    /// The model's name.
    public static final String ID = "deribit-spm";

    private final DeribitParameters parameters;
    private final Map<CurrencyPair, ScenarioGrid> grids = new TreeMap<>();

    /// The model under a parameter set.
    ///
    /// @param parameters the set
    public DeribitPortfolioMargin(DeribitParameters parameters) {
        this.parameters = parameters;
        parameters.pairs().forEach((pair, p) -> {
            if (parameters.currencies().containsKey(pair.base())) {
                grids.put(pair, DeribitGrid.of(p, parameters));
            }
        });
    }

    @Override
    public DeribitParameters parameters() {
        return parameters;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "Deribit portfolio margin, segregated (S:PM)";
    }

    @Override
    public List<String> components() {
        return List.of(
                Components.WORST_CASE,
                Components.ROLL_SHOCK,
                Components.DELTA_SHOCK,
                Components.CORRELATION_CONTINGENCY,
                Components.RISK_MATRIX_MARGIN,
                Components.MMP_MARGIN,
                Components.OPEN_ORDERS_MARGIN,
                Components.SPOT_MARGIN);
    }

    @Override
    public List<Scope> scopes() {
        return List.of(
                Scope.BOTH,
                Scope.BOTH,
                Scope.BOTH,
                Scope.BOTH,
                Scope.SUBTOTAL,
                Scope.INITIAL,
                Scope.INITIAL,
                Scope.INITIAL);
    }

    @Override
    public ScenarioGrid grid(CurrencyPair pair) {
        return grids.getOrDefault(pair, ScenarioGrid.EMPTY);
    }

    @Override
    public DeviationShocks deviations(CurrencyPair pair, double days) {
        return RelativeShocks.of(parameters.pair(pair).volatilityShock(parameters.assumptions()), days);
    }

    @Override
    public double weight(
            Scenario scenario, CurrencyPair pair, Settlement settlement, double moveScale, MarketSnapshot market) {
        return DeribitGrid.weight(scenario, settlement, parameters.pair(pair), parameters.assumptions(), moveScale);
    }

    /// In the settlement window it never does: shocked values there are at the averaged forward, which the mark
    /// does not share, so that even an unmoved cell would show a profit.
    @Override
    public boolean countsFromMark(double elapsedWindow) {
        return parameters.assumptions().baseValue() == DeribitAssumptions.BaseValue.MARK && elapsedWindow == 0.0;
    }

    @Override
    public boolean inQuoteCurrency() {
        return false;
    }

    @Override
    public Optional<String> problem(Instrument instrument, MarketSnapshot market) {
        CurrencyPair pair = instrument.pair();
        if (!parameters.pairs().containsKey(pair)) {
            return Optional.of("parameter set %s has no pair %s (needed by %s); give a set that has it"
                    .formatted(parameters.id(), pair, instrument.name()));
        }
        if (!parameters.currencies().containsKey(pair.base())) {
            return Optional.of("parameter set %s has no currency %s (needed by %s); give a set that has it"
                    .formatted(parameters.id(), pair.base(), instrument.name()));
        }
        return Valuation.problem(instrument, market)
                .or(() -> UsdValue.problem(instrument, market))
                .or(() -> instrument instanceof OptionContract option ? markProblem(option, market) : Optional.empty());
    }

    private Optional<String> markProblem(OptionContract option, MarketSnapshot market) {
        double elapsed =
                Valuation.elapsedWindow(option, market.pair(option.pair()).orElseThrow());
        return countsFromMark(elapsed)
                        && market.option(option.name())
                                .orElseThrow()
                                .markPrice()
                                .isEmpty()
                ? Optional.of("base_value is mark and the market has no mark price for " + option.name())
                : Optional.empty();
    }

    @Override
    public Optional<String> currencyProblem(String currency, MarketSnapshot market) {
        return UsdValue.problem(currency, market);
    }

    @Override
    public RevaluationPlan plan(List<Instrument> instruments, MarketSnapshot market) {
        return GridPlan.of(this, instruments, market);
    }

    @Override
    public MarginReport margin(AccountRisk account, MarketSnapshot market) {
        List<CurrencyMargin> currencies = new ArrayList<>();
        SettlementCurrencies.group(account)
                .forEach((currency, sets) -> currencies.add(
                        currencyMargin(currency, sets, account.book().passThrough(currency), market)));
        List<PositionReport> positions = account.sets().stream()
                .flatMap(set -> set.positions().stream().map(p -> new PositionReport(set.set(), p, Optional.empty())))
                .toList();
        return new MarginReport(account.book().account(), ID, currencies, positions);
    }

    private CurrencyMargin currencyMargin(
            String currency, List<NettingSetRisk> risks, PassThroughAmounts given, MarketSnapshot market) {
        List<NettingSetMargin> sets = new ArrayList<>();
        double rollShock = 0.0;
        double deltaShock = 0.0;
        for (NettingSetRisk risk : risks) {
            CurrencyPair pair = risk.set().pair();
            PairMarket pairMarket = market.pair(pair).orElseThrow();
            ScenarioGrid grid = grid(pair);
            double[] aggregated = adjustment(risk.set(), pairMarket).apply(risk.pnl(), grid);
            Greeks greeks = Greeks.sum(risk.positions());
            sets.add(new NettingSetMargin(
                    risk.set(),
                    grid,
                    pairMarket.index(),
                    greeks,
                    risk.pnl(),
                    aggregated,
                    WorstScenarios.of(aggregated)));
            ShockCharges.Amounts charged = charges(risk.set(), pairMarket).of(risk.positions());
            rollShock += charged.rollShock();
            deltaShock += charged.deltaShock();
        }
        double worstCase = WorstCase.of(sets, parameters);
        double riskMatrixMargin = riskMatrixMargin(worstCase, rollShock, deltaShock, given);
        double initial = initial(riskMatrixMargin, given);
        double maintenance = maintenance(riskMatrixMargin);
        List<MarginComponent> components = List.of(
                new MarginComponent(Components.WORST_CASE, Scope.BOTH, worstCase),
                new MarginComponent(Components.ROLL_SHOCK, Scope.BOTH, rollShock),
                new MarginComponent(Components.DELTA_SHOCK, Scope.BOTH, deltaShock),
                new MarginComponent(Components.CORRELATION_CONTINGENCY, Scope.BOTH, given.correlationContingency()),
                new MarginComponent(Components.RISK_MATRIX_MARGIN, Scope.SUBTOTAL, riskMatrixMargin),
                new MarginComponent(Components.MMP_MARGIN, Scope.INITIAL, given.mmpMargin()),
                new MarginComponent(Components.OPEN_ORDERS_MARGIN, Scope.INITIAL, given.openOrdersMargin()),
                new MarginComponent(Components.SPOT_MARGIN, Scope.INITIAL, given.spotMargin()));
        double usdIndex = UsdValue.index(currency, market).orElseThrow();
        return new CurrencyMargin(currency, usdIndex, initial, maintenance, components, sets);
    }

    /// What counts of a netting set's cells.
    CellAdjustment adjustment(NettingSet set, PairMarket market) {
        CurrencyPair pair = set.pair();
        return new CellAdjustment(
                parameters.pair(pair),
                parameters.currency(pair.base()),
                parameters.assumptions(),
                isInverse(set),
                market.index());
    }

    /// The shock charges of a netting set.
    ShockCharges charges(NettingSet set, PairMarket market) {
        CurrencyPair pair = set.pair();
        return new ShockCharges(
                parameters.pair(pair),
                parameters.currency(pair.base()),
                parameters.assumptions(),
                market,
                isInverse(set));
    }

    private static boolean isInverse(NettingSet set) {
        return set.pair().base().equals(set.settlementCurrency());
    }

    static double riskMatrixMargin(double worstCase, double rollShock, double deltaShock, PassThroughAmounts given) {
        return NineDecimals.round(worstCase) + rollShock + deltaShock + given.correlationContingency();
    }

    static double initial(double riskMatrixMargin, PassThroughAmounts given) {
        return NineDecimals.round(riskMatrixMargin + given.mmpMargin() + given.openOrdersMargin() + given.spotMargin());
    }

    double maintenance(double riskMatrixMargin) {
        return parameters.general().mmFactor() * riskMatrixMargin;
    }

    @Override
    public Optional<TotalsReducer> totals(FullBook book, MarketSnapshot market) {
        return Optional.of(new PortfolioTotals(this, book, market));
    }
}
