package io.margrid.host.parameters;

import io.margrid.host.deribit.JsonFields;
import io.margrid.model.history.ScenarioSet;
import io.margrid.model.history.TradingCost;
import io.margrid.model.margin.ParameterHead;
import io.margrid.model.span2.Span2Parameters;
import java.util.Map;
import java.util.Optional;

/// Reads parameter sets of `span2`.
final class Span2ParameterFile {
    static final String METHODOLOGY = "span2";

    private Span2ParameterFile() {}

    static Optional<Span2Parameters> read(JsonFields top, ParameterHead head) {
        top.allow("historical", "stress", "historical_weight", "confidence", "stress_confidence", "costs");
        Optional<ScenarioSet> historical = HistoryFields.set(top.object("historical"));
        Optional<ScenarioSet> stress = HistoryFields.set(top.object("stress"));
        Map<String, TradingCost> costs = TradingCostFields.costs(top);
        double weight = top.number("historical_weight");
        double confidence = top.number("confidence");
        double stressConfidence = top.number("stress_confidence");
        return historical.flatMap(days -> stress.flatMap(bad ->
                top.build(() -> new Span2Parameters(head, days, bad, weight, confidence, stressConfidence, costs))));
    }
}
