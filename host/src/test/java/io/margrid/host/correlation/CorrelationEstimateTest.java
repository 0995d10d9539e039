package io.margrid.host.correlation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class CorrelationEstimateTest {
    private static CorrelationEstimate.Rule rule(CorrelationMethod method, int window, OptionalDouble intensity) {
        return new CorrelationEstimate.Rule(method, window, 0.9, intensity);
    }

    @Test
    void theLastWindowCounts() {
        DailyReturns all = SampleCorrelationTest.random(50, 3);
        CorrelationEstimate estimate =
                CorrelationEstimate.of(all, rule(CorrelationMethod.PLAIN, 30, OptionalDouble.empty()));
        assertThat(estimate.matrix()).isEqualTo(SampleCorrelation.plain(all.window(20, 30)));
        assertThat(estimate.returns().start()).isEqualTo(all.dates().get(19));
        assertThat(estimate.intensity()).isEmpty();
        assertThat(CorrelationEstimate.of(all, rule(CorrelationMethod.EWMA, 30, OptionalDouble.empty()))
                        .matrix())
                .isEqualTo(SampleCorrelation.weighted(all.window(20, 30), 0.9));
    }

    @Test
    void theIntensityIsGivenOrEstimated() {
        DailyReturns all = SampleCorrelationTest.random(50, 3);
        CorrelationEstimate given =
                CorrelationEstimate.of(all, rule(CorrelationMethod.SHRUNK, 50, OptionalDouble.of(1.0)));
        assertThat(given.intensity()).hasValue(1.0);
        assertThat(given.matrix().rows().get(0).get(1))
                .isEqualTo(SampleCorrelation.plain(all).mean());
        CorrelationEstimate estimated =
                CorrelationEstimate.of(all, rule(CorrelationMethod.SHRUNK, 50, OptionalDouble.empty()));
        assertThat(estimated.intensity()).hasValue(ConstantCorrelation.intensity(all, SampleCorrelation.plain(all)));
    }

    @Test
    void theStressedWindowIsThatOfTheLowestCorrelation() {
        // Together but for the four days from the third on.
        DailyReturns all = DailyReturnsTest.of(
                new double[] {1.0, 2.0, 1.0, 2.0, 1.0, 2.0, 1.0, 2.0, 3.0, 1.0},
                new double[] {1.0, 2.0, 2.0, 1.0, 2.0, 1.0, 1.0, 2.0, 3.0, 1.0});
        CorrelationEstimate estimate =
                CorrelationEstimate.of(all, rule(CorrelationMethod.STRESSED, 4, OptionalDouble.empty()));
        assertThat(estimate.matrix().mean()).isCloseTo(-1.0, within(1e-15));
        assertThat(estimate.returns().dates()).isEqualTo(all.dates().subList(2, 6));
        for (int first = 0; first + 4 <= all.size(); first++) {
            assertThat(SampleCorrelation.plain(all.window(first, 4)).mean())
                    .isGreaterThanOrEqualTo(estimate.matrix().mean());
        }
    }

    @Test
    void aHistoryThatIsTooShortIsRefused() {
        DailyReturns all = SampleCorrelationTest.random(10, 3);
        assertThatThrownBy(() -> CorrelationEstimate.of(all, rule(CorrelationMethod.PLAIN, 11, OptionalDouble.empty())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a window of 11 days needs as many changes from one close to the next: 10");
    }
}
