package io.margrid.model.span;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ScanRiskTest {
    @Test
    void firstMaximumIsActiveAndItsPairMakesThePriceRisk() {
        double[] losses = {4, -2, 0, 0, 0, 0, 0, 0, 0, 0, 10, 6, 10, 0, 0, 0};
        ScanRisk risk = ScanRisk.of(losses);
        assertThat(risk.amount()).isEqualTo(10.0);
        assertThat(risk.active()).isEqualTo(10);
        assertThat(risk.priceRisk()).isEqualTo((10.0 + 6.0) / 2.0 - (4.0 - 2.0) / 2.0);
    }

    @Test
    void gainsEverywhereAreNoRisk() {
        double[] losses = new double[16];
        Arrays.fill(losses, -5.0);
        assertThat(ScanRisk.of(losses)).isEqualTo(new ScanRisk(0.0, 0, 0.0));
    }

    @Test
    void whatIsNotANumberNeitherWinsNorLoses() {
        double[] losses = new double[16];
        losses[3] = Double.NaN;
        assertThatThrownBy(() -> ScanRisk.of(losses))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("loss in scenario 4 is not a number");
    }
}
