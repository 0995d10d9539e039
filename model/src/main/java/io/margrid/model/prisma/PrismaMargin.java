package io.margrid.model.prisma;

import io.margrid.model.history.HistoryColumns;
import io.margrid.model.history.HistoryRules;
import io.margrid.model.margin.AccountFigure;
import io.margrid.model.margin.AccountRisk;
import io.margrid.model.margin.MarginComponent.Scope;
import io.margrid.model.margin.MarginReport;
import io.margrid.model.margin.NettingSetRisk;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.matrix.UnitMargin;
import io.margrid.model.matrix.UnitOutcome;
import io.margrid.model.matrix.UnitRisk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Eurex Prisma over sets of past days.
///
///     market risk   = maximum or sum over sets of weight RMS(set)                       [RiskSet]
///     liquidity     = alpha (sum over positions of factor |VaR| + bps |value|)          [Liquidity]
///     premium       = value of short options less that of long ones
///     credit        = -premium - (market risk + liquidity), if below zero and the value covers the worst loss
///     requirement   = max(0, market risk + liquidity + credit + premium)       initial and maintenance
///
/// each for a liquidation group by itself. Sources and what is assumed: `docs/methodologies/prisma.md`.
public final class PrismaMargin implements HistoryRules {
    /// The model's name.
    public static final String ID = "prisma";

    private static final List<Part> PARTS = List.of(
            new Part("market_risk", Scope.BOTH),
            new Part("liquidity_addon", Scope.BOTH),
            new Part("long_option_credit", Scope.BOTH),
            new Part("premium_margin", Scope.BOTH),
            new Part("unused_credit", Scope.BOTH));

    private final PrismaParameters parameters;
    private final HistoryColumns columns;

    private PrismaMargin(PrismaParameters parameters) {
        this.parameters = parameters;
        this.columns = HistoryColumns.of(parameters.scenarios());
    }

    /// The model under a parameter set.
    ///
    /// @param parameters the set
    /// @return the model
    public static UnitMargin model(PrismaParameters parameters) {
        return new UnitMargin(new PrismaMargin(parameters));
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "Eurex Prisma over sets of past days";
    }

    @Override
    public List<String> limits() {
        return List.of(
                "one holding period for all groups; listed hedges are not moved between splits, and options do not age",
                "scenarios are ours or the user's: the clearing house ships its own daily");
    }

    @Override
    public PrismaParameters parameters() {
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
        return parameters.group(coin);
    }

    @Override
    public UnitOutcome margin(UnitRisk unit) {
        GroupRisk risk = GroupRisk.of(unit, parameters, columns);
        double requirement = risk.requirement();
        double before = risk.market() + risk.liquidity() + risk.credit() + risk.premium();
        return UnitOutcome.of(
                unit,
                requirement,
                requirement,
                List.of(risk.market(), risk.liquidity(), risk.credit(), risk.premium(), requirement - before));
    }

    @Override
    public List<AccountFigure> figures(AccountRisk account, MarketSnapshot market, MarginReport report) {
        Map<String, List<NettingSetRisk>> groups = new TreeMap<>();
        if (!account.book().positions().isEmpty()) {
            account.sets()
                    .forEach(set -> parameters
                            .group(set.set().pair().base())
                            .ifPresent(group -> groups.computeIfAbsent(group, _ -> new ArrayList<>())
                                    .add(set)));
        }
        List<AccountFigure> figures = new ArrayList<>();
        groups.forEach((name, sets) -> {
            GroupRisk group = GroupRisk.of(new UnitRisk(name, sets, account.book(), market), parameters, columns);
            for (int set = 0; set < parameters.sets().size(); set++) {
                RiskSet rule = parameters.sets().get(set);
                RiskSet.Risk risk = group.sets().get(set);
                String prefix = name + "_" + rule.scenarios().name();
                figures.add(AccountFigure.usd(prefix + "_pure", risk.pure()));
                figures.add(AccountFigure.usd(prefix + "_correlation_break", risk.correlationBreak()));
                figures.add(AccountFigure.usd(prefix + "_compression", group.compression()));
                figures.add(AccountFigure.usd(prefix + "_total", risk.total()));
                figures.add(AccountFigure.usd(prefix + "_weighted", rule.weight() * risk.total()));
            }
        });
        return figures;
    }
}
