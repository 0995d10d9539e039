package io.margrid.model.bybit;

import io.margrid.model.book.Book;
import io.margrid.model.margin.AccountEquity;
import io.margrid.model.margin.AccountFigure;
import io.margrid.model.margin.AccountRisk;
import io.margrid.model.margin.MarginComponent.Scope;
import io.margrid.model.margin.MarginReport;
import io.margrid.model.margin.NettingSetRisk;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.matrix.ClassRules;
import io.margrid.model.matrix.CoinClasses;
import io.margrid.model.matrix.CoinDelta;
import io.margrid.model.matrix.Debts;
import io.margrid.model.matrix.UnitMargin;
import io.margrid.model.matrix.UnitOutcome;
import io.margrid.model.matrix.UnitRisk;
import io.margrid.model.matrix.WorstLoss;
import io.margrid.model.scenario.ScenarioGrid;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Bybit portfolio margin of a unified account: 11 prices x 3 volatilities for each base coin, and contingencies.
///
///     maintenance = max(0, -min over prices of floor4(sum of products + spot hedge)) + contingency
///     initial     = initial_factor maintenance
///
/// Products of all quote coins and settlements net; at each price the worst volatility column of the unit's total
/// counts, which makes the lowest cell of all. Shocks were solved from a sample of the interface (inferred);
/// source and marks in `docs/methodologies/bybit-pm.md`.
public final class BybitMargin implements ClassRules<BybitParameters.Coin> {
    /// The model's name.
    public static final String ID = "bybit-pm";

    private static final List<Part> PARTS = List.of(
            new Part("maximum_loss", Scope.BOTH),
            new Part("options_contingency", Scope.BOTH),
            new Part("vega_contingency", Scope.BOTH),
            new Part("calendar_contingency", Scope.BOTH),
            new Part("stablecoin_contingency", Scope.BOTH),
            new Part("futures_contingency", Scope.BOTH),
            new Part("contingency", Scope.SUBTOTAL),
            new Part("borrowing_initial_margin", Scope.INITIAL),
            new Part("borrowing_maintenance_margin", Scope.MAINTENANCE));

    private final BybitParameters parameters;

    private BybitMargin(BybitParameters parameters) {
        this.parameters = parameters;
    }

    /// The model under a parameter set.
    ///
    /// @param parameters the set
    /// @return the model
    public static UnitMargin model(BybitParameters parameters) {
        return new UnitMargin(new BybitMargin(parameters));
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "Bybit portfolio margin (unified account)";
    }

    @Override
    public List<String> limits() {
        return List.of(
                "open orders are not margined: a book has none",
                "debts are margined at one rate for all coins; the venue has tiers");
    }

    @Override
    public BybitParameters parameters() {
        return parameters;
    }

    @Override
    public CoinClasses<BybitParameters.Coin> classes() {
        return parameters.classes();
    }

    @Override
    public List<Part> parts() {
        return PARTS;
    }

    @Override
    public UnitOutcome margin(UnitRisk unit) {
        NettingSetRisk set = unit.sets().getFirst();
        double[] total = withHedge(unit, set);
        double loss = WorstLoss.of(total);
        BybitContingency contingency = BybitContingency.of(coin(unit.name()), unit, set);
        double maintenance = loss + contingency.sum();
        return new UnitOutcome(
                parameters.initialFactor() * maintenance,
                maintenance,
                List.of(
                        loss,
                        contingency.options(),
                        contingency.vega(),
                        contingency.calendar(),
                        contingency.stablecoins(),
                        contingency.futures(),
                        contingency.sum(),
                        0.0,
                        0.0),
                Collections.singletonList(total));
    }

    /// The total of each scenario with the spot that hedges it, cut to four decimals towards the loss. Spot counts
    /// up to the opposite delta of the derivatives, and only where it gains (inferred from the sample).
    private double[] withHedge(UnitRisk unit, NettingSetRisk set) {
        double delta = CoinDelta.of(set.positions()).net();
        double spot = unit.book().terms().balances().getOrDefault(unit.name(), 0.0);
        double used = parameters.spotHedging() && spot * delta < 0.0
                ? Math.copySign(Math.min(Math.abs(spot), Math.abs(delta)), spot)
                : 0.0;
        ScenarioGrid grid = grid(set.set().pair());
        double[] total = set.pnl().clone();
        for (int s = 0; s < total.length; s++) {
            double hedge = used == 0.0
                    ? 0.0
                    : used * set.indexUsd(unit.market()) * grid.get(s).priceMove();
            total[s] = Math.floor((total[s] + Math.max(0.0, hedge)) * 1e4) / 1e4 + 0.0;
        }
        return total;
    }

    /// The venue's rates: margins over equity, cut to four decimals.
    @Override
    public List<AccountFigure> figures(AccountRisk account, MarketSnapshot market, MarginReport report) {
        return Stream.of(
                        rate("account_im_rate", report.figure(AccountEquity.INITIAL_RATIO)),
                        rate("account_mm_rate", report.figure(AccountEquity.MAINTENANCE_RATIO)))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<AccountFigure> rate(String id, Optional<AccountFigure> ratio) {
        return ratio.map(figure -> AccountFigure.ratio(id, Math.floor(figure.amount() * 1e4) / 1e4));
    }

    @Override
    public Map<String, UnitOutcome> besides(Book book, MarketSnapshot market) {
        return Debts.margin(book, market, parameters.debtInitial(), parameters.debtMaintenance(), PARTS.size());
    }
}
