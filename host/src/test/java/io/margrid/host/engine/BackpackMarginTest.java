package io.margrid.host.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.margrid.model.margin.MarginReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackpackMarginTest {
    private static final String MODEL = "backpack";
    private static final String BTC = "BTC_USDC-PERPETUAL";
    private static final String SOL = "SOL_USDC-PERPETUAL";

    private static ClosedForm account() {
        return ClosedForm.of(MODEL).price("btc", 20_000.0).price("sol", 200.0);
    }

    @Test
    void figuresOfASmallAccount() {
        MarginReport report = account()
                .hold(BTC, 2.0, 19_800.0)
                .hold(SOL, -50.0, 205.0)
                .balance("usdc", 4_000.0)
                .balance("btc", 0.1)
                .balance("usdt", -1_000.0)
                .report();
        // 4,000 + 0.1 x 20,000 x 0.95 - 1,000 + 2 x 200 + 50 x 5; a debt in full and at 1.1 / 0.99 - 1.
        assertThat(ClosedForm.figure(report, "equity")).isCloseTo(5_550.0, within(1e-9));
        assertThat(ClosedForm.figure(report, "net_exposure")).isCloseTo(50_000.0, within(1e-9));
        assertThat(ClosedForm.figure(report, "margin_fraction")).isCloseTo(0.111, within(1e-12));
        assertThat(report.initialUsd()).isCloseTo(0.02 * 50_000.0 + 1_000.0 * (1.1 / 0.99 - 1.0), within(1e-9));
        assertThat(report.maintenanceUsd()).isCloseTo(0.0125 * 50_000.0 + 1_000.0 * (1.03 / 0.99 - 1.0), within(1e-9));
    }

    @Test
    void largePositionsGrowLikeThePowerOfThreeHalves() {
        double one = account().hold(BTC, 100.0).report().initialUsd();
        double four = account().hold(BTC, 400.0).report().initialUsd();
        // 2 million: 6e-5 sqrt(2e6) = 8.49 %
        assertThat(one).isCloseTo(2e6 * 6e-5 * Math.sqrt(2e6), within(1e-6));
        assertThat(four).isCloseTo(8.0 * one, within(1e-5));
    }

    @Test
    void theRootMayBeTakenOfTheQuantity() {
        MarginReport report = ClosedForm.of(MODEL, ClosedForm.with(MODEL, "size_in", "\"quantity\""))
                .price("btc", 20_000.0)
                .hold(BTC, 1_000_000.0)
                .report();
        assertThat(report.initialUsd()).isCloseTo(2e10 * 0.06, within(1e-3));
    }

    @ParameterizedTest
    @CsvSource({"2", "-2", "150", "-150"})
    void atTheLiquidationPriceEquityIsTheMaintenance(double size) {
        double balance = 2_500.0 * Math.abs(size) + 1_000.0;
        MarginReport today = account()
                .hold(BTC, size, 20_000.0)
                .hold(SOL, 10.0, 200.0)
                .balance("usdc", balance)
                .report();
        double price = ClosedForm.liquidationPrice(today, 0);
        MarginReport there = account()
                .mark(BTC, price)
                .hold(BTC, size, 20_000.0)
                .hold(SOL, 10.0, 200.0)
                .balance("usdc", balance)
                .report();
        assertThat(ClosedForm.figure(there, "equity")).isCloseTo(there.maintenanceUsd(), within(1e-6));
        assertThat(size * (20_000.0 - price)).as("on the losing side").isPositive();
    }

    @Test
    void withoutExposureTheFractionIsInfinite() {
        assertThat(ClosedForm.figure(account().balance("usdc", 5.0).report(), "margin_fraction"))
                .isInfinite();
    }

    @Test
    void whatHasNoPlaceIsRefused() {
        assertThat(account()
                        .price("doge", 0.1)
                        .balance("doge", 5.0)
                        .isolated(BTC, 1.0, 20_000.0, 5.0, 1.0)
                        .refusals())
                .containsExactly("parameter set backpack-2026-06-30 has no collateral weight for the balance of doge");
        assertThat(account().hold("BTC-PERPETUAL", 1.0).refusals())
                .containsExactly("backpack has linear perpetuals only: BTC-PERPETUAL is none");
    }
}
