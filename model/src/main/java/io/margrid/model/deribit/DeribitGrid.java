package io.margrid.model.deribit;

import io.margrid.model.instrument.Settlement;
import io.margrid.model.scenario.Scenario;
import io.margrid.model.scenario.ScenarioGrid;
import io.margrid.model.scenario.ScenarioTable;
import io.margrid.model.scenario.VolShock;
import java.util.ArrayList;
import java.util.List;

/// Deribit's scenarios of one pair: the standard table (price buckets x volatility) and the extended table (far
/// moves, volatility up, only a part of the profit or loss).
final class DeribitGrid {
    private DeribitGrid() {}

    static ScenarioGrid of(PairParameters pair, DeribitParameters parameters) {
        List<Scenario> scenarios = new ArrayList<>();
        int n = parameters.general().bucketsCount();
        for (int j = -n; j <= n; j++) {
            // This order of operations gives the exchange's own bits.
            double move = pair.priceRange() * j / n;
            for (VolShock vol : parameters.assumptions().volOrder()) {
                scenarios.add(new Scenario(
                        ScenarioTable.STANDARD, scenarios.size() + 1, j + n + 1, j == 0 ? 0.0 : move, vol));
            }
        }
        int index = 1;
        for (double move : parameters.extendedMoves()) {
            scenarios.add(new Scenario(ScenarioTable.EXTENDED, index, index, move, VolShock.UP));
            index++;
        }
        return new ScenarioGrid(scenarios);
    }

    /// The part of a scenario's profit that counts.
    ///
    /// In the extended table the USD profit is scaled by `extended_table_factor * R / |m|`; profits in coin are
    /// then converted at the edge of the standard range instead of at `1 + m`, hence the second factor for inverse
    /// contracts.
    ///
    /// In the settlement window a move `m` acts as `m * moveScale`, and so does the edge of the range: an inverse
    /// future's extended cells equal its edge bucket there too.
    static double weight(
            Scenario scenario,
            Settlement settlement,
            PairParameters pair,
            DeribitAssumptions assumptions,
            double moveScale) {
        if (scenario.table() == ScenarioTable.STANDARD) {
            return 1.0;
        }
        double m = scenario.priceMove();
        double fraction = pair.extendedTableFactor() * pair.priceRange() / Math.abs(m);
        if (assumptions.capExtendedFraction()) {
            fraction = Math.min(fraction, 1.0);
        }
        return switch (settlement) {
            case LINEAR -> fraction;
            case INVERSE -> fraction * (1.0 + m * moveScale) / (1.0 + Math.signum(m) * pair.priceRange() * moveScale);
        };
    }

    /// The dampener of a scenario in USD: `max(|m| / R, 1) - 1` times the currency's dampener; zero in the
    /// standard table.
    static double dampenerUsd(Scenario scenario, PairParameters pair, CurrencyParameters currency) {
        if (scenario.table() == ScenarioTable.STANDARD) {
            return 0.0;
        }
        double ratio = Math.max(Math.abs(scenario.priceMove()) / pair.priceRange(), 1.0) - 1.0;
        return ratio * currency.extendedDampener();
    }

    /// Price factor at the edge of the standard range on the scenario's side.
    static double edge(Scenario scenario, PairParameters pair) {
        return 1.0 + Math.signum(scenario.priceMove()) * pair.priceRange();
    }
}
