package io.margrid.model.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RankBoundsTest {
    /// Of 1,000 scenarios 4 to 17 lie beyond the true quantile with 95 %.
    @Test
    void ranksOfOnePercentOfAThousand() {
        assertThat(RankBounds.of(1_000, 0.99)).isEqualTo(new RankBounds(4, 18));
    }

    /// Signed-rank tables: the median of 10 lies between the 2nd and the 9th with 97.9 %.
    @Test
    void ranksOfAMedian() {
        assertThat(RankBounds.of(10, 0.5)).isEqualTo(new RankBounds(2, 9));
    }

    @Test
    void boundsStayWithinTheScenarios() {
        SortedLosses few = SortedLosses.of(SortedLossesTest.ladder(20));
        RankBounds ranks = RankBounds.of(20, 0.99);
        assertThat(ranks.upper(few)).isEqualTo(20.0);
        SortedLosses one = SortedLosses.of(new double[] {-5.0});
        assertThat(RankBounds.of(1, 0.5).lower(one)).isEqualTo(5.0);
        assertThat(RankBounds.of(1, 0.5).upper(one)).isEqualTo(5.0);
    }
}
