package io.margrid.host.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ProcyclicalityTest {
    private static final double[] MARGINS = {4.0, 6.0, 3.0, 5.0, 9.0};

    @Test
    void measuresByHand() {
        Procyclicality measured = Procyclicality.of(MARGINS, new double[] {4.0, 7.0, 1.0, -8.0, 9.5}, 1, 2, 4);
        assertThat(measured.mean()).isCloseTo(5.4, within(1e-12));
        assertThat(measured.trough()).isEqualTo(3.0);
        assertThat(measured.peak()).isEqualTo(9.0);
        assertThat(measured.peakToTrough()).isEqualTo(3.0);
        // 5 to 9; 3 to 9; nothing larger within four days.
        assertThat(measured.rises()).containsExactly(4.0, 6.0, 6.0);
        assertThat(measured.exceptions())
                .as("a loss of just the margin is covered")
                .isEqualTo(2);
    }

    @Test
    void whatOnlyFallsNeverRises() {
        assertThat(Procyclicality.of(new double[] {3.0, 2.0, 1.0}, new double[3], 1, 5)
                        .rises())
                .containsExactly(0.0, 0.0);
    }

    @Test
    void aFasterRiseIsNoLargerOverMoreDays() {
        // The last day can be reached from 9 only.
        double[] rises = Procyclicality.of(new double[] {9.0, 1.0, 2.0, 4.0}, new double[4], 1, 2, 3)
                .rises();
        assertThat(rises).containsExactly(2.0, 3.0, 3.0);
    }

    @Test
    void badInputIsNamed() {
        assertThatThrownBy(() -> Procyclicality.of(new double[0], new double[0], 1))
                .hasMessage("there are no margins");
        assertThatThrownBy(() -> Procyclicality.of(MARGINS, MARGINS, 0)).hasMessage("days must be 1 or more: 0");
    }
}
