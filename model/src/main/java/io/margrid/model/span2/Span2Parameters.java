package io.margrid.model.span2;

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

/// Figures of [Span2Margin]. Never changes.
///
/// @param head             name, day, evidence, source and hash
/// @param historical       scenarios of the long look-back, scaled to the volatility of today
/// @param stress           scenarios of bad times, past or made up, of the same coins and horizon
/// @param historicalWeight `x`, 0 to 1
/// @param confidence       of the historical value at risk, 0.5 to 0.9999
/// @param stressConfidence of the expected shortfall over the stress scenarios; 0.9999 is the worst of them
/// @param costs            by coin; a coin that is not named has no charge for size
public record Span2Parameters(
        ParameterHead head,
        ScenarioSet historical,
        ScenarioSet stress,
        double historicalWeight,
        double confidence,
        double stressConfidence,
        Map<String, TradingCost> costs)
        implements ParameterSet {
    private static final double CONFIDENCE_LEAST = 0.5;
    private static final double CONFIDENCE_MOST = 0.9999;

    /// Checks the figures and that the sets fit together.
    ///
    /// @throws IllegalArgumentException naming the field and the value
    public Span2Parameters {
        Rates.requireFraction("historical_weight", historicalWeight);
        Rates.requireRange("confidence", confidence, CONFIDENCE_LEAST, CONFIDENCE_MOST);
        Rates.requireRange("stress_confidence", stressConfidence, CONFIDENCE_LEAST, CONFIDENCE_MOST);
        costs = Collections.unmodifiableMap(new TreeMap<>(costs));
        if (stress.horizonDays() != historical.horizonDays()) {
            throw new IllegalArgumentException("stress.horizon_days must be that of historical, %d: %d"
                    .formatted(historical.horizonDays(), stress.horizonDays()));
        }
        for (String coin : costs.keySet()) {
            if (!historical.coins().contains(coin)) {
                throw new IllegalArgumentException("costs: no set moves %s".formatted(coin));
            }
        }
        HistoryColumns.of(List.of(historical, stress));
    }

    @Override
    public List<String> covers() {
        return historical.coins();
    }
}
