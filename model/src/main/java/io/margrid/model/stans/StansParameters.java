package io.margrid.model.stans;

import io.margrid.model.history.HistoryColumns;
import io.margrid.model.history.ScenarioSet;
import io.margrid.model.history.TradingCost;
import io.margrid.model.margin.ParameterHead;
import io.margrid.model.margin.ParameterSet;
import io.margrid.model.matrix.Rates;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Figures of [StansMargin]. Never changes.
///
/// @param head             name, day, evidence, source and hash
/// @param simulated        scenarios, whoever simulated them
/// @param confidence       of the expected shortfall, 0.5 to 0.9999
/// @param stressConfidence of the two largest risks by themselves
/// @param stressWeight     part of what the stresses exceed the base by that is asked for, 0 to 1
/// @param modelRisk        part of the base that is added for the model, 0 to 1
/// @param costs            by coin; a coin that is not named has no cost of liquidation
public record StansParameters(
        ParameterHead head,
        ScenarioSet simulated,
        double confidence,
        double stressConfidence,
        double stressWeight,
        double modelRisk,
        Map<String, TradingCost> costs)
        implements ParameterSet {
    private static final double CONFIDENCE_LEAST = 0.5;
    private static final double CONFIDENCE_MOST = 0.9999;

    /// Checks the figures.
    ///
    /// @throws IllegalArgumentException naming the field and the value
    public StansParameters {
        Rates.requireRange("confidence", confidence, CONFIDENCE_LEAST, CONFIDENCE_MOST);
        Rates.requireRange("stress_confidence", stressConfidence, confidence, CONFIDENCE_MOST);
        Rates.requireFraction("stress_weight", stressWeight);
        Rates.requireFraction("model_risk", modelRisk);
        costs = Collections.unmodifiableMap(new TreeMap<>(costs));
        for (String coin : costs.keySet()) {
            if (!simulated.coins().contains(coin)) {
                throw new IllegalArgumentException("costs: the set does not move %s".formatted(coin));
            }
        }
        HistoryColumns.of(List.of(simulated));
    }

    @Override
    public List<String> covers() {
        return simulated.coins();
    }
}
