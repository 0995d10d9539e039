package io.margrid.host.parameters;

import io.margrid.host.deribit.JsonFields;
import io.margrid.model.historical.HistoricalParameters;
import io.margrid.model.historical.TailMeasure;
import io.margrid.model.history.QuantileRule;
import io.margrid.model.history.ScenarioSet;
import io.margrid.model.margin.ParameterHead;
import java.util.Optional;

/// Reads parameter sets of `historical-es`.
final class HistoricalParameterFile {
    static final String METHODOLOGY = "historical-es";

    private HistoricalParameterFile() {}

    static Optional<HistoricalParameters> read(JsonFields top, ParameterHead head) {
        top.allow("recent", "stressed", "stressed_weight", "measure", "quantile", "confidence", "maintenance_factor");
        Optional<ScenarioSet> recent = HistoryFields.set(top.object("recent"));
        Optional<ScenarioSet> stressed =
                top.has("stressed") ? HistoryFields.set(top.object("stressed")) : Optional.empty();
        TailMeasure measure = top.choice("measure", TailMeasure.class, TailMeasure.EXPECTED_SHORTFALL);
        QuantileRule quantile = top.choice("quantile", QuantileRule.class, QuantileRule.ORDER);
        double confidence = top.number("confidence");
        double maintenance = top.number("maintenance_factor");
        double weight = top.numberOrZero("stressed_weight");
        return recent.filter(_ -> stressed.isPresent() == top.has("stressed"))
                .flatMap(set -> top.build(() -> new HistoricalParameters(
                        head, set, stressed, weight, measure, quantile, confidence, maintenance)));
    }
}
