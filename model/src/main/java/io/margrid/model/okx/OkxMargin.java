package io.margrid.model.okx;

import io.margrid.model.book.Book;
import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.instrument.FutureContract;
import io.margrid.model.instrument.Settlement;
import io.margrid.model.margin.AccountFigure;
import io.margrid.model.margin.AccountRisk;
import io.margrid.model.margin.DeviationShocks;
import io.margrid.model.margin.MarginComponent.Scope;
import io.margrid.model.margin.MarginReport;
import io.margrid.model.margin.NettingSetRisk;
import io.margrid.model.margin.PositionRisk;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.matrix.Debts;
import io.margrid.model.matrix.UnitMargin;
import io.margrid.model.matrix.UnitOutcome;
import io.margrid.model.matrix.UnitRisk;
import io.margrid.model.matrix.UnitRules;
import io.margrid.model.matrix.WorstLoss;
import io.margrid.model.scenario.Scenario;
import io.margrid.model.scenario.ScenarioGrid;
import io.margrid.model.scenario.ScenarioTable;
import io.margrid.model.scenario.VolShock;
import io.margrid.model.valuation.UsdValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// OKX portfolio margin: MR1 to MR9 for each coin.
///
///     maintenance(unit) = max(max(MR1, MR2, MR6) + MR3 + MR4 + MR5 + MR9, MR7)
///     initial(unit)     = initial_factor maintenance(unit)
///
/// and MR8 on debts of the account. The structure is official; marks of the figures are in
/// `docs/methodologies/okx-pm.md`.
public final class OkxMargin implements UnitRules {
    /// The model's name.
    public static final String ID = "okx-pm";

    private static final List<Part> PARTS = List.of(
            new Part("mr1_spot_shock", Scope.BOTH),
            new Part("mr2_theta", Scope.BOTH),
            new Part("mr6_extreme_move", Scope.BOTH),
            new Part("worst_of_mr1_mr2_mr6", Scope.SUBTOTAL),
            new Part("mr3_vega_term_structure", Scope.BOTH),
            new Part("mr4_basis", Scope.BOTH),
            new Part("mr5_interest_rate", Scope.BOTH),
            new Part("mr9_stablecoin_depegging", Scope.BOTH),
            new Part("mr7_minimum_charge", Scope.BOTH),
            new Part("mr8_borrowing_initial_margin", Scope.INITIAL),
            new Part("mr8_borrowing_maintenance_margin", Scope.MAINTENANCE));

    private final OkxParameters parameters;
    private final Map<String, ScenarioGrid> grids = new ConcurrentHashMap<>();

    private OkxMargin(OkxParameters parameters) {
        this.parameters = parameters;
    }

    /// The model under a parameter set.
    ///
    /// @param parameters the set
    /// @return the model
    public static UnitMargin model(OkxParameters parameters) {
        return new UnitMargin(new OkxMargin(parameters));
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "OKX portfolio margin (MR1 to MR9)";
    }

    @Override
    public List<String> limits() {
        return List.of(
                "open orders are not margined: a book has none",
                "spot in use as a hedge is not taken into the units",
                "debts are margined at one rate for all coins; the venue has tiers");
    }

    @Override
    public OkxParameters parameters() {
        return parameters;
    }

    @Override
    public List<Part> parts() {
        return PARTS;
    }

    @Override
    public Optional<String> unit(String coin) {
        boolean known = parameters.shocks().of(coin).isPresent()
                && parameters.extremes().of(coin).isPresent()
                && parameters.minimums().of(coin).isPresent();
        return known ? Optional.of(coin) : Optional.empty();
    }

    @Override
    public ScenarioGrid grid(CurrencyPair pair) {
        return grids.computeIfAbsent(pair.base(), this::grid);
    }

    private ScenarioGrid grid(String coin) {
        List<Scenario> scenarios = new ArrayList<>(
                parameters.shocks().of(coin).orElseThrow().grid().scenarios());
        double far = parameters.extremes().of(coin).orElseThrow().move();
        scenarios.add(new Scenario(ScenarioTable.EXTENDED, 1, 1, -far, VolShock.SAME));
        scenarios.add(new Scenario(ScenarioTable.EXTENDED, 2, 2, far, VolShock.SAME));
        scenarios.add(new Scenario(ScenarioTable.SPECIAL, 1, 1, 0.0, VolShock.SAME, "24 hours later"));
        scenarios.add(new Scenario(ScenarioTable.SPECIAL, 2, 1, 0.0, VolShock.UP, "near volatility up"));
        scenarios.add(new Scenario(ScenarioTable.SPECIAL, 3, 1, 0.0, VolShock.DOWN, "near volatility down"));
        return new ScenarioGrid(scenarios);
    }

