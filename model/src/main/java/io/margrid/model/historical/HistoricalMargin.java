package io.margrid.model.historical;

import io.margrid.model.history.HistoryColumns;
import io.margrid.model.history.HistoryRules;
import io.margrid.model.history.RankBounds;
import io.margrid.model.history.ScenarioSet;
import io.margrid.model.history.SortedLosses;
import io.margrid.model.history.TailRisk;
import io.margrid.model.margin.AccountFigure;
import io.margrid.model.margin.AccountRisk;
import io.margrid.model.margin.MarginComponent.Scope;
import io.margrid.model.margin.MarginReport;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.matrix.UnitMargin;
import io.margrid.model.matrix.UnitOutcome;
import io.margrid.model.matrix.UnitRisk;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Margin over past days: all coins of the sets are one risk unit whose profits are summed day by day.
///
///     part(set)    = max(0, measure over the set's scenarios of pnl)       expected shortfall or value at risk
///     initial      = (1 - stressed_weight) part(recent) + stressed_weight part(stressed)
///     maintenance  = maintenance_factor initial
///
/// Measures and their bounds: [TailRisk]. Figures are ours (assumed); see
/// `docs/methodologies/historical-es.md`.
public final class HistoricalMargin implements HistoryRules {
    /// The model's name.
    public static final String ID = "historical-es";

    private static final String UNIT = "portfolio";
    private static final int SHOWN_DAYS = 5;

    private static final List<Part> PARTS =
            List.of(new Part("recent_days", Scope.BOTH), new Part("stressed_days", Scope.BOTH));

    private final HistoricalParameters parameters;
    private final HistoryColumns columns;
    private final List<RankBounds> ranks;

    private HistoricalMargin(HistoricalParameters parameters) {
        this.parameters = parameters;
        this.columns = HistoryColumns.of(parameters.sets());
        this.ranks = parameters.sets().stream()
                .map(set -> RankBounds.of(set.size(), parameters.confidence()))
                .toList();
    }

    /// The model under a parameter set.
    ///
    /// @param parameters the set
    /// @return the model
    public static UnitMargin model(HistoricalParameters parameters) {
        return new UnitMargin(new HistoricalMargin(parameters));
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "Expected shortfall or value at risk over past days (our own figures)";
    }

    @Override
    public List<String> limits() {
        return List.of(
                "time does not pass in a scenario, and volatility moves alike for all strikes and expiries of a coin",
                "no charge for size or liquidity; prices of currencies that contracts are quoted in do not move");
    }

    @Override
    public HistoricalParameters parameters() {
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
        double weight = parameters.stressedWeight();
        double recent = (1.0 - weight) * part(0, pnl);
        double stressed = columns.sets().size() > 1 ? weight * part(1, pnl) : 0.0;
        double initial = recent + stressed;
        return UnitOutcome.of(unit, initial, parameters.maintenanceFactor() * initial, List.of(recent, stressed));
    }

    private double part(int set, double[] pnl) {
        return Math.max(0.0, parameters.measure().of(risk(set, columns.losses(set, pnl))));
    }

    private TailRisk risk(int set, SortedLosses losses) {
        return TailRisk.of(losses, parameters.quantile(), parameters.confidence(), ranks.get(set));
    }

    @Override
    public List<AccountFigure> figures(AccountRisk account, MarketSnapshot market, MarginReport report) {
        List<AccountFigure> figures = new ArrayList<>();
        pnl(account, market).ifPresent(pnl -> {
            for (int set = 0; set < columns.sets().size(); set++) {
                TailRisk risk = risk(set, columns.losses(set, pnl));
                String name = columns.sets().get(set).name();
                figures.add(AccountFigure.usd(name + "_value_at_risk", risk.valueAtRisk()));
                figures.add(AccountFigure.usd(name + "_value_at_risk_lower", risk.lower()));
                figures.add(AccountFigure.usd(name + "_value_at_risk_upper", risk.upper()));
                figures.add(AccountFigure.usd(name + "_shortfall", risk.expectedShortfall()));
                figures.add(AccountFigure.usd(name + "_shortfall_lower", risk.shortfallLower()));
                figures.add(AccountFigure.usd(name + "_shortfall_upper", risk.shortfallUpper()));
            }
        });
        return figures;
    }

    @Override
    public List<String> notes(AccountRisk account, MarketSnapshot market) {
        List<String> notes = new ArrayList<>();
        pnl(account, market).ifPresent(pnl -> {
            for (int set = 0; set < columns.sets().size(); set++) {
                notes.add(note(columns.sets().get(set), columns.losses(set, pnl)));
            }
            if (parameters.recent().horizonDays() > 1) {
                notes.add("horizons overlap, so the bounds of 95 % are narrower than the truth");
            }
        });
        return notes;
    }

    private String note(ScenarioSet set, SortedLosses losses) {
        List<String> days = losses.worst(SHOWN_DAYS).stream()
                .map(one -> String.format(
                        Locale.ROOT,
                        "%s %,.2f",
                        set.scenarios().get(one.scenario()).day(),
                        -one.loss() + 0.0))
                .toList();
        return "%s: %d scenarios of %s, %s to %s, tail of %d beyond %s; worst in USD: %s"
                .formatted(
                        set.name(),
                        set.size(),
                        set.horizonDays() == 1 ? "1 day" : set.horizonDays() + " days",
                        set.first(),
                        set.last(),
                        SortedLosses.tail(set.size(), parameters.confidence()),
                        parameters.confidence(),
                        String.join(", ", days));
    }

    private static Optional<double[]> pnl(AccountRisk account, MarketSnapshot market) {
        return account.book().positions().isEmpty()
                ? Optional.empty()
                : Optional.of(new UnitRisk(UNIT, account.sets(), account.book(), market).pnl());
    }
}
