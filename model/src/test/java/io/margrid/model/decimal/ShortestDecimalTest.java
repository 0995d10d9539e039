package io.margrid.model.decimal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The oracle is the JDK, which prints the double and parses what it printed.
class ShortestDecimalTest {
    private static final int CASES = 20_000;

    private static void check(double x) {
        assertThat(ShortestDecimal.of(x)).isEqualTo(BigDecimal.valueOf(x));
        for (int places = -2; places <= 2; places++) {
            assertThat(ShortestDecimal.movePointRight(x, places))
                    .as("%s by %d", x, places)
                    .isEqualTo(BigDecimal.valueOf(x).movePointRight(places).doubleValue());
        }
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {
                0.0,
                -0.0,
                1.0,
                -1.0,
                0.1,
                0.3,
                58.37,
                0.5837,
                1e-3,
                9.99e-4,
                1e-4,
                9_999_999.0,
                9_999_999.9,
                1e7,
                1e12,
                1e15,
                999_999_999_999_999.0,
                1e16,
                1e22,
                1e300,
                Double.MIN_VALUE,
                4.35,
                0.07,
                1.005,
                123456.123456789,
                0.123456789,
                0.1234567891,
                2e-9,
                1e-9,
                1e-10,
                4503599627370497.0
            })
    void edgesAreThoseOfTheJdk(double x) {
        check(x);
        check(-x);
        check(Math.nextUp(x));
        check(Math.nextDown(x));
    }

    @Test
    void decimalsOfAnyLengthAreThoseOfTheJdk() {
        Random random = new Random(Long.getLong("margrid.seed", 5));
        for (int i = 0; i < CASES; i++) {
            long digits = random.nextLong() % (long) Math.pow(10.0, random.nextInt(18));
            check(BigDecimal.valueOf(digits, random.nextInt(-3, 16)).doubleValue());
        }
    }

    @Test
    void arbitraryDoublesAreThoseOfTheJdk() {
        Random random = new Random(Long.getLong("margrid.seed", 6));
        for (int i = 0; i < CASES; i++) {
            double x = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(x) && Math.abs(x) < 1e306) {
                check(x);
            }
            check(random.nextGaussian() * 1000.0);
        }
    }

    @Test
    void whatIsNoNumberIsRefused() {
        assertThatThrownBy(() -> ShortestDecimal.of(Double.NaN)).isInstanceOf(NumberFormatException.class);
        assertThatThrownBy(() -> ShortestDecimal.movePointRight(Double.POSITIVE_INFINITY, 2))
                .isInstanceOf(NumberFormatException.class);
        assertThatThrownBy(() -> ShortestDecimal.movePointRight(1.0, 3)).hasMessage("places must be in [-2, 2]: 3");
    }
}
