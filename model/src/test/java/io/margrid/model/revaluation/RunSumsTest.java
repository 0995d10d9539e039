package io.margrid.model.revaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunSumsTest {
    private static final BookTable BOOKS =
            BookTable.of(2, new int[] {0, 1, 5}, new int[] {1, 0, 0, 1, 0}, new double[] {9.0, 3.0, -2.0, -0.5, 4.0});
    private static final EntryRuns RUNS = new EntryRuns(BOOKS, new int[] {0, 1, 3}, new int[] {0, 1, 4, 5});

    @Test
    void netAndShortsOfEachRun() {
        RunSums sums = new RunSums();
        sums.sum(new RunWeights(RUNS, new double[] {0.5, 8.0}), 1, 2);
        assertThat(sums.net(1)).isEqualTo(1.5 - 1.0 - 4.0);
        assertThat(sums.shorts(1)).isEqualTo(-5.0);
        assertThat(sums.net(2)).isEqualTo(2.0);
        assertThat(sums.shorts(2)).isEqualTo(0.0);
        assertThat(sums.sumsUnsafe()[sums.index(2)]).isEqualTo(2.0);
    }

    @Test
    void sumsBeginAtPlusZero() {
        RunSums sums = new RunSums();
        sums.sum(new RunWeights(RUNS, new double[] {-0.0, -0.0}), 0, 2);
        for (int run = 0; run < 3; run++) {
            assertThat(Double.doubleToRawLongBits(sums.net(run))).isZero();
            assertThat(Double.doubleToRawLongBits(sums.shorts(run))).isZero();
        }
    }

    @Test
    void roomGrowsAndIsUsedAgain() {
        RunSums sums = new RunSums();
        RunWeights weights = new RunWeights(RUNS, new double[] {1.0, 1.0});
        sums.sum(weights, 0, 2);
        double[] before = sums.sumsUnsafe();
        sums.sum(weights, 0, 1);
        assertThat(sums.sumsUnsafe()).isSameAs(before);
        assertThat(sums.net(0)).isEqualTo(9.0);
        sums.reserve(RUNS, 0, 2, 100);
        assertThat(sums.sumsUnsafe()).hasSize(3 * RunSums.COLUMNS + 100);
    }
}