    @Override
    public int[] shocks(ScenarioGrid grid) {
        return grid.scenarios().stream().mapToInt(OkxMargin::shock).toArray();
    }

    private static int shock(Scenario scenario) {
        if (scenario.table() == ScenarioTable.SPECIAL) {
            return switch (scenario.volShock()) {
                case UP -> OkxShocks.NEAR_UP;
                case SAME -> OkxShocks.DAY_LATER;
                case DOWN -> OkxShocks.NEAR_DOWN;
            };
        }
        return switch (scenario.volShock()) {
            case UP -> OkxShocks.UP;
            case SAME -> OkxShocks.SAME;
            case DOWN -> OkxShocks.DOWN;
        };
    }

    @Override
    public int shockCount() {
        return OkxShocks.COUNT;
    }

    @Override
    public DeviationShocks deviations(CurrencyPair pair, double days) {
        return OkxShocks.of(parameters, days);
    }

    @Override
    public double weight(
            Scenario scenario, CurrencyPair pair, Settlement settlement, double moveScale, MarketSnapshot market) {
        double part = scenario.table() == ScenarioTable.EXTENDED
                ? parameters.extremes().of(pair.base()).orElseThrow().part()
                : 1.0;
        return part * UsdValue.price(pair.quote(), market).orElseThrow();
    }

    @Override
    public UnitOutcome margin(UnitRisk unit) {
        NettingSetRisk set = unit.sets().getFirst();
        ScenarioGrid grid = grid(set.set().pair());
        double[] pnl = swapsAtIndex(unit, set, grid);
        int standard = grid.count(ScenarioTable.STANDARD);
        int extended = standard + grid.count(ScenarioTable.EXTENDED);
        double shock = WorstLoss.of(pnl, 0, standard);
        double extreme = WorstLoss.of(pnl, standard, extended);
        double theta = WorstLoss.of(pnl, extended, extended + 1);
        double term = WorstLoss.of(pnl, extended + 1, extended + 3);
        OkxCharges charges = OkxCharges.of(parameters, unit.name(), unit);
        double worst = Math.max(Math.max(shock, theta), extreme);
        double maintenance =
                Math.max(worst + term + charges.basis() + charges.rates() + charges.depeg(), charges.minimum());
        return new UnitOutcome(
                parameters.initialFactor() * maintenance,
                maintenance,
                List.of(
                        shock,
                        theta,
                        extreme,
                        worst,
                        term,
                        charges.basis(),
                        charges.rates(),
                        charges.depeg(),
                        charges.minimum(),
                        0.0,
                        0.0),
                Collections.singletonList(pnl));
    }

    /// Cash delta: of futures and swaps `size mark fx`, of options `delta forward fx`.
    @Override
    public List<AccountFigure> figures(AccountRisk account, MarketSnapshot market, MarginReport report) {
        double cash = 0.0;
        for (NettingSetRisk set : account.sets()) {
            for (PositionRisk position : set.positions()) {
                String quote = position.position().instrument().pair().quote();
                cash += position.delta()
                        * position.unit().forward()
                        * UsdValue.price(quote, market).orElseThrow();
            }
        }
        return List.of(AccountFigure.usd("cash_delta", cash));
    }

    /// Swaps move from the index, not from their marks (exact on the sample).
    private double[] swapsAtIndex(UnitRisk unit, NettingSetRisk set, ScenarioGrid grid) {
        double beyond = 0.0;
        for (PositionRisk position : set.positions()) {
            if (position.position().instrument() instanceof FutureContract future
                    && future.expiry().isEmpty()) {
                double index = unit.market().pair(future.pair()).orElseThrow().index();
                beyond += position.quantity() * (index - position.unit().forward()) * unit.quoteUsd(position);
            }
        }
        double[] pnl = set.pnl().clone();
        double part = parameters.extremes().of(unit.name()).orElseThrow().part();
        for (int s = 0; s < pnl.length; s++) {
            double counted = grid.get(s).table() == ScenarioTable.EXTENDED ? part : 1.0;
            pnl[s] += beyond * grid.get(s).priceMove() * counted;
        }
        return pnl;
    }

    @Override
    public Map<String, UnitOutcome> besides(Book book, MarketSnapshot market) {
        return Debts.margin(book, market, parameters.debtInitial(), parameters.debtMaintenance(), PARTS.size());
    }
}
