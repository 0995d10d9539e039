package io.margrid.model.span;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommodityRiskTest {
    @Test
    void sumsItsPartsOrTheMinimum() {
        CommodityRisk risk = new CommodityRisk(100.0, 20.0, 5.0, 45.0, 60.0, 30.0);
        assertThat(risk.amount()).isEqualTo(80.0);
        assertThat(risk.minimumExcess()).isEqualTo(0.0);
        assertThat(risk.need()).isEqualTo(50.0);
        CommodityRisk least = new CommodityRisk(100.0, 20.0, 5.0, 45.0, 95.0, -30.0);
        assertThat(least.amount()).isEqualTo(95.0);
        assertThat(least.minimumExcess()).isEqualTo(15.0);
        assertThat(least.need()).isEqualTo(125.0);
    }
}
