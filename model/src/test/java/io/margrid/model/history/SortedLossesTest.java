package io.margrid.model.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SortedLossesTest {
    /// Losses 1 to `n`, shuffled.
    static double[] ladder(int n) {
        double[] profits = new double[n];
        for (int i = 0; i < n; i++) {
            profits[i] = -1.0 - (i * 7919L) % n;
        }
        return profits;
    }

    @Test
    void aPartOfAScenarioIsAWholeOne() {
        assertThat(SortedLosses.tail(500, 0.99)).isEqualTo(5);
        assertThat(SortedLosses.tail(501, 0.99)).isEqualTo(6);
        assertThat(SortedLosses.tail(10, 0.99)).isEqualTo(1);
    }

    @Test
    void shortfallIsTheMeanOfTheWorst() {
        assertThat(SortedLosses.of(ladder(1_000)).shortfall(0.99)).isEqualTo(995.5);
        assertThat(SortedLosses.of(new double[] {3.0, 5.0}).shortfall(0.5)).isEqualTo(-3.0);
    }

    @Test
    void equalLossesComeInTheOrderOfScenarios() {
        SortedLosses losses = SortedLosses.of(new double[] {-1.0, -7.0, 2.0, -7.0, -9.0});
        assertThat(losses.worst(4))
                .containsExactly(
                        new SortedLosses.Ranked(4, 9.0),
                        new SortedLosses.Ranked(1, 7.0),
                        new SortedLosses.Ranked(3, 7.0),
                        new SortedLosses.Ranked(0, 1.0));
        assertThat(losses.worst(50)).hasSize(5);
    }

    @Test
    void onlyTheSliceCounts() {
        SortedLosses losses = SortedLosses.of(new double[] {-100.0, -1.0, -2.0, -100.0}, 1, 3);
        assertThat(losses.size()).isEqualTo(2);
        assertThat(losses.ranked(1)).isEqualTo(2.0);
        assertThat(losses.worst(1)).containsExactly(new SortedLosses.Ranked(1, 2.0));
    }

    /// Of any two books with the same scenarios.
    @Test
    void shortfallOfASumIsNeverAboveTheSum() {
        Random random = new Random(42);
        for (int trial = 0; trial < 200; trial++) {
            double[] a = random.doubles(137, -5.0, 3.0).toArray();
            double[] b = random.doubles(137, -1.0, 9.0).toArray();
            double[] both = new double[137];
            for (int s = 0; s < both.length; s++) {
                both[s] = a[s] + b[s];
            }
            assertThat(SortedLosses.of(both).shortfall(0.93))
                    .isLessThanOrEqualTo(SortedLosses.of(a).shortfall(0.93)
                            + SortedLosses.of(b).shortfall(0.93)
                            + 1e-12);
        }
    }

    @Test
    void scenariosMustBeThereAndFinite() {
        assertThatThrownBy(() -> SortedLosses.of(new double[0])).hasMessageContaining("no scenarios");
        assertThatThrownBy(() -> SortedLosses.of(new double[] {1.0, Double.NaN}))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("scenario 2");
        assertThatThrownBy(() -> SortedLosses.of(new double[] {Double.POSITIVE_INFINITY}))
                .isInstanceOf(ArithmeticException.class);
    }
}
