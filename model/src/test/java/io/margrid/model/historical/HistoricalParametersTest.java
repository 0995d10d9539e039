package io.margrid.model.historical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.model.history.CoinMove;
import io.margrid.model.history.DatedScenario;
import io.margrid.model.history.QuantileRule;
import io.margrid.model.history.ScenarioSet;
import io.margrid.model.margin.Evidence;
import io.margrid.model.margin.ParameterHead;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HistoricalParametersTest {
    private static final LocalDate DAY = LocalDate.parse("2026-08-20");

    private static ScenarioSet set(String name, int horizon) {
        return new ScenarioSet(
                name, horizon, List.of("btc"), List.of(new DatedScenario(DAY, List.of(new CoinMove(-0.1, 1.0)))));
    }

    private static HistoricalParameters parameters(
            Optional<ScenarioSet> stressed, double weight, double confidence, double maintenance) {
        ParameterHead head = new ParameterHead("h", DAY, Evidence.USER, "a test", "", Map.of());
        return new HistoricalParameters(
                head,
                set("recent", 1),
                stressed,
                weight,
                TailMeasure.EXPECTED_SHORTFALL,
                QuantileRule.ORDER,
                confidence,
                maintenance);
    }

    @Test
    void setsComeInOrder() {
        HistoricalParameters parameters = parameters(Optional.of(set("stressed", 1)), 0.25, 0.975, 0.8);
        assertThat(parameters.sets()).extracting(ScenarioSet::name).containsExactly("recent", "stressed");
        assertThat(parameters.covers()).containsExactly("btc");
    }

    @Test
    void everyFigureHasItsRange() {
        assertThatThrownBy(() -> parameters(Optional.empty(), 0.25, 0.975, 0.8))
                .hasMessageContaining("stressed_weight must be 0 without a stressed set: 0.25");
        assertThatThrownBy(() -> parameters(Optional.empty(), -0.1, 0.975, 0.8))
                .hasMessageContaining("stressed_weight must be 0.0 to 1.0: -0.1");
        assertThatThrownBy(() -> parameters(Optional.empty(), 0.0, 1.0, 0.8))
                .hasMessageContaining("confidence must be 0.5 to 0.9999: 1.0");
        assertThatThrownBy(() -> parameters(Optional.empty(), 0.0, 0.975, 0.0))
                .hasMessageContaining("maintenance_factor must be above 0 and at most 1: 0.0");
        assertThatThrownBy(() -> parameters(Optional.of(set("stressed", 2)), 0.25, 0.975, 0.8))
                .hasMessageContaining("stressed.horizon_days must be that of recent, 1: 2");
    }
}
