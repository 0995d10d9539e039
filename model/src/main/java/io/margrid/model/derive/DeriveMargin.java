package io.margrid.model.derive;

import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.instrument.OptionContract;
import io.margrid.model.instrument.Settlement;
import io.margrid.model.margin.AccountFigure;
import io.margrid.model.margin.AccountRisk;
import io.margrid.model.margin.DeviationShocks;
import io.margrid.model.margin.MarginComponent.Scope;
import io.margrid.model.margin.MarginReport;
import io.margrid.model.margin.NettingSetRisk;
import io.margrid.model.margin.PositionRisk;
import io.margrid.model.margin.RelativeShocks;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.matrix.ClassRules;
import io.margrid.model.matrix.CoinClasses;
import io.margrid.model.matrix.UnitMargin;
import io.margrid.model.matrix.UnitOutcome;
import io.margrid.model.matrix.UnitRisk;
import io.margrid.model.scenario.Scenario;
import io.margrid.model.scenario.ScenarioGrid;
import io.margrid.model.scenario.ScenarioTable;
import io.margrid.model.scenario.VolShock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Derive portfolio margin, second risk manager (PMRM2): 23 regular scenarios, 6 weighted tails, 2 turns of the
/// smile and a basis contingency, of which the worst counts.
///
///     W           = min(regular, tails, skew, basis), 0 at most
///     maintenance = maintenance_factor (-W) + contingencies
///     initial     = (initial_factor + depeg) (-W) + contingencies + what initial margin adds
///
/// Each expiry's shocked value takes a static discount by its sign, so that even the unmoved scenario is a small
/// loss. The venue prints margins as balances: mark to market and cash less these requirements, here figures of
/// the account. Official code; see `docs/methodologies/derive-pmrm2.md`.
public final class DeriveMargin implements ClassRules<DeriveParameters.Coin> {
    /// The model's name.
    public static final String ID = "derive-pmrm2";

    private static final List<Part> PARTS = List.of(
            new Part("worst_regular", Scope.SUBTOTAL),
            new Part("worst_tail", Scope.SUBTOTAL),
            new Part("worst_skew", Scope.SUBTOTAL),
            new Part("basis_contingency", Scope.SUBTOTAL),
            new Part("worst_loss", Scope.BOTH),
            new Part("perpetual_contingency", Scope.BOTH),
            new Part("naked_short_contingency", Scope.BOTH),
            new Part("collateral_contingency", Scope.BOTH),
            new Part("initial_contingency", Scope.INITIAL));

    private final DeriveParameters parameters;
    private final Map<String, ScenarioGrid> grids = new ConcurrentHashMap<>();

    private DeriveMargin(DeriveParameters parameters) {
        this.parameters = parameters;
    }

    /// The model under a parameter set.
    ///
    /// @param parameters the set
    /// @return the model
    public static UnitMargin model(DeriveParameters parameters) {
        return new UnitMargin(new DeriveMargin(parameters));
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "Derive portfolio margin (PMRM2)";
    }

    @Override
    public List<String> limits() {
        return List.of(
                "inverse contracts, which the venue does not list, count as linear ones of the same size",
                "rates of expiries, confidence of feeds and the stable coin's price come with the parameter set,"
                        + " one for all",
                "funding that perpetuals have accrued is not in a book: it counts as zero",
                "collateral of a coin without positions is not margined");
    }

    @Override
    public DeriveParameters parameters() {
        return parameters;
    }

    @Override
    public CoinClasses<DeriveParameters.Coin> classes() {
        return parameters.classes();
    }

    @Override
    public List<Part> parts() {
        return PARTS;
    }

    @Override
    public ScenarioGrid grid(CurrencyPair pair) {
        return grids.computeIfAbsent(pair.base(), this::grid);
    }

    private ScenarioGrid grid(String coin) {
        List<Scenario> scenarios = new ArrayList<>(coin(coin).table().grid().scenarios());
        scenarios.add(new Scenario(ScenarioTable.SPECIAL, 1, 1, 0.0, VolShock.SAME, "skew linear"));
        scenarios.add(new Scenario(ScenarioTable.SPECIAL, 2, 1, 0.0, VolShock.SAME, "skew absolute"));
        return new ScenarioGrid(scenarios);
    }

