package io.margrid.model.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.margrid.model.matrix.CoinDelta;
import org.junit.jupiter.api.Test;

class TradingCostTest {
    private static final TradingCost COST = new TradingCost(0.001, 100.0, 0.5, 0.2);

    @Test
    void crossingTheSpreadIsPaidForEveryLeg() {
        assertThat(COST.liquidity(new CoinDelta(-10.0, 30.0), 50.0)).isCloseTo(1.5, within(1e-12));
    }

    @Test
    void sizeCountsBeyondTheThresholdWhicheverSide() {
        assertThat(COST.concentration(new CoinDelta(50.0, 50.0), 50.0)).isZero();
        // 80 coins are 0.8 days, 0.3 too many: 0.2 x 0.3 of 4,000.
        assertThat(COST.concentration(new CoinDelta(80.0, 80.0), 50.0)).isCloseTo(240.0, within(1e-9));
        assertThat(COST.concentration(new CoinDelta(-80.0, 90.0), 50.0)).isCloseTo(240.0, within(1e-9));
    }

    @Test
    void figuresOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new TradingCost(2.0, 1.0, 0.0, 0.0)).hasMessage("half_spread must be 0.0 to 1.0: 2.0");
        assertThatThrownBy(() -> new TradingCost(0.0, Double.NaN, 0.0, 0.0))
                .hasMessage("daily_volume must be above 0: NaN");
        assertThatThrownBy(() -> new TradingCost(0.0, 1.0, -1.0, 0.0))
                .hasMessage("threshold must be 0.0 to 1000.0: -1.0");
        assertThatThrownBy(() -> new TradingCost(0.0, 1.0, 0.0, 1.5)).hasMessage("rate must be 0.0 to 1.0: 1.5");
    }
}
