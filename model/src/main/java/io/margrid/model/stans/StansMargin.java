package io.margrid.model.stans;

import io.margrid.model.history.ClosingCost;
import io.margrid.model.history.HistoryColumns;
import io.margrid.model.history.HistoryRules;
import io.margrid.model.history.SortedLosses;
import io.margrid.model.margin.MarginComponent.Scope;
import io.margrid.model.margin.NettingSetRisk;
import io.margrid.model.matrix.UnitMargin;
import io.margrid.model.matrix.UnitOutcome;
import io.margrid.model.matrix.UnitRisk;
import java.util.List;
import java.util.Optional;

/// The outline of STANS: expected shortfall of the whole account over simulated scenarios, stresses of dependence
/// and concentration, model risk and the cost of liquidation.
///
///     base          = max(0, ES of the account)
///     linked        = sum over coins of max(0, ES of the coin)         all at their worst together
///     unlinked      = max(0, ES of the account with each coin's scenarios moved on by its own part of n)
///     concentration = sum of the two largest max(0, ES at the stress confidence) of a coin
///     stress        = weight max(0, max(linked, unlinked, concentration) - base)
///     margin        = base + stress + model_risk base + cost of liquidation      initial and maintenance
///
/// `ES` is the mean of the worst `ceil(n (1 - c))` losses. With `k` coins in the account, in order of their codes,
/// the `j`-th (from 0) has scenario `s + j floor(n / k)`, around the end, in place of `s`: what moves one coin
/// then says nothing of the others. The outline is official, forms and figures are assumed:
/// `docs/methodologies/stans.md`.
public final class StansMargin implements HistoryRules {
    /// The model's name.
    public static final String ID = "stans";

    private static final String UNIT = "account";

    private static final List<Part> PARTS = List.of(
            new Part("expected_shortfall", Scope.BOTH),
            new Part("stress_component", Scope.BOTH),
            new Part("model_risk", Scope.BOTH),
            new Part("liquidation_cost", Scope.BOTH));

    private final StansParameters parameters;
    private final HistoryColumns columns;

    private StansMargin(StansParameters parameters) {
        this.parameters = parameters;
        this.columns = HistoryColumns.of(List.of(parameters.simulated()));
    }

    /// The model under a parameter set.
    ///
    /// @param parameters the set
    /// @return the model
    public static UnitMargin model(StansParameters parameters) {
        return new UnitMargin(new StansMargin(parameters));
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "STANS in outline: expected shortfall, stresses of dependence and concentration";
    }

    @Override
    public List<String> limits() {
        return List.of(
                "scenarios are given, not simulated here, and collateral is not simulated inside the account",
                "the clearing house publishes the outline, not the figures: stresses and add-ons are ours");
    }

    @Override
    public StansParameters parameters() {
        return parameters;
    }

    @Override
    public List<Part> parts() {
        return PARTS;
    }

    @Override
    public HistoryColumns columns() {
        return columns;
    }

    @Override
    public Optional<String> unit(String coin) {
        return columns.has(coin) ? Optional.of(UNIT) : Optional.empty();
    }

    @Override
    public UnitOutcome margin(UnitRisk unit) {
        double base = shortfall(unit.pnl(), parameters.confidence());
        double linked = 0.0;
        double largest = 0.0;
        double second = 0.0;
        for (NettingSetRisk set : unit.sets()) {
            linked += shortfall(set.pnl(), parameters.confidence());
            double alone = shortfall(set.pnl(), parameters.stressConfidence());
            second = Math.max(second, Math.min(largest, alone));
            largest = Math.max(largest, alone);
        }
        ClosingCost cost = ClosingCost.of(unit, parameters.costs());
        double liquidation = cost.liquidity() + cost.concentration();
        double unlinked = shortfall(unlinked(unit.sets()), parameters.confidence());
        double worst = Math.max(Math.max(linked, unlinked), largest + second);
        double stress = parameters.stressWeight() * Math.max(0.0, worst - base);
        double model = parameters.modelRisk() * base;
        double margin = base + stress + model + liquidation;
        return UnitOutcome.of(unit, margin, margin, List.of(base, stress, model, liquidation));
    }

    private static double shortfall(double[] pnl, double confidence) {
        return Math.max(0.0, SortedLosses.of(pnl).shortfall(confidence));
    }

    /// The account's profits if coins had nothing to do with each other.
    private static double[] unlinked(List<NettingSetRisk> sets) {
        int n = sets.getFirst().pnl().length;
        double[] sum = new double[n];
        for (int j = 0; j < sets.size(); j++) {
            double[] pnl = sets.get(j).pnl();
            int moved = j * (n / sets.size());
            for (int s = 0; s < n; s++) {
                sum[s] += pnl[(s + moved) % n];
            }
        }
        return sum;
    }
}
