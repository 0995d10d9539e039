package io.margrid.model.span2;

import io.margrid.model.history.ClosingCost;
import io.margrid.model.history.HistoryColumns;
import io.margrid.model.history.HistoryRules;
import io.margrid.model.history.QuantileRule;
import io.margrid.model.margin.MarginComponent.Scope;
import io.margrid.model.matrix.UnitMargin;
import io.margrid.model.matrix.UnitOutcome;
import io.margrid.model.matrix.UnitRisk;
import java.util.List;
import java.util.Optional;

/// The outline of SPAN 2: full revaluation over past days and over stresses, and what closing costs.
///
///     margin = x HVaR + (1 - x) Stress + Liquidity + Concentration           initial and maintenance
///     HVaR   = max(0, value at risk over the historical set)      the loss of rank ceil(n (1 - c))
///     Stress = max(0, expected shortfall over the stress set)
///
/// The form is official, every figure in it assumed: `docs/methodologies/span2.md`. [ClosingCost] has the last two
/// terms.
public final class Span2Margin implements HistoryRules {
    /// The model's name.
    public static final String ID = "span2";

    private static final String UNIT = "portfolio";

    private static final List<Part> PARTS = List.of(
            new Part("historical_risk", Scope.BOTH),
            new Part("stress_risk", Scope.BOTH),
            new Part("liquidity", Scope.BOTH),
            new Part("concentration", Scope.BOTH));

    private final Span2Parameters parameters;
    private final HistoryColumns columns;

    private Span2Margin(Span2Parameters parameters) {
        this.parameters = parameters;
        this.columns = HistoryColumns.of(List.of(parameters.historical(), parameters.stress()));
    }

    /// The model under a parameter set.
    ///
    /// @param parameters the set
    /// @return the model
    public static UnitMargin model(Span2Parameters parameters) {
        return new UnitMargin(new Span2Margin(parameters));
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "SPAN 2 in outline: historical and stress revaluation, liquidity, concentration";
    }

    @Override
    public List<String> limits() {
        return List.of(
                "the clearing house publishes the form, not the figures: scenarios, weights and costs are ours",
                "no seasonality, and volatility moves alike for all strikes and expiries of a coin");
    }

    @Override
    public Span2Parameters parameters() {
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
        double[] pnl = unit.pnl();
        double x = parameters.historicalWeight();
        double atRisk = QuantileRule.ORDER.valueAtRisk(columns.losses(0, pnl), parameters.confidence());
        double shortfall = columns.losses(1, pnl).shortfall(parameters.stressConfidence());
        double historical = x * Math.max(0.0, atRisk);
        double stress = (1.0 - x) * Math.max(0.0, shortfall);
        ClosingCost cost = ClosingCost.of(unit, parameters.costs());
        double margin = historical + stress + cost.liquidity() + cost.concentration();
        return UnitOutcome.of(
                unit, margin, margin, List.of(historical, stress, cost.liquidity(), cost.concentration()));
    }
}