    @Override
    public int[] shocks(ScenarioGrid grid) {
        return grid.scenarios().stream()
                .mapToInt(scenario -> scenario.table() == ScenarioTable.SPECIAL
                        ? RelativeShocks.COUNT + scenario.indexInTable() - 1
                        : RelativeShocks.shock(scenario.volShock()))
                .toArray();
    }

    @Override
    public int shockCount() {
        return DeriveShocks.COUNT;
    }

    @Override
    public DeviationShocks deviations(CurrencyPair pair, double days) {
        DeriveParameters.Coin coin = coin(pair.base());
        return new DeriveShocks(RelativeShocks.of(coin.volatility(), days), coin.skew());
    }

    /// Weights come after the static discount, and all is counted in the stable coin.
    @Override
    public double weight(
            Scenario scenario, CurrencyPair pair, Settlement settlement, double moveScale, MarketSnapshot market) {
        return 1.0;
    }

    @Override
    public UnitOutcome margin(UnitRisk unit) {
        DeriveParameters.Coin coin = coin(unit.name());
        NettingSetRisk set = unit.sets().getFirst();
        ScenarioGrid grid = grid(set.set().pair());
        List<DeriveExpiry> expiries = expiries(unit);
        double spot = set.indexUsd(unit.market());
        double collateral = Math.max(0.0, unit.book().terms().balances().getOrDefault(unit.name(), 0.0)) * spot;
        List<double[]> byExpiry = expiries.stream()
                .map(expiry -> expiry.profits(grid.size(), coin.discount()))
                .toList();
        double[] pnl = new double[grid.size()];
        for (int s = 0; s < pnl.length; s++) {
            pnl[s] = profit(unit, coin, grid.get(s), s, byExpiry, collateral);
        }
        int standard = grid.count(ScenarioTable.STANDARD);
        int tails = standard + grid.count(ScenarioTable.EXTENDED);
        double regular = lowest(pnl, 0, standard);
        double tail = lowest(pnl, standard, tails);
        double skew = lowest(pnl, tails, pnl.length);
        double basis = basis(coin, expiries);
        double worst = Math.min(Math.min(Math.min(regular, tail), Math.min(skew, basis)), 0.0);
        Contingency contingency = contingency(unit, coin, expiries, spot, collateral);
        double charges = contingency.perpetual() + contingency.naked() + contingency.collateral();
        double initialFactor = coin.initialFactor() + parameters.feeds().depeg();
        return new UnitOutcome(
                initialFactor * -worst + charges + contingency.initial(),
                coin.maintenanceFactor() * -worst + charges,
                List.of(
                        -regular,
                        -tail,
                        -skew,
                        -basis,
                        -worst,
                        contingency.perpetual(),
                        contingency.naked(),
                        contingency.collateral(),
                        contingency.initial()),
                Collections.singletonList(pnl));
    }

    private static double lowest(double[] pnl, int from, int to) {
        double lowest = Double.POSITIVE_INFINITY;
        for (int s = from; s < to; s++) {
            if (Double.isNaN(pnl[s])) {
                throw new ArithmeticException("profit in scenario %d is not a number".formatted(s + 1));
            }
            lowest = pnl[s] < lowest ? pnl[s] : lowest;
        }
        return to > from ? lowest : 0.0;
    }

    private List<DeriveExpiry> expiries(UnitRisk unit) {
        List<PositionRisk> options = unit.positions().stream()
                .filter(position -> position.position().instrument() instanceof OptionContract)
                .toList();
        Map<String, Double> years = new HashMap<>();
        for (PositionRisk option : options) {
            Instrument instrument = option.position().instrument();
            years.put(instrument.name(), unit.years(instrument));
        }
        return DeriveExpiry.of(options, years, parameters.feeds().rate());
    }

