package io.margrid.host.report;

import io.margrid.model.margin.ParameterSet;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.revaluation.BackendInfo;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a report says beside the margin.
///
/// @param parameters the parameters in force
/// @param market     the market in use
/// @param backend    who computed
/// @param notes      what a reader should know
/// @param lines      lines of the book as it was given
/// @param stageNanos nanoseconds by stage, in order; empty where a report must not depend on time
public record ReportContext(
        ParameterSet parameters,
        MarketSnapshot market,
        BackendInfo backend,
        List<String> notes,
        int lines,
        Map<String, Long> stageNanos) {
    /// Copies the collections.
    ///
    /// @throws IllegalArgumentException if there are fewer than zero lines
    public ReportContext {
        notes = List.copyOf(notes);
        stageNanos = Collections.unmodifiableMap(new LinkedHashMap<>(stageNanos));
        if (lines < 0) {
            throw new IllegalArgumentException("lines must be zero or more: %d".formatted(lines));
        }
    }
}
