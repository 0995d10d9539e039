package io.margrid.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class ScalarMathTest {
    @Test
    void normalTailAgreesWithFiftyDigits() {
        int checked = 0;
        for (FiftyDigits.Row row : FiftyDigits.rows("normal_50_digits.csv")) {
            double z = Double.parseDouble(row.get("argument"));
            BigDecimal expected = new BigDecimal(row.get("value"));
            switch (row.get("function")) {
                case "tail" -> {
                    BigDecimal error = expected.subtract(new BigDecimal(ScalarMath.normalTail(z)));
                    assertThat(error.abs().doubleValue()).as("tail %s", z).isLessThan(2e-16);
                    checked++;
                }
                case "scaled_tail" -> {
                    double ours = ScalarMath.tailNumerator(z) / ScalarMath.tailDenominator(z);
                    double relative = Math.abs(ours / expected.doubleValue() - 1.0);
                    double bound = z <= 7.0 ? 2.5e-9 : z <= 9.0 ? 2e-8 : 4e-6;
                    assertThat(relative).as("scaled tail %s", z).isLessThan(bound);
                    checked++;
                }
                default -> {}
            }
        }
        assertThat(checked).isEqualTo(600);
    }

    @Test
    void gaussianAgreesWithTheExponentialOfFiftyDigits() {
        int checked = 0;
        for (FiftyDigits.Row row : FiftyDigits.rows("normal_50_digits.csv")) {
            double argument = Double.parseDouble(row.get("argument"));
            if (row.get("function").equals("exp") && argument <= 0.0) {
                double x = Math.sqrt(-2.0 * argument);
                // The table's argument is not exactly -x^2 / 2; the true value moves by that difference.
                double expected =
                        new BigDecimal(row.get("value")).doubleValue() * Math.exp(Math.fma(-0.5 * x, x, -argument));
                assertThat(ScalarMath.gaussian(x)).as("exp %s", argument).isCloseTo(expected, within(3e-16));
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(100);
    }

    @Test
    void normalTailAgreesWithAnIndependentLibrary() {
        NormalDistribution normal = new NormalDistribution();
        for (double z = 0.0; z < 38.0; z += 0.01) {
            assertThat(ScalarMath.normalTail(z)).as("%s", z).isCloseTo(normal.cumulativeProbability(-z), within(2e-15));
        }
    }

    @Test
    void vanishesBeyondTheRangeAndKeepsNaN() {
        assertThat(ScalarMath.gaussian(0.0)).isEqualTo(1.0);
        assertThat(ScalarMath.gaussian(37.6)).isPositive().isLessThan(1e-306);
        assertThat(ScalarMath.gaussian(37.7)).isZero();
        assertThat(ScalarMath.gaussian(Double.POSITIVE_INFINITY)).isZero();
        assertThat(ScalarMath.gaussian(Double.NaN)).isNaN();
    }
}
