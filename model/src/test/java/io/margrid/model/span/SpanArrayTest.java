package io.margrid.model.span;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SpanArrayTest {
    @Test
    void profitsTurnIntoLosses() {
        double[] profits = new double[16];
        profits[1] = -7.0;
        profits[2] = 3.0;
        SpanArray array = SpanArray.ofProfits(profits, 0.5);
        assertThat(array.losses()[0]).isEqualTo(0.0);
        assertThat(array.losses()[1]).isEqualTo(7.0);
        assertThat(array.losses()[2]).isEqualTo(-3.0);
        assertThat(SpanArray.negated(array.losses())).isEqualTo(profits);
    }

    @Test
    void badArraysAreRefused() {
        assertThatThrownBy(() -> new SpanArray(new double[15], 1.0)).hasMessage("losses must have 16 entries: 15");
        double[] losses = new double[16];
        losses[15] = Double.POSITIVE_INFINITY;
        assertThatThrownBy(() -> new SpanArray(losses, 1.0)).hasMessage("losses[15] must be finite: Infinity");
        assertThatThrownBy(() -> new SpanArray(new double[16], Double.NaN)).hasMessage("delta must be finite: NaN");
    }
}
