package io.margrid.model.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WorstLossTest {
    @Test
    void theLargestLossIsPositive() {
        assertThat(WorstLoss.of(new double[] {3.0, -7.0, -2.0})).isEqualTo(7.0);
    }

    @Test
    void noLossIsPlainZero() {
        // As text: comparing values does not tell 0.0 from -0.0.
        assertThat(Double.toString(WorstLoss.of(new double[] {3.0, 1.0}))).isEqualTo("0.0");
        assertThat(Double.toString(WorstLoss.of(new double[] {-0.0}))).isEqualTo("0.0");
        assertThat(Double.toString(WorstLoss.of(new double[0]))).isEqualTo("0.0");
    }

    @Test
    void scenariosOutsideTheRangeDoNotCount() {
        double[] pnl = {-9.0, -1.0, -4.0, -8.0};
        assertThat(WorstLoss.of(pnl, 1, 3)).isEqualTo(4.0);
        assertThat(WorstLoss.of(pnl, 1, 1)).isZero();
    }

    @Test
    void whatIsNotANumberNeitherWinsNorLoses() {
        double[] pnl = {-9.0, Double.NaN, -4.0};
        assertThatThrownBy(() -> WorstLoss.of(pnl))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("profit in scenario 2 is not a number");
        assertThat(WorstLoss.of(pnl, 2, 3)).isEqualTo(4.0);
        assertThat(WorstLoss.of(new double[] {Double.NEGATIVE_INFINITY})).isEqualTo(Double.POSITIVE_INFINITY);
    }
}
