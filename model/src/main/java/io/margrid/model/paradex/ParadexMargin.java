package io.margrid.model.paradex;

import io.margrid.model.instrument.FutureContract;
import io.margrid.model.margin.MarginComponent.Scope;
import io.margrid.model.margin.NettingSetRisk;
import io.margrid.model.margin.PositionRisk;
import io.margrid.model.matrix.ClassRules;
import io.margrid.model.matrix.CoinClasses;
import io.margrid.model.matrix.CoinDelta;
import io.margrid.model.matrix.UnitMargin;
import io.margrid.model.matrix.UnitOutcome;
import io.margrid.model.matrix.UnitRisk;
import io.margrid.model.matrix.WorstLoss;
import java.util.List;

/// Paradex portfolio margin (beta): 16 scenarios and 8 weighted tails for each coin, and a minimum by delta.
///
///     scan = max(0, -min over scenarios of weight pnl)
///     minimum delta = (net_rate |net| + hedged_rate hedged) spot
///     net requirement = max(scan, minimum delta)
///     initial = net requirement + funding provision + fee provision
///     maintenance = maintenance_factor net requirement + both provisions
///
/// Official forms of August 2026; what is assumed is in `docs/methodologies/paradex-pm.md`.
public final class ParadexMargin implements ClassRules<ParadexParameters.Coin> {
    /// The model's name.
    public static final String ID = "paradex-pm";

    private static final List<Part> PARTS = List.of(
            new Part("scan", Scope.BOTH),
            new Part("minimum_delta_excess", Scope.BOTH),
            new Part("net_requirement", Scope.SUBTOTAL),
            new Part("funding_provision", Scope.BOTH),
            new Part("fee_provision", Scope.BOTH));

    private final ParadexParameters parameters;

    private ParadexMargin(ParadexParameters parameters) {
        this.parameters = parameters;
    }

    /// The model under a parameter set.
    ///
    /// @param parameters the set
    /// @return the model
    public static UnitMargin model(ParadexParameters parameters) {
        return new UnitMargin(new ParadexMargin(parameters));
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "Paradex portfolio margin (beta)";
    }

    @Override
    public List<String> limits() {
        return List.of("open orders are not margined: a book has none");
    }

    @Override
    public ParadexParameters parameters() {
        return parameters;
    }

    @Override
    public CoinClasses<ParadexParameters.Coin> classes() {
        return parameters.classes();
    }

    @Override
    public List<Part> parts() {
        return PARTS;
    }

    @Override
    public UnitOutcome margin(UnitRisk unit) {
        ParadexParameters.Coin coin = coin(unit.name());
        NettingSetRisk set = unit.sets().getFirst();
        double scan = WorstLoss.of(set.pnl());
        CoinDelta delta = CoinDelta.of(set.positions());
        double minimum = (coin.netRate() * Math.abs(delta.net()) + coin.hedgedRate() * delta.hedged())
                * set.indexUsd(unit.market());
        double net = Math.max(scan, minimum);
        double funding = 0.0;
        double fees = 0.0;
        for (PositionRisk position : set.positions()) {
            double notional = Math.abs(position.quantity()) * position.unit().forward() * unit.quoteUsd(position);
            fees += parameters.feeRate() * notional;
            boolean perpetual = position.position().instrument() instanceof FutureContract future
                    && future.expiry().isEmpty();
            funding += perpetual ? parameters.fundingRate() * notional : 0.0;
        }
        return UnitOutcome.of(
                unit,
                net + funding + fees,
                parameters.maintenanceFactor() * net + funding + fees,
                List.of(scan, net - scan, net, funding, fees));
    }
}
