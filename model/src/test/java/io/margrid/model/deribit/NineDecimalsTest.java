package io.margrid.model.deribit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NineDecimalsTest {
    private static final long SEED = Long.getLong("margrid.seed", 20_260_820L);

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "0.1234567894, 0.123456789",
        "0.1234567895, 0.12345679",
        "-0.1234567895, -0.12345679",
        "0.5889575380071784, 0.588957538",
        "4.9999e-10, 0",
        "-4.9999e-10, 0",
        "5e-10, 1e-9",
        "123456789.1234567894, 123456789.12345679",
        "1e300, 1e300",
    })
    void roundsHalvesUpToNineDecimals(double amount, double rounded) {
        assertThat(NineDecimals.round(amount)).isEqualTo(rounded);
    }

    @Test
    void givesTheBitsOfDecimalArithmetic() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 400_000; i++) {
            double size = StrictMath.pow(10.0, -12.0 + 22.0 * random.nextDouble());
            double amount = switch (i % 4) {
                case 0 -> size;
                case 1 -> -size;
                // At and next to halves of the ninth decimal, which the shortest decimal decides.
                case 2 -> (Math.floor(size * 1e3) + 0.5) / 1e9;
                default -> Math.nextUp((Math.floor(size * 1e3) + 0.5) / 1e9);
            };
            double expected =
                    BigDecimal.valueOf(amount).setScale(9, RoundingMode.HALF_UP).doubleValue();
            assertThat(Double.doubleToRawLongBits(NineDecimals.round(amount)))
                    .as("%s, seed %d", amount, SEED)
                    .isEqualTo(Double.doubleToRawLongBits(expected));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesToRoundWhatIsNotFinite(double poison) {
        assertThatThrownBy(() -> NineDecimals.round(poison))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("margin is not finite: " + poison);
    }
}
