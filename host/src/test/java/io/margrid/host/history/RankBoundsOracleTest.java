package io.margrid.host.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.model.history.RankBounds;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The model counts binomial chances by itself; an independent library must agree.
class RankBoundsOracleTest {
    @ParameterizedTest
    @CsvSource({"10, 0.5", "250, 0.99", "500, 0.975", "750, 0.99", "1000, 0.99", "4096, 0.95", "16384, 0.9999"})
    void commonsMathAgrees(int scenarios, double confidence) {
        BinomialDistribution beyond = new BinomialDistribution(null, scenarios, 1.0 - confidence);
        assertThat(RankBounds.of(scenarios, confidence))
                .isEqualTo(new RankBounds(
                        beyond.inverseCumulativeProbability(0.025), beyond.inverseCumulativeProbability(0.975) + 1));
    }
}
