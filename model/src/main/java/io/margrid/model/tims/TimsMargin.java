package io.margrid.model.tims;

import io.margrid.model.instrument.Instrument;
import io.margrid.model.instrument.OptionContract;
import io.margrid.model.margin.MarginComponent.Scope;
import io.margrid.model.margin.NettingSetRisk;
import io.margrid.model.margin.PositionRisk;
import io.margrid.model.matrix.ClassRules;
import io.margrid.model.matrix.CoinClasses;
import io.margrid.model.matrix.UnitMargin;
import io.margrid.model.matrix.UnitOutcome;
import io.margrid.model.matrix.UnitRisk;
import io.margrid.model.matrix.WorstLoss;
import io.margrid.model.scenario.ScenarioGrid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Customer portfolio margin of US brokers (FINRA 4210(g), Cboe 10.4), by the OCC's TIMS.
///
///     class group        sum of the profits of an underlying and all that is written on it, at each point
///     product group      loss with offsets between class groups ([ProductGroupLoss])
///     requirement        max(loss, minimum of all options and dated futures)       initial and maintenance
///
/// Sources and what is assumed: `docs/methodologies/tims.md`.
public final class TimsMargin implements ClassRules<PortfolioType> {
    /// The model's name.
    public static final String ID = "tims";

    private static final List<Part> PARTS = List.of(
            new Part("class_group_requirements", Scope.BOTH),
            new Part("product_group_offset", Scope.BOTH),
            new Part("minimum_excess", Scope.BOTH));

    private final TimsParameters parameters;

    private TimsMargin(TimsParameters parameters) {
        this.parameters = parameters;
    }

    /// The model under a parameter set.
    ///
    /// @param parameters the set
    /// @return the model
    public static UnitMargin model(TimsParameters parameters) {
        return new UnitMargin(new TimsMargin(parameters));
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "OCC TIMS, customer portfolio margin";
    }

    @Override
    public List<String> limits() {
        return List.of(
                "no dividends and no discounting: options are European on their forward, American ones at least"
                        + " intrinsic",
                "concentration, equity that an account must have, and the firm's own haircuts are not told");
    }

    @Override
    public TimsParameters parameters() {
        return parameters;
    }

    @Override
    public CoinClasses<PortfolioType> classes() {
        return parameters.types();
    }

    @Override
    public List<Part> parts() {
        return PARTS;
    }

    @Override
    public Optional<String> unit(String coin) {
        return parameters.types().of(coin).map(_ -> parameters.productGroup(coin));
    }

    @Override
    public UnitOutcome margin(UnitRisk unit) {
        Map<String, double[]> classGroups = new TreeMap<>();
        List<double[]> aggregated = new ArrayList<>();
        double minimum = 0.0;
        for (NettingSetRisk set : unit.sets()) {
            double[] pnl = profits(unit, set);
            aggregated.add(pnl);
            classGroups.merge(parameters.classGroup(set.set().pair().base()), pnl, TimsMargin::sum);
            minimum += minimum(unit, set);
        }
        double apart = 0.0;
        for (double[] pnl : classGroups.values()) {
            apart += WorstLoss.of(pnl);
        }
        double loss = ProductGroupLoss.of(classGroups.values(), parameters.offset(unit.name()));
        double requirement = Math.max(loss, minimum);
        return new UnitOutcome(requirement, requirement, List.of(apart, loss - apart, requirement - loss), aggregated);
    }

    /// Profits of an underlying at each point, USD.
    private double[] profits(UnitRisk unit, NettingSetRisk set) {
        String base = set.set().pair().base();
        if (!coin(base).american()) {
            return set.pnl();
        }
        ScenarioGrid grid = grid(set.set().pair());
        double[] sum = new double[grid.size()];
        for (PositionRisk position : set.positions()) {
            double[] each = position.position().instrument() instanceof OptionContract option
                    ? EarlyExercise.profits(
                            option,
                            position.unit(),
                            grid,
                            unit.market().pair(option.pair()).orElseThrow().index(),
                            unit.quoteUsd(position))
                    : position.unit().riskVector();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += position.quantity() * each[i];
            }
        }
        return sum;
    }

    private static double[] sum(double[] one, double[] other) {
        double[] sum = one.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += other[i];
        }
        return sum;
    }

    /// A contract of `multiplier` units has a minimum of `minimum * multiplier`, so a unit has one of `minimum`.
    /// What has no expiry is a share or the like, and has none.
    private double minimum(UnitRisk unit, NettingSetRisk set) {
        double sum = 0.0;
        for (PositionRisk position : set.positions()) {
            Instrument instrument = position.position().instrument();
            if (instrument.expiry().isPresent()) {
                sum += Math.abs(position.quantity()) * parameters.minimum() * unit.quoteUsd(position);
            }
        }
        return sum;
    }
}