    private double profit(
            UnitRisk unit,
            DeriveParameters.Coin coin,
            Scenario scenario,
            int place,
            List<double[]> byExpiry,
            double collateral) {
        double weight = coin.table().weight(scenario);
        double sum = 0.0;
        for (double[] profits : byExpiry) {
            double profit = profits[place];
            sum += scenario.table() == ScenarioTable.SPECIAL ? -Math.abs(profit) : profit * weight;
        }
        for (PositionRisk position : unit.positions()) {
            if (!(position.position().instrument() instanceof OptionContract)) {
                sum += position.quantity() * position.unit().riskVector()[place] * weight;
            }
        }
        return sum + collateral * scenario.priceMove() * weight + 0.0;
    }

    /// The basis contingency of all expiries, zero or less.
    private static double basis(DeriveParameters.Coin coin, List<DeriveExpiry> expiries) {
        int up = coin.table().unmoved(coin.basis().move()).orElseThrow();
        int down = coin.table().unmoved(-coin.basis().move()).orElseThrow();
        double sum = 0.0;
        for (DeriveExpiry expiry : expiries) {
            double mark = expiry.mark();
            double loss = Math.min(Math.min(expiry.shocked(up) - mark, expiry.shocked(down) - mark), 0.0);
            sum += loss * (coin.basis().add() + coin.basis().perYear() * expiry.years());
        }
        return sum;
    }

    /// Charges beside the scenarios; `initial` is what initial margin adds.
    private record Contingency(double perpetual, double naked, double collateral, double initial) {}

    private Contingency contingency(
            UnitRisk unit, DeriveParameters.Coin coin, List<DeriveExpiry> expiries, double spot, double collateral) {
        double perpetuals = 0.0;
        double options = 0.0;
        for (PositionRisk position : unit.positions()) {
            double size = Math.abs(position.quantity());
            boolean option = position.position().instrument() instanceof OptionContract;
            perpetuals += option ? 0.0 : size;
            options += option ? size : 0.0;
        }
        double naked = 0.0;
        for (DeriveExpiry expiry : expiries) {
            naked += expiry.naked();
        }
        DeriveParameters.Contingencies rates = coin.rates();
        DeriveParameters.Feeds feeds = parameters.feeds();
        double doubt = feeds.confidence() < feeds.confidenceFloor() ? 1.0 - feeds.confidence() : 0.0;
        double initial = rates.perpetualInitial() * perpetuals * spot
                + rates.nakedInitial() * naked * spot
                + rates.collateralInitial() * collateral
                + doubt * ((perpetuals + options) * spot + collateral);
        return new Contingency(
                rates.perpetual() * perpetuals * spot,
                rates.naked() * naked * spot,
                rates.collateral() * collateral,
                initial);
    }

    /// The venue's form: mark to market and cash less the requirements.
    @Override
    public List<AccountFigure> figures(AccountRisk account, MarketSnapshot market, MarginReport report) {
        double marks = 0.0;
        for (NettingSetRisk set : account.sets()) {
            String coin = set.set().pair().base();
            UnitRisk unit = new UnitRisk(coin, List.of(set), account.book(), market);
            for (DeriveExpiry expiry : expiries(unit)) {
                marks += expiry.mark();
            }
            for (PositionRisk position : set.positions()) {
                Instrument instrument = position.position().instrument();
                var entry = account.book().terms().position(instrument.name()).entryPrice();
                if (!(instrument instanceof OptionContract) && entry.isPresent()) {
                    marks += position.quantity() * (position.unit().forward() - entry.getAsDouble());
                }
            }
            if (!set.positions().isEmpty()) {
                double held = Math.max(0.0, account.book().terms().balances().getOrDefault(coin, 0.0));
                marks += held * set.indexUsd(unit.market()) / parameters.feeds().stable();
            }
        }
        double cash = account.book().terms().balances().getOrDefault("usdc", 0.0);
        return List.of(
                AccountFigure.usd("mark_to_market", marks),
                AccountFigure.usd("initial_margin_balance", marks + cash - report.initialUsd()),
                AccountFigure.usd("maintenance_margin_balance", marks + cash - report.maintenanceUsd()));
    }
}
