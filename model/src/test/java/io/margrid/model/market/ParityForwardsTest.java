package io.margrid.model.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ParityForwardsTest {
    @Test
    void noStrikeGivesNoForward() {
        assertThat(new ParityForwards().median()).isEmpty();
        assertThat(new ParityForwards().strikes()).isZero();
    }

    @Test
    void inverseMarksGiveTheirForward() {
        // c - p = 1 - K / F with F = 66,200.
        ParityForwards forwards = new ParityForwards();
        forwards.addInverse(75_000.0, 0.005, 0.005 - (1.0 - 75_000.0 / 66_200.0));
        assertThat(forwards.median().orElseThrow()).isCloseTo(66_200.0, within(1e-9));
    }

    @Test
    void linearMarksGiveTheirForward() {
        ParityForwards forwards = new ParityForwards();
        forwards.addLinear(150.0, 12.5, 2.25);
        assertThat(forwards.median()).hasValue(160.25);
    }

    @Test
    void medianOfAnOddCountIgnoresAnOutlier() {
        ParityForwards forwards = new ParityForwards();
        forwards.addLinear(100.0, 9.0, 8.0);
        forwards.addLinear(100.0, 500.0, 1.0);
        forwards.addLinear(100.0, 9.0, 7.0);
        assertThat(forwards.median()).hasValue(102.0);
        assertThat(forwards.strikes()).isEqualTo(3);
    }

    @Test
    void medianOfAnEvenCountIsTheMeanOfTheMiddleTwo() {
        ParityForwards forwards = new ParityForwards();
        for (double call : new double[] {1.0, 4.0, 2.0, 50.0}) {
            forwards.addLinear(100.0, call, 0.0);
        }
        assertThat(forwards.median()).hasValue(103.0);
    }

    @Test
    void marksThatLeaveNoPositiveForwardAreIgnored() {
        ParityForwards forwards = new ParityForwards();
        forwards.addInverse(100.0, 1.0, 0.0);
        forwards.addInverse(100.0, 1.5, 0.0);
        forwards.addInverse(100.0, Double.NaN, 0.0);
        forwards.addLinear(100.0, 0.0, 100.0);
        forwards.addLinear(100.0, Double.POSITIVE_INFINITY, 0.0);
        forwards.addLinear(100.0, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
        assertThat(forwards.strikes()).isZero();
        assertThat(forwards.median()).isEmpty();
    }
}
