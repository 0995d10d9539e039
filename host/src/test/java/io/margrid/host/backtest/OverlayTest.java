package io.margrid.host.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.margrid.host.Repository;
import io.margrid.host.deribit.SourceFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OverlayTest {
    /// By hand, usual margins of two days: 4, 4, 4, 5, 5.25.
    @Test
    void aBufferIsUsedUpWhileMarginsRise() {
        assertThat(Overlay.buffered(new double[] {4.0, 4.0, 6.0, 4.5, 5.5}, 0.25, 2))
                .containsExactly(
                        5.0, // all of it
                        5.0, 6.0, // exhausted: 6 is above 1.25 times 4
                        5.625, // all of it again: 4.5 is not above 5
                        6.5625); // a part of it: 1.25 times 5.25
    }

    @Test
    void aQuarterOfTheWeightIsStressedAndLowersNothing() {
        assertThat(Overlay.weighted(new double[] {4.0, 8.0, 6.0}, new double[] {8.0, 6.0, 6.0}, 0.25))
                .containsExactly(5.0, 8.0, 6.0);
    }

    @Test
    void aFloorHoldsWhereMarginsAreBelow() {
        assertThat(Overlay.floored(new double[] {4.0, 8.0}, new double[] {5.0, 5.0}))
                .containsExactly(5.0, 8.0);
    }

    @ParameterizedTest
    @EnumSource
    void noOverlayAsksForLessThanIsCalculated(Overlay overlay) {
        PriceHistory history = PriceHistory.read(SourceFiles.one(Repository.root()
                .resolve("docs/examples/history/BTC_USD_daily.csv")
                .toString()));
        MarginSeries series = MarginSeries.of(
                history, new Backtest.Rule(ReturnScenarios.FILTERED, 0.97, 500, 0.99, 1), Overlay.LOOK_BACK_YEARS);
        double[] asked = overlay.over(series);
        assertThat(asked).hasSameSizeAs(series.margins());
        double most = 0.0;
        for (int day = 0; day < asked.length; day++) {
            assertThat(asked[day]).isGreaterThanOrEqualTo(series.margins()[day]);
            most = Math.max(most, asked[day] / series.margins()[day]);
        }
        if (overlay == Overlay.BUFFER) {
            assertThat(most).isCloseTo(1.25, within(1e-12));
        }
        double calculated = Procyclicality.of(series.margins(), series.losses()).peakToTrough();
        double measured = Procyclicality.of(asked, series.losses()).peakToTrough();
        if (overlay == Overlay.NONE) {
            assertThat(measured).isEqualTo(calculated);
        } else {
            assertThat(measured).isLessThan(calculated);
        }
    }
}
