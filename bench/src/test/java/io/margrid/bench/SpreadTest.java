package io.margrid.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void medianAndTenths() {
        double[] samples =
                IntStream.rangeClosed(0, 10).mapToDouble(i -> 10.0 - i).toArray();
        assertThat(Spread.of(samples)).isEqualTo(new Spread(1.0, 5.0, 9.0));
    }

    @Test
    void ratiosAreOfSamplesOfOneRound() {
        assertThat(Spread.ofRatios(new double[] {2.0, 30.0, 8.0}, new double[] {1.0, 10.0, 2.0}))
                .isEqualTo(new Spread(2.0, 3.0, 4.0));
    }

    @Test
    void threeDigitsAndNoExponent() {
        assertThat(Spread.digits(0.012345)).isEqualTo("0.0123");
        assertThat(Spread.digits(9.876)).isEqualTo("9.88");
        assertThat(Spread.digits(1234.4)).isEqualTo("1,234");
        assertThat(Spread.digits(0.0)).isEqualTo("0.0");
        assertThat(new Spread(0.5, 1.0, 1.5)).hasToString("1.00 (0.500..1.50)");
    }

    @Test
    void medianIsKnownWithinAPartOfItself() {
        double[] samples =
                IntStream.rangeClosed(1, 100).mapToDouble(i -> 100.0 + i).toArray();
        // Ranks 40 and 59 of 0 to 99: 141 and 160.
        assertThat(Spread.medianInterval(samples)).isEqualTo(0.5 * (160.0 - 141.0) / 151.0);
        assertThat(Spread.medianInterval(new double[] {2.0, 2.0, 2.0, 2.0, 2.0, 2.0}))
                .isZero();
        assertThat(Spread.medianInterval(new double[] {2.0, 2.0, 2.0, 2.0, 2.0}))
                .isInfinite();
    }
}
