package io.margrid.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class Black76Test {
    private static final long SEED = Long.getLong("margrid.seed", 76L);
    private static final int RANDOM_CASES = 100_000;

    /// Value in quote currency, by the steps of the backends.
    private static double price(boolean put, double f, double strike, double sd) {
        return f
                * Black76.valueOverForward(
                        put,
                        strike / f,
                        StrictMath.log(f / strike),
                        Black76.inverseDeviation(sd),
                        Black76.halfDeviation(sd));
    }

    private static double delta(boolean put, double f, double strike, double sd) {
        return Black76.delta(
                put, strike / f, StrictMath.log(f / strike), Black76.inverseDeviation(sd), Black76.halfDeviation(sd));
    }

    @Test
    void agreesWithFiftyDigits() {
        List<FiftyDigits.Row> rows = FiftyDigits.rows("black76_50_digits.csv");
        assertThat(rows).hasSizeGreaterThanOrEqualTo(1000);
        double worst = 0.0;
        for (FiftyDigits.Row row : rows) {
            double f = Double.parseDouble(row.get("forward"));
            double strike = Double.parseDouble(row.get("strike"));
            double years = Double.parseDouble(row.get("years"));
            double sd = Double.parseDouble(row.get("vol")) * Math.sqrt(years);
            boolean put = row.get("kind").equals("put");
            double scale = Math.max(f, strike);

            double error = error(row.get("price"), price(put, f, strike, sd)) / scale;
            worst = Math.max(worst, error);
            assertThat(error).as("price of case %s", row.get("id")).isLessThan(1e-15);

            double x = StrictMath.log(f / strike);
            double density = Black76.density(x, Black76.inverseDeviation(sd), Black76.halfDeviation(sd));
            // d1 = x / sd + sd / 2 carries the rounding of ln(F / K), relative to sd.
            double slack = 1e-14 + 4e-16 * (1.0 + Math.abs(x)) / Math.max(sd, 1e-300);
            if (!row.get("delta").isEmpty() && slack < 1e-6) {
                assertThat(error(row.get("delta"), delta(put, f, strike, sd)))
                        .as("delta of case %s", row.get("id"))
                        .isLessThan(slack);
            }
            if (!row.get("vega").isEmpty() && slack < 1e-6) {
                assertThat(error(row.get("vega"), f * density * Math.sqrt(years)) / (f * Math.sqrt(years) + 1e-300))
                        .as("vega of case %s", row.get("id"))
                        .isLessThan(slack);
            }
            if (!row.get("gamma").isEmpty() && slack < 1e-6) {
                assertThat(error(row.get("gamma"), density * Black76.inverseDeviation(sd) / f) * f * sd)
                        .as("gamma of case %s", row.get("id"))
                        .isLessThan(slack);
            }
        }
        System.out.printf("Black-76: %d cases, largest error %.3g of max(F, K)%n", rows.size(), worst);
    }

    private static double error(String expected, double actual) {
        return new BigDecimal(expected).subtract(new BigDecimal(actual)).abs().doubleValue();
    }

    @Test
    void knowsTextbookValues() {
        // J. Hull, Options, Futures and Other Derivatives, Black's model: F 20, K 20, 4 months, vol 25 %,
        // undiscounted.
        assertThat(price(true, 20.0, 20.0, 0.25 * Math.sqrt(4.0 / 12.0)) * Math.exp(-0.09 * 4.0 / 12.0))
                .isCloseTo(1.1166, within(5e-5));
        // At the money: F (2 N(sd / 2) - 1), here by an independent library.
        double atTheMoney = 100.0 * (2.0 * new NormalDistribution().cumulativeProbability(0.2) - 1.0);
        assertThat(price(false, 100.0, 100.0, 0.4)).isCloseTo(atTheMoney, within(1e-12));
    }

    @Test
    void callLessPutIsForwardLessStrike() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < RANDOM_CASES; i++) {
            Case c = Case.of(random);
            double gap = price(false, c.f, c.strike, c.sd) - price(true, c.f, c.strike, c.sd) - (c.f - c.strike);
            assertThat(Math.abs(gap)).as("seed %d, %s", SEED, c).isLessThan(1e-15 * Math.max(c.f, c.strike));
        }
    }

    @Test
    void staysBetweenIntrinsicValueAndForwardOrStrike() {
        SplittableRandom random = new SplittableRandom(SEED + 1);
        for (int i = 0; i < RANDOM_CASES; i++) {
            Case c = Case.of(random);
            double slack = 1e-15 * Math.max(c.f, c.strike);
            assertThat(price(false, c.f, c.strike, c.sd))
                    .as("seed %d, %s", SEED, c)
                    .isBetween(Math.max(c.f - c.strike, 0.0) - slack, c.f + slack);
            assertThat(price(true, c.f, c.strike, c.sd))
                    .as("seed %d, %s", SEED, c)
                    .isBetween(Math.max(c.strike - c.f, 0.0) - slack, c.strike + slack);
        }
    }

    @Test
    void risesWithVolatilityAndFallsWithStrike() {
        SplittableRandom random = new SplittableRandom(SEED + 2);
        for (int i = 0; i < RANDOM_CASES; i++) {
            Case c = Case.of(random);
            double slack = 2e-15 * Math.max(c.f, c.strike);
            double call = price(false, c.f, c.strike, c.sd);
            assertThat(price(false, c.f, c.strike, 1.01 * c.sd))
                    .as("seed %d, %s", SEED, c)
                    .isGreaterThanOrEqualTo(call - slack);
            assertThat(price(false, c.f, 1.01 * c.strike, c.sd))
                    .as("seed %d, %s", SEED, c)
                    .isLessThanOrEqualTo(call + slack);
        }
    }

    @Test
    void scalesWithForwardAndStrike() {
        SplittableRandom random = new SplittableRandom(SEED + 3);
        for (int i = 0; i < RANDOM_CASES; i++) {
            Case c = Case.of(random);
            // Powers of two scale exactly, but for subnormal prices.
            assertThat(price(true, 1024.0 * c.f, 1024.0 * c.strike, c.sd))
                    .as("seed %d, %s", SEED, c)
                    .isCloseTo(1024.0 * price(true, c.f, c.strike, c.sd), within(1e-300));
        }
    }

    @Test
    void deltaIsTheSlopeOfThePrice() {
        SplittableRandom random = new SplittableRandom(SEED + 4);
        for (int i = 0; i < 10_000; i++) {
            double strike = 100.0;
            double f = 60.0 + 80.0 * random.nextDouble();
            double sd = 0.1 + random.nextDouble();
            double h = 1e-4 * f;
            double slope = (price(false, f + h, strike, sd) - price(false, f - h, strike, sd)) / (2.0 * h);
            assertThat(delta(false, f, strike, sd)).as("seed %d", SEED).isCloseTo(slope, within(1e-6));
            assertThat(delta(true, f, strike, sd)).isCloseTo(delta(false, f, strike, sd) - 1.0, within(1e-15));
        }
    }

    @Test
    void withoutTimeOrVolatilityIsIntrinsic() {
        for (double sd : new double[] {0.0, Double.MIN_VALUE, 1e-300, 1e-19}) {
            assertThat(price(false, 110.0, 100.0, sd)).isCloseTo(10.0, within(2e-14));
            assertThat(price(true, 110.0, 100.0, sd)).isZero();
            assertThat(price(false, 100.0, 100.0, sd)).isZero();
            assertThat(price(true, 100.0, 100.0, sd)).isZero();
            assertThat(delta(false, 110.0, 100.0, sd)).isEqualTo(1.0);
            assertThat(delta(true, 110.0, 100.0, sd)).isZero();
            assertThat(delta(false, 100.0, 100.0, sd)).isEqualTo(0.5);
            assertThat(delta(false, 90.0, 100.0, sd)).isZero();
        }
    }

    /// Close to the money a tiny time value may come out below zero by cancellation.
    @Test
    void isNeverNegative() {
        assertThat(Black76.valueOverForward(
                        false, 1.0, -2.6e-20, Black76.inverseDeviation(8.9e-17), Black76.halfDeviation(8.9e-17)))
                .isGreaterThanOrEqualTo(0.0);
        SplittableRandom random = new SplittableRandom(SEED + 5);
        for (int i = 0; i < RANDOM_CASES; i++) {
            double sd = StrictMath.pow(10.0, -18.0 + 8.0 * random.nextDouble());
            double x = sd * (2.0 * random.nextDouble() - 1.0);
            assertThat(Black76.valueOverForward(
                            random.nextBoolean(), 1.0, x, Black76.inverseDeviation(sd), Black76.halfDeviation(sd)))
                    .as("seed %d, sd %s, x %s", SEED, sd, x)
                    .isGreaterThanOrEqualTo(0.0);
        }
    }

    @Test
    void aNaNStaysANaN() {
        // Payloads too: what a device makes need not be Java's own NaN.
        for (long bits : new long[] {0x7ff8000000000001L, 0xfff8000000000fffL, 0x7fffffffffffffffL}) {
            assertThat(ScalarMath.gaussian(Double.longBitsToDouble(bits))).isNaN();
        }
        assertThat(price(false, Double.NaN, 100.0, 0.5)).isNaN();
        assertThat(price(true, 100.0, Double.NaN, 0.5)).isNaN();
        assertThat(price(true, 100.0, 100.0, Double.NaN)).isNaN();
    }

    private record Case(double f, double strike, double sd) {
        static Case of(SplittableRandom random) {
            double f = StrictMath.pow(10.0, 6.0 * random.nextDouble() - 1.0);
            double ratio = StrictMath.pow(10.0, 8.0 * random.nextDouble() - 4.0);
            double sd = StrictMath.pow(10.0, 10.0 * random.nextDouble() - 8.0);
            return new Case(f, f * ratio, sd);
        }
    }
}
