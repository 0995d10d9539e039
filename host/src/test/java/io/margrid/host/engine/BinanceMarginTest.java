package io.margrid.host.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.margrid.model.margin.MarginReport;
import org.junit.jupiter.api.Test;

class BinanceMarginTest {
    private static final String MODEL = "binance-pm";
    private static final String USDT = "BTC_USDT-PERPETUAL";
    private static final String INVERSE = "BTC-PERPETUAL";

    private static ClosedForm account() {
        return ClosedForm.of(MODEL).price("btc", 20_000.0).price("eth", 3_000.0);
    }

    @Test
    void printedRatio() {
        // Sample of the account endpoint: equity 122,607.35137903, maintenance 23.72469206, uniMMR 5,167.92171923.
        MarginReport report = account()
                .mark("ETH_USDT-PERPETUAL", 5_931.173015)
                .hold("ETH_USDT-PERPETUAL", 1.0)
                .balance("usdt", 122_607.35137903)
                .report();
        assertThat(report.maintenanceUsd()).isCloseTo(23.72469206, within(1e-12));
        assertThat(ClosedForm.figure(report, "equity")).isEqualTo(122_607.35137903);
        assertThat(ClosedForm.figure(report, "uni_mmr")).isCloseTo(5_167.92171923, within(5e-9));
        assertThat(report.notes()).contains("uniMMR is in the zone free");
    }

    @Test
    void equityByAssetAndMaintenanceByBracket() {
        MarginReport report = account()
                .hold(USDT, 20.0, 19_000.0)
                .hold(INVERSE, -10.0, 16_000.0)
                .balance("usdt", 30_000.0)
                .balance("btc", 5.0)
                .balance("eth", -1.0)
                .report();
        // USDT: 30,000 + 20 x 1,000. Inverse: 200,000 (1/20,000 - 1/16,000) = -2.5 coins; 2.5 left at 95 %.
        assertThat(ClosedForm.figure(report, "equity"))
                .isCloseTo(50_000.0 + 2.5 * 0.95 * 20_000.0 - 3_000.0, within(1e-6));
        // 400,000 x 0.5 % - 300,000 x 0.1 %; 10 coins x 0.5 % - 5 x 0.1 %; a tenth of the loan.
        assertThat(report.currencies().getFirst().component("futures_maintenance_margin"))
                .isCloseTo(1_700.0 + 0.045 * 20_000.0, within(1e-9));
        assertThat(report.currencies().getFirst().component("loan_maintenance_margin"))
                .isCloseTo(300.0, within(1e-9));
        assertThat(report.initialUsd()).isCloseTo(1.2 * report.maintenanceUsd(), within(1e-9));
        assertThat(ClosedForm.figure(report, "uni_mmr")).isCloseTo(94_500.0 / 2_900.0, within(1e-9));
    }

    @Test
    void anAssetThatALossMakesADebtCountsInFull() {
        MarginReport report = account()
                .hold(INVERSE, -10.0, 16_000.0)
                .balance("btc", 1.0)
                .balance("usdt", 100_000.0)
                .report();
        assertThat(ClosedForm.figure(report, "equity")).isCloseTo(100_000.0 - 1.5 * 20_000.0, within(1e-6));
    }

    @Test
    void collateralRatesAreBySlice() {
        MarginReport report = account().balance("btc", 3_000.0).report();
        assertThat(ClosedForm.figure(report, "equity"))
                .isCloseTo((1_000.0 * 0.95 + 2_000.0 * 0.9) * 20_000.0, within(1e-3));
    }

    @Test
    void nothingToMaintainIsAnInfiniteRatio() {
        MarginReport report = account().balance("usdt", 5.0).report();
        assertThat(ClosedForm.figure(report, "uni_mmr")).isInfinite().isPositive();
        assertThat(report.notes()).contains("uniMMR is in the zone free");
        assertThat(report.figure("btc_fall_to_liquidation")).isEmpty();
    }

    /// A hedged account whose coin may fall so far, with all that the coin's price moves.
    private static ClosedForm moved(double factor) {
        return account()
                .price("btc", 20_000.0 * factor)
                .hold(USDT, 8.0, 19_000.0)
                .hold(INVERSE, -1.0 / factor, 20_500.0)
                .balance("usdt", 2_000.0)
                .balance("btc", 2.0);
    }

    @Test
    void theFallToLiquidationBringsTheRatioThere() {
        MarginReport today = moved(1.0).report();
        double fall = ClosedForm.figure(today, "btc_fall_to_liquidation");
        assertThat(fall).isBetween(-0.9, -0.05);
        assertThat(ClosedForm.liquidationPrice(today, 0)).isCloseTo(20_000.0 * (1.0 + fall), within(1e-9));
        assertThat(ClosedForm.liquidationPrice(today, 1)).isCloseTo(20_000.0 * (1.0 + fall), within(1e-9));
        MarginReport there = moved(1.0 + fall).report();
        assertThat(ClosedForm.figure(there, "uni_mmr")).isCloseTo(1.05, within(1e-9));
        assertThat(today.figure("btc_rise_to_liquidation")).isEmpty();
    }

    @Test
    void whatHasNoPlaceIsRefused() {
        assertThat(account()
                        .isolated(USDT, 1.0, 0.0, 5.0, 1.0)
                        .price("pepe", 0.1)
                        .balance("pepe", 5.0)
                        .refusals())
                .containsExactly(
                        "entry_price of BTC_USDT-PERPETUAL must be above zero: 0.0",
                        "parameter set binance-2025-06-30 has no collateral rate for the balance of pepe");
        assertThat(account()
                        .option("BTC-25SEP26-20000-C", 0.5, 20_000.0)
                        .hold("BTC-25SEP26-20000-C", 1.0)
                        .refusals())
                .containsExactly("binance-pm has futures and perpetuals only, no public text has options in it:"
                        + " BTC-25SEP26-20000-C is one");
    }
}
