package io.margrid.model.generic;

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
import java.util.List;
import java.util.Optional;

/// Our own portfolio margin: a grid of price moves and volatilities with two weighted extremes for each coin, a
/// floor, and a credit for coins that move together.
///
///     scan(coin)   = max(0, -min over scenarios of pnl)
///     netted       = max(0, -min over scenarios of the sum of the coins' pnl)     scenarios by ordinal
///     credit       = c (sum of scan - netted)                                     0 <= credit <= sum of scan
///     maintenance  = max(sum of scan - credit, sum of floors)
///     initial      = initial_factor maintenance
///
/// The floor of a coin is `floor_rate` of the gross notional of its futures and short options. Figures are ours
/// (assumed); see `docs/methodologies/portfolio-generic.md`.
public final class GenericMargin implements ClassRules<GenericParameters.Coin> {
    /// The model's name.
    public static final String ID = "portfolio-generic";

    private static final List<Part> PARTS = List.of(
            new Part("scan_risk", Scope.BOTH),
            new Part("correlation_credit", Scope.BOTH),
            new Part("floor_excess", Scope.BOTH));

    private final GenericParameters parameters;

    private GenericMargin(GenericParameters parameters) {
        this.parameters = parameters;
    }

    /// The model under a parameter set.
    ///
    /// @param parameters the set
    /// @return the model
    public static UnitMargin model(GenericParameters parameters) {
        return new UnitMargin(new GenericMargin(parameters));
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "Portfolio margin by coin and group (our own figures)";
    }

    @Override
    public GenericParameters parameters() {
        return parameters;
    }

    @Override
    public CoinClasses<GenericParameters.Coin> classes() {
        return parameters.classes();
    }

    @Override
    public List<Part> parts() {
        return PARTS;
    }

    @Override
    public Optional<String> unit(String coin) {
        return parameters.classes().of(coin).map(_ -> parameters.group(coin).orElse(coin));
    }

    @Override
    public UnitOutcome margin(UnitRisk unit) {
        double scan = 0.0;
        double floor = 0.0;
        for (NettingSetRisk set : unit.sets()) {
            scan += WorstLoss.of(set.pnl());
            floor += coin(set.set().pair().base()).floorRate() * grossNotional(unit, set);
        }
        double credit = parameters.credit(unit.name()) * (scan - WorstLoss.of(unit.pnl()));
        double maintenance = Math.max(scan - credit, floor);
        return UnitOutcome.of(
                unit,
                parameters.initialFactor() * maintenance,
                maintenance,
                List.of(scan, -credit, Math.max(0.0, floor - (scan - credit))));
    }

    /// Futures and short options at their forwards, USD: what long options lose is bounded by their value.
    private static double grossNotional(UnitRisk unit, NettingSetRisk set) {
        double sum = 0.0;
        for (PositionRisk position : set.positions()) {
            boolean option = position.position().instrument() instanceof OptionContract;
            if (!option || position.quantity() < 0.0) {
                sum += Math.abs(position.quantity()) * position.unit().forward() * unit.quoteUsd(position);
            }
        }
        return sum;
    }
}
