package io.margrid.model.historical;

import io.margrid.model.history.HistoryColumns;
import io.margrid.model.history.QuantileRule;
import io.margrid.model.history.ScenarioSet;
import io.margrid.model.margin.ParameterHead;
import io.margrid.model.margin.ParameterSet;
import io.margrid.model.matrix.Rates;
import java.util.List;
import java.util.Optional;

/// Figures of [HistoricalMargin]. Never changes.
///
/// @param head              name, day, evidence, source and hash
/// @param recent            scenarios of a window up to the set's day
/// @param stressed          scenarios of a bad time, of the same coins and horizon
/// @param stressedWeight    part of the margin that is taken from `stressed`, 0 to 1
/// @param measure           what the margin is taken from
/// @param quantile          how value at risk is read
/// @param confidence        0.5 to 0.9999
/// @param maintenanceFactor maintenance over initial margin, above 0 and at most 1
public record HistoricalParameters(
        ParameterHead head,
        ScenarioSet recent,
        Optional<ScenarioSet> stressed,
        double stressedWeight,
        TailMeasure measure,
        QuantileRule quantile,
        double confidence,
        double maintenanceFactor)
        implements ParameterSet {
    private static final double CONFIDENCE_LEAST = 0.5;
    private static final double CONFIDENCE_MOST = 0.9999;

    /// Checks the figures and that the sets fit together.
    ///
    /// @throws IllegalArgumentException naming the field and the value
    public HistoricalParameters {
        Rates.requireFraction("stressed_weight", stressedWeight);
        Rates.requireRange("confidence", confidence, CONFIDENCE_LEAST, CONFIDENCE_MOST);
        if (!(maintenanceFactor > 0.0 && maintenanceFactor <= 1.0)) {
            throw new IllegalArgumentException(
                    "maintenance_factor must be above 0 and at most 1: %s".formatted(maintenanceFactor));
        }
        if (stressed.isEmpty() && stressedWeight > 0.0) {
            throw new IllegalArgumentException(
                    "stressed_weight must be 0 without a stressed set: %s".formatted(stressedWeight));
        }
        int horizon = recent.horizonDays();
        stressed.ifPresent(set -> {
            if (set.horizonDays() != horizon) {
                throw new IllegalArgumentException(
                        "stressed.horizon_days must be that of recent, %d: %d".formatted(horizon, set.horizonDays()));
            }
        });
        HistoryColumns.of(sets(recent, stressed));
    }

    private static List<ScenarioSet> sets(ScenarioSet recent, Optional<ScenarioSet> stressed) {
        return stressed.map(set -> List.of(recent, set)).orElse(List.of(recent));
    }

    /// All sets.
    ///
    /// @return the recent one first
    public List<ScenarioSet> sets() {
        return sets(recent, stressed);
    }

    @Override
    public List<String> covers() {
        return recent.coins();
    }
}
