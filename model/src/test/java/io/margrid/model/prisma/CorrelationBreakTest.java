package io.margrid.model.prisma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CorrelationBreakTest {
    private static final double[] PROFITS = {-2.0, -4.0, -10.0, -2.0};

    /// At 50 % the whole loses 3, windows of two 3, 7 and 6: the mean square excess is (16 + 9) / 2.
    @Test
    void theExcessOfWindowsIsARootMeanSquare() {
        CorrelationBreak rule = new CorrelationBreak(0.5, 2, 2.0, 0.0, 100.0);
        assertThat(rule.amount(PROFITS, 10.0)).isCloseTo(2.0 * Math.sqrt(12.5), within(1e-12));
    }

    @Test
    void boundsArePartsOfThePureMarketRisk() {
        assertThat(new CorrelationBreak(0.5, 2, 2.0, 0.1, 0.3).amount(PROFITS, 10.0))
                .isCloseTo(3.0, within(1e-12));
        assertThat(new CorrelationBreak(0.5, 2, 0.0, 0.1, 0.3).amount(PROFITS, 10.0))
                .isCloseTo(1.0, within(1e-12));
    }

    @Test
    void withoutAWindowAboveTheWholeThereIsNone() {
        assertThat(new CorrelationBreak(0.5, 5, 2.0, 0.0, 0.3).amount(PROFITS, 10.0))
                .isZero();
        assertThat(new CorrelationBreak(0.5, 2, 2.0, 0.0, 0.3).amount(new double[] {1.0, 2.0, 3.0}, 10.0))
                .isZero();
    }

    @Test
    void figuresHaveRanges() {
        assertThatThrownBy(() -> new CorrelationBreak(0.5, 0, 1.0, 0.0, 1.0)).hasMessageContaining("window must be 1");
        assertThatThrownBy(() -> new CorrelationBreak(0.5, 1, 1.0, 0.5, 0.2)).hasMessageContaining("upper must be 0.5");
        assertThatThrownBy(() -> new CorrelationBreak(0.2, 1, 1.0, 0.5, 1.0))
                .hasMessageContaining("confidence must be");
    }
}
