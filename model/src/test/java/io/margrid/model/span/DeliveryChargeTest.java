package io.margrid.model.span;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DeliveryChargeTest {
    @Test
    void chargesSpreadsAndOutrightsApart() {
        DeltaTiers deltas = new DeltaTiers(2);
        deltas.add(1, -5.0, 1.0);
        deltas.consume(1, 2.0);
        assertThat(new DeliveryCharge("spot", 10.0, 100.0).charge(deltas, 1, 0.5))
                .isEqualTo((20.0 + 300.0) * 0.5);
    }

    @Test
    void badRatesAreRefused() {
        assertThatThrownBy(() -> new DeliveryCharge("spot", -1.0, 0.0))
                .hasMessage("spread_rate must be zero or more and finite: -1.0");
        assertThatThrownBy(() -> new DeliveryCharge("spot", 0.0, Double.NaN))
                .hasMessage("outright_rate must be zero or more and finite: NaN");
    }
}
