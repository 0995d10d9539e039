package io.margrid.model.backpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RootFractionTest {
    private static final RootFraction FRACTION = new RootFraction(0.02, 6e-5);

    @Test
    void theRootCountsFromWhereItPassesTheBase() {
        assertThat(FRACTION.of(0.0)).isEqualTo(0.02);
        // (0.02 / 6e-5)^2 = 111,111
        assertThat(FRACTION.of(111_000.0)).isEqualTo(0.02);
        assertThat(FRACTION.of(1_000_000.0)).isCloseTo(0.06, within(1e-15));
        assertThat(FRACTION.of(4_000_000.0)).isCloseTo(2.0 * FRACTION.of(1_000_000.0), within(1e-15));
    }

    @Test
    void badFiguresAreNamed() {
        assertThatThrownBy(() -> new RootFraction(0.0, 0.0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("base must be above 0 and at most 1: 0.0");
        assertThatThrownBy(() -> new RootFraction(0.1, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("factor must be 0 to 1: NaN");
    }
}
