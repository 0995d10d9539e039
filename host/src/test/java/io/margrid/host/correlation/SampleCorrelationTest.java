package io.margrid.host.correlation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.stat.correlation.Covariance;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleCorrelationTest {
    /// Four coins with a part in common.
    static DailyReturns random(int days, long seed) {
        Random random = new Random(seed);
        double[][] changes = new double[4][days];
        for (int day = 0; day < days; day++) {
            double common = random.nextGaussian();
            for (int i = 0; i < changes.length; i++) {
                changes[i][day] = 0.01 + 0.02 * (i * common + random.nextGaussian());
            }
        }
        return DailyReturnsTest.of(changes);
    }

    private static double[][] byDay(DailyReturns returns) {
        return new Array2DRowRealMatrix(returns.changes()).transpose().getData();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 20, 365})
    void plainIsPearsons(int days) {
        DailyReturns returns = random(days, 7);
        CorrelationMatrix matrix = SampleCorrelation.plain(returns);
        double[][] pearson =
                new PearsonsCorrelation(byDay(returns)).getCorrelationMatrix().getData();
        double[][] covariance =
                new Covariance(byDay(returns), false).getCovarianceMatrix().getData();
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                assertThat(matrix.rows().get(i).get(j)).isCloseTo(pearson[i][j], within(1e-12));
                if (i <= j) {
                    assertThat(SampleCorrelation.covariance(returns)[i][j]).isCloseTo(covariance[i][j], within(1e-15));
                }
            }
        }
    }

    @Test
    void twoDaysByHand() {
        // With lambda a half the older day counts a quarter, the newer a half: 0.0225, 0.015 and -0.005.
        DailyReturns returns = DailyReturnsTest.of(new double[] {0.1, 0.2}, new double[] {0.2, -0.1});
        assertThat(SampleCorrelation.weighted(returns, 0.5).rows().getFirst().getLast())
                .isCloseTo(-0.005 / Math.sqrt(0.0225 * 0.015), within(1e-15));
    }

    @Test
    void weightsAreThoseOfAgeAboutZero() {
        double lambda = 0.9;
        DailyReturns returns = random(60, 11);
        double[] weights = IntStream.range(0, 60)
                .mapToDouble(day -> StrictMath.pow(lambda, 59 - day))
                .toArray();
        double ab = 0.0;
        double aa = 0.0;
        double bb = 0.0;
        for (int day = 0; day < 60; day++) {
            double a = returns.changes()[1][day];
            double b = returns.changes()[3][day];
            ab += weights[day] * a * b;
            aa += weights[day] * a * a;
            bb += weights[day] * b * b;
        }
        assertThat(SampleCorrelation.weighted(returns, lambda).rows().get(1).get(3))
                .isCloseTo(ab / Math.sqrt(aa * bb), within(1e-12));
    }

    @Test
    void aCoinThatDoesNotMoveHasNoCorrelations() {
        DailyReturns returns = DailyReturnsTest.of(new double[] {0.1, 0.2}, new double[] {0.0, 0.0});
        assertThatThrownBy(() -> SampleCorrelation.plain(returns))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("c1 has no correlations from 2026-01-01 to 2026-01-03: its variance is 0.0");
    }
}
