package io.margrid.model.span;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PriceRiskMethodTest {
    @Test
    void eachMethodWeighsItsOwnWay() {
        assertThat(PriceRiskMethod.NORMAL.weighted(3_500.0, -2.0, 1_000.0)).isEqualTo(1_750.0);
        assertThat(PriceRiskMethod.SCANRANGE.weighted(3_500.0, -2.0, 1_000.0)).isEqualTo(1_000.0);
        assertThat(PriceRiskMethod.SCANRANGE_CAP.weighted(3_500.0, -2.0, 1_000.0))
                .isEqualTo(1_000.0);
        assertThat(PriceRiskMethod.SCANRANGE_CAP.weighted(3_500.0, -2.0, 2_000.0))
                .isEqualTo(1_750.0);
    }

    @Test
    void withoutADeltaThereIsNothingToWeigh() {
        assertThat(PriceRiskMethod.NORMAL.weighted(3_500.0, 0.0, 1_000.0)).isEqualTo(0.0);
        assertThat(PriceRiskMethod.SCANRANGE_CAP.weighted(3_500.0, -0.0, 1_000.0))
                .isEqualTo(0.0);
    }
}
