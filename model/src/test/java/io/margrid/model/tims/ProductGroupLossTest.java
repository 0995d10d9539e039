package io.margrid.model.tims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProductGroupLossTest {
    private static final double[] LONG = {-100.0, -50.0, 40.0, 80.0};
    private static final double[] SHORT = {60.0, 20.0, -70.0, -150.0};

    @Test
    void gainsOffsetLossesInPart() {
        // Points: 100 - 0.9 * 60, 50 - 0.9 * 20, 70 - 0.9 * 40, 150 - 0.9 * 80.
        assertThat(ProductGroupLoss.of(List.of(LONG, SHORT), 0.9)).isCloseTo(78.0, within(1e-12));
        assertThat(ProductGroupLoss.of(List.of(LONG, SHORT), 0.0)).isEqualTo(150.0);
        assertThat(ProductGroupLoss.of(List.of(LONG, SHORT), 1.0)).isEqualTo(70.0);
    }

    /// Gains beyond the losses do not make the offset larger than the part of the losses.
    @Test
    void anOffsetIsAPartOfTheLossesAtMost() {
        assertThat(ProductGroupLoss.of(List.of(new double[] {-10.0}, new double[] {1e6}), 0.9))
                .isCloseTo(1.0, within(1e-12));
    }

    @Test
    void oneClassGroupHasNothingToOffset() {
        assertThat(ProductGroupLoss.of(List.of(LONG), 0.9)).isEqualTo(100.0);
        assertThat(ProductGroupLoss.of(List.of(), 0.9)).isEqualTo(0.0);
        assertThat(ProductGroupLoss.of(List.of(new double[] {5.0, 6.0}), 0.9)).isEqualTo(0.0);
    }

    @Test
    void whatIsNotANumberNeitherWinsNorLoses() {
        assertThatThrownBy(() -> ProductGroupLoss.of(List.of(LONG, new double[] {0, 0, Double.NaN, 0}), 0.9))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("profit at point 3 is not a number");
    }
}
