package io.margrid.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class MachineLimitsTest {
    private static final Offset<Double> CLOSE = within(1e-12);

    private final MachineLimits limits = MachineLimits.of(List.of("fma256 6 G/s", "read288k 97.5 GB/s"));

    @Test
    void aPriceTakesItsOperationsOverLanes() {
        // 48 operations for 4 prices at 6 a nanosecond.
        assertThat(limits.leastNanosPerPrice(256).orElseThrow()).isCloseTo(2.0, CLOSE);
        assertThat(limits.leastNanosPerPrice(512)).isEmpty();
    }

    @Test
    void readingTakesBytesOverBandwidth() {
        assertThat(limits.leastNanosToRead(195.0, 288).orElseThrow()).isCloseTo(2.0, CLOSE);
        assertThat(limits.leastNanosToRead(195.0, 16)).isEmpty();
    }

    @Test
    void sharesAreOfTheLeastTime() {
        assertThat(MachineLimits.share(OptionalDouble.of(2.0), 8.0)).isEqualTo("25 %");
        assertThat(MachineLimits.share(OptionalDouble.empty(), 8.0)).isEqualTo("-");
    }

    @Test
    void tellsWhatWasMeasured() {
        Report report = new Report();
        limits.describe(report);
        assertThat(report.text()).isEqualTo("- limits of the core: fma256 6.00 G/s, read288k 97.5 GB/s\n");
    }
}
