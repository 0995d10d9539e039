package io.margrid.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBatch;
import org.junit.jupiter.api.Test;

class AggregationSuiteTest {
    /// Of sums in the tens of millions.
    private static final double TOLERANCE = 1e-6;

    @Test
    void whatIsExpectedIsWhatTheReferenceAnswers() {
        RevaluationBatch batch = new AggregationWorkload(50).batch();
        double[] expected = AggregationSuite.worst(batch);
        try (RevaluationBackend scalar = DirectBackends.open("scalar")) {
            double[] worst = scalar.revalue(batch).worstCells().worstPnl();
            assertThat(expected).hasSize(50);
            assertThat(worst).containsExactly(expected, within(TOLERANCE));
        }
    }
}
