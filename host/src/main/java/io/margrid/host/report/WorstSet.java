package io.margrid.host.report;

import io.margrid.model.margin.CurrencyMargin;
import io.margrid.model.margin.NettingSetMargin;
import io.margrid.model.margin.WorstScenarios;
import io.margrid.model.scenario.Scenario;
import java.util.Comparator;
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
        return currency.sets().stream()
                .flatMap(set -> set.worst().map(WorstScenarios::worst).stream()
                        .map(worst -> new WorstSet(set, set.grid().get(worst.scenario()), worst.pnl())))
                .min(Comparator.comparingDouble(WorstSet::pnl));
    }
}
