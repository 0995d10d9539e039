package io.margrid.model.span;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ScanRangeTest {
    @Test
    void relativeRangesAreParts() {
        ScanRange range = new ScanRange(0.125, true, 0.25, true);
        assertThat(range.prices(400.0, 7.0)).isEqualTo(50.0);
        assertThat(range.shocked(0.8, true)).isEqualTo(1.0);
        assertThat(range.shocked(0.8, false)).isEqualTo(0.6000000000000001);
    }

    @Test
    void absoluteRangesAreAmounts() {
        ScanRange range = new ScanRange(720_000.0, false, 0.25, false);
        assertThat(range.prices(39_000.0, 1.0 / 1024.0)).isEqualTo(703.125);
        assertThat(range.shocked(0.5, true)).isEqualTo(0.75);
        assertThat(range.shocked(0.125, false)).isEqualTo(0.0);
    }

    @Test
    void badRangesAreRefused() {
        assertThatThrownBy(() -> new ScanRange(1.0, true, 0.1, true))
                .hasMessage("price_rate must be above 0 and below 1: 1.0");
        assertThatThrownBy(() -> new ScanRange(0.0, false, 0.1, true))
                .hasMessage("price_amount must be above 0 and finite: 0.0");
        assertThatThrownBy(() -> new ScanRange(0.1, true, -0.1, true))
                .hasMessage("volatility_rate must be zero or more and finite: -0.1");
        assertThatThrownBy(() -> new ScanRange(0.1, true, Double.NaN, false)).hasMessageContaining("volatility_points");
    }
}
