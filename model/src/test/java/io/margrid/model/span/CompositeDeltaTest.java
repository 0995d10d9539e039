package io.margrid.model.span;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class CompositeDeltaTest {
    private static final CompositeDelta DIGEST = new CompositeDelta(List.of(0.270, 0.217, 0.110, 0.037));

    private static double[] profits(DoubleUnaryOperator value, double volatility) {
        double[] profits = new double[16];
        for (int k = -3; k <= 3; k++) {
            int at = SpanScenarios.at(k);
            profits[at] = value.applyAsDouble(k / 3.0) + volatility;
            profits[at + 1] = value.applyAsDouble(k / 3.0) - volatility;
        }
        return profits;
    }

    /// A contract that gains `d` for one of price has that delta, whatever the weights and the volatilities.
    @Test
    void ofALineIsItsSlope() {
        assertThat(DIGEST.of(profits(x -> 0.4 * 90.0 * x, 5.0), 90.0)).isCloseTo(0.4, within(1e-15));
        assertThat(new CompositeDelta(List.of(0.0, 0.0, 0.0, 1.0)).of(profits(x -> -12.0 * x, 0.0), 12.0))
                .isCloseTo(-1.0, within(1e-15));
    }

    /// Of a parabola all inner differences are exact, and by symmetry the ends cancel.
    @Test
    void weightsPointsByTheirDistance() {
        assertThat(DIGEST.of(profits(x -> x * x, 0.0), 1.0)).isCloseTo(0.0, within(1e-15));
        // A call that is in the money from the middle on: 0, 1/2 in the middle, 1.
        double[] call = profits(x -> Math.max(x, 0.0), 0.0);
        assertThat(new CompositeDelta(List.of(1.0, 0.0, 0.0, 0.0)).of(call, 1.0))
                .isCloseTo(0.5, within(1e-15));
        assertThat(DIGEST.of(call, 1.0)).isCloseTo(0.5, within(1e-15));
        // One that is in the money from a third on: 1 at two thirds and three, 1/2 at one.
        double[] further = profits(x -> Math.max(x - 1.0 / 3.0, 0.0), 0.0);
        double total = 0.270 + 2.0 * (0.217 + 0.110 + 0.037);
        assertThat(DIGEST.of(further, 1.0)).isCloseTo((0.5 * 0.217 + 0.110 + 0.037) / total, within(1e-15));
    }

    @Test
    void badWeightsAreRefused() {
        assertThatThrownBy(() -> new CompositeDelta(List.of(1.0)))
                .hasMessage("delta_weights must have 4 entries: [1.0]");
        assertThatThrownBy(() -> new CompositeDelta(List.of(1.0, -1.0, 0.0, 0.0)))
                .hasMessageContaining("zero or more");
        assertThatThrownBy(() -> new CompositeDelta(List.of(0.0, 0.0, 0.0, 0.0)))
                .hasMessageContaining("not all be zero");
        assertThatThrownBy(() -> DIGEST.of(new double[16], 0.0)).isInstanceOf(ArithmeticException.class);
    }
}
