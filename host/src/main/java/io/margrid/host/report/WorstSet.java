package io.margrid.host.report;

import io.margrid.model.margin.CurrencyMargin;
import io.margrid.model.margin.NettingSetMargin;
import io.margrid.model.margin.ScenarioOutcome;
import io.margrid.model.scenario.Scenario;
import java.util.Optional;

/// The netting set of a currency that loses most: what reports show of a currency with several.
///
/// @param set      the set
/// @param scenario its worst scenario
/// @param pnl      what it makes there, in the settlement currency
record WorstSet(NettingSetMargin set, Scenario scenario, double pnl) {
    /// Finds it; of equal losses the first set's.
    ///
    /// @return empty if no set has scenarios
    static Optional<WorstSet> of(CurrencyMargin currency) {
        return currency.worstSet().map(set -> {
            ScenarioOutcome worst = set.worst().orElseThrow().worst();
            return new WorstSet(set, set.grid().get(worst.scenario()), worst.pnl());
        });
    }
}
