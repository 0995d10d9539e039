package io.margrid.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SoakGrowthTest {
    private static final SoakMeasure THREADS = new SoakMeasure("threads", 1.0, SoakSample::threads);

    private static SoakGrowth growth(int samples, IntToLongFunction threads) {
        return SoakGrowth.of(
                THREADS,
                IntStream.range(0, samples).mapToObj(i -> 100.0 + 5.0 * i).toList(),
                IntStream.range(0, samples)
                        .mapToObj(i -> new SoakSample(1, 2, 3, 4, 5, 6, threads.applyAsLong(i), 8, 9))
                        .toList());
    }

    @Test
    void constantIsFlat() {
        assertThat(growth(10, _ -> 7)).isEqualTo(new SoakGrowth(THREADS, 7, 7, 7, 0, 0));
        assertThat(growth(10, _ -> 7).flat()).isTrue();
    }

    @Test
    void growthIsWhatTheLineGains() {
        SoakGrowth growth = growth(11, i -> 20 + i);
        assertThat(growth.growth()).isEqualTo(10.0, within(1e-9));
        assertThat(growth.bound()).isEqualTo(0.0, within(1e-6));
        assertThat(growth.flat()).isFalse();
        assertThat(growth(11, i -> 20 - i).flat()).isTrue();
    }

    /// One thread more in half of the samples, by turns, is a range of one; in the second half it is growth.
    @Test
    void noiseIsNoGrowth() {
        assertThat(growth(100, i -> i % 2).flat()).isTrue();
        assertThat(growth(100, i -> i / 50).flat()).isFalse();
    }

    @Test
    void whatIsNoNumberIsNotFlat() {
        assertThat(new SoakGrowth(THREADS, 0, 0, 0, Double.NaN, 0).flat()).isFalse();
    }

    @Test
    void twoSamplesMakeNoLine() {
        assertThatThrownBy(() -> growth(2, i -> i)).hasMessage("samples must be at least 3: 2");
    }

    @Test
    void samplesAreReadAsTheyWereWritten() {
        SoakSample sample = new SoakSample(1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(SoakSample.of(sample.line())).isEqualTo(sample);
        assertThat(SoakMeasure.ALL.stream().map(measure -> measure.of(sample)).toList())
                .endsWith(7.0, 8.0, 9.0)
                .hasSize(9);
        assertThat(List.of(sample.line().split(" ", -1))).hasSize(9);
    }
}
