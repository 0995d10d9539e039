package io.margrid.model.okx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.margrid.model.instrument.OptionContract;
import io.margrid.model.instrument.OptionType;
import io.margrid.model.matrix.HandMade;
import org.junit.jupiter.api.Test;

class OkxShocksTest {
    private static final OptionContract CALL = HandMade.option("btc_usdt", 73, 1_000.0, OptionType.CALL);

    private static double deviation(int shock, double days, double volatility) {
        return OkxShocks.of(OkxExample.parameters(), days)
                .deviation(shock, CALL, HandMade.FORWARD, volatility, days / 365.0);
    }

    /// The shocked volatility, where time stands still.
    private static double volatility(int shock, double days, double volatility) {
        return deviation(shock, days, volatility) / Math.sqrt(days / 365.0);
    }

    @Test
    void volatilityMovesByPointsOrByAPartOfItself() {
        // Up to 10 days: 10 points or 30 %. Later: 5 points or 10 %.
        assertThat(volatility(OkxShocks.UP, 10.0, 0.5)).isCloseTo(0.65, within(1e-12));
        assertThat(volatility(OkxShocks.UP, 10.0, 0.2)).isCloseTo(0.3, within(1e-12));
        assertThat(volatility(OkxShocks.DOWN, 10.0, 0.5)).isCloseTo(0.35, within(1e-12));
        assertThat(volatility(OkxShocks.UP, 11.0, 0.6)).isCloseTo(0.66, within(1e-12));
        assertThat(volatility(OkxShocks.SAME, 10.0, 0.5)).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void volatilityDoesNotFallBelowZero() {
        assertThat(deviation(OkxShocks.DOWN, 10.0, 0.05)).isZero();
    }

    @Test
    void aDayLaterThereIsADayLess() {
        assertThat(deviation(OkxShocks.DAY_LATER, 10.0, 0.5)).isCloseTo(0.5 * Math.sqrt(9.0 / 365.0), within(1e-15));
        assertThat(deviation(OkxShocks.DAY_LATER, 0.5, 0.5)).isZero();
        assertThat(deviation(OkxShocks.SAME, 0.5, 0.5)).isPositive();
    }

    @Test
    void nearAndFarVolatilitiesMoveAgainstEachOther() {
        assertThat(volatility(OkxShocks.NEAR_UP, 29.0, 0.5)).isCloseTo(0.6, within(1e-12));
        assertThat(volatility(OkxShocks.NEAR_DOWN, 29.0, 0.5)).isCloseTo(0.4, within(1e-12));
        assertThat(volatility(OkxShocks.NEAR_UP, 30.0, 0.5)).isCloseTo(0.45, within(1e-12));
        assertThat(volatility(OkxShocks.NEAR_DOWN, 30.0, 0.5)).isCloseTo(0.55, within(1e-12));
    }

    @Test
    void thereAreNoMoreShocksThanAreCounted() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> deviation(OkxShocks.COUNT, 10.0, 0.5))
                .withMessage("no shock 6");
    }
}
