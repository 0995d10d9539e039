package io.margrid.model.backpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CollateralWeightTest {
    private static final CollateralWeight CURVE = new CollateralWeight(0.95, 1.0, 0.005);

    @Test
    void largeAmountsCountLessAndDebtsInFull() {
        assertThat(CURVE.of(0.0)).isEqualTo(0.95);
        assertThat(CURVE.of(100.0)).isEqualTo(0.95);
        assertThat(CURVE.of(10_000.0)).isCloseTo(1.0 / 1.5, within(1e-15));
        assertThat(CURVE.of(-10_000.0)).isEqualTo(1.0);
    }

    @Test
    void badFiguresAreNamed() {
        assertThatThrownBy(() -> new CollateralWeight(1.1, 1.0, 0.0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("most must be above 0 and at most 1: 1.1");
        assertThatThrownBy(() -> new CollateralWeight(1.0, 0.0, 0.0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("base must be above 0 and at most 10: 0.0");
        assertThatThrownBy(() -> new CollateralWeight(1.0, 1.0, -1.0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("penalty must be 0 to 10: -1.0");
    }
}
