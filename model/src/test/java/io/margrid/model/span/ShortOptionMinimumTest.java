package io.margrid.model.span;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShortOptionMinimumTest {
    @Test
    void grossCountsAllAndMaxTheMore() {
        assertThat(new ShortOptionMinimum(45.0, ShortOptionMinimum.Method.GROSS).of(3.0, 7.0))
                .isEqualTo(450.0);
        assertThat(new ShortOptionMinimum(45.0, ShortOptionMinimum.Method.MAX).of(3.0, 7.0))
                .isEqualTo(315.0);
        assertThat(ShortOptionMinimum.NONE.of(3.0, 7.0)).isEqualTo(0.0);
    }

    @Test
    void badRatesAreRefused() {
        assertThatThrownBy(() -> new ShortOptionMinimum(Double.NaN, ShortOptionMinimum.Method.MAX))
                .hasMessage("rate must be zero or more and finite: NaN");
    }
}
