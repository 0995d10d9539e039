package io.margrid.host.parameters;

import io.margrid.host.deribit.JsonFields;
import io.margrid.model.history.ScenarioSet;
import io.margrid.model.history.TradingCost;
import io.margrid.model.margin.ParameterHead;
import io.margrid.model.stans.StansParameters;
import java.util.Map;
import java.util.Optional;

/// Reads parameter sets of `stans`.
final class StansParameterFile {
    static final String METHODOLOGY = "stans";

    private StansParameterFile() {}

    static Optional<StansParameters> read(JsonFields top, ParameterHead head) {
        top.allow("simulated", "confidence", "stress_confidence", "stress_weight", "model_risk", "costs");
        Optional<ScenarioSet> simulated = HistoryFields.set(top.object("simulated"));
        Map<String, TradingCost> costs = TradingCostFields.costs(top);
        double confidence = top.number("confidence");
        double stressConfidence = top.number("stress_confidence");
        double weight = top.number("stress_weight");
        double model = top.number("model_risk");
        return simulated.flatMap(set ->
                top.build(() -> new StansParameters(head, set, confidence, stressConfidence, weight, model, costs)));
    }
}
