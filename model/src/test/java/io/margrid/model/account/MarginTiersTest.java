package io.margrid.model.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarginTiersTest {
    @Test
    void leverageIsOneOverTheRateOfTheTier() {
        MarginTiers tiers = new MarginTiers(
                new RateTiers(List.of(100.0), List.of(0.02, 0.1)), new RateTiers(List.of(100.0), List.of(0.01, 0.05)));
        assertThat(tiers.mostLeverage(100.0)).isEqualTo(50.0);
        assertThat(tiers.mostLeverage(101.0)).isEqualTo(10.0);
    }

    @Test
    void tablesMustFitTogether() {
        assertThatThrownBy(() -> new MarginTiers(RateTiers.of(0.01), RateTiers.of(0.02)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maintenance_rate must be at most initial_rate 0.01: 0.02");
        assertThatThrownBy(() -> new MarginTiers(RateTiers.of(0.1), new RateTiers(List.of(5.0), List.of(0.01, 0.02))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("up_to must be the same for initial and maintenance rates: [] and [5.0]");
    }
}
