package io.margrid.host.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.margrid.model.margin.MarginReport;
import io.margrid.model.margin.ParameterSet;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class DydxMarginTest {
    private static final String MODEL = "dydx-v4";
    private static final String BTC = "BTC_USDC-PERPETUAL";
    private static final String ETH = "ETH_USDC-PERPETUAL";
    private static final String SOL = "SOL_USDC-PERPETUAL";

    /// ETH with an initial fraction of 10 % and a maintenance fraction of 5 %.
    private static final ParameterSet FIVE_PERCENT =
            ClosedForm.with(MODEL, "classes.large", "{\"initial_ppm\": 100000, \"maintenance_fraction_ppm\": 500000}");

    private static ClosedForm account() {
        return ClosedForm.of(MODEL, FIVE_PERCENT)
                .price("btc", 20_000.0)
                .price("eth", 3_000.0)
                .price("sol", 200.0);
    }

    @Test
    void printedExampleOfAnIsolatedShort() {
        // dYdX documentation: 1,000 USD, short 3 ETH at 3,000, MMF 5 %: 3,174.60, where equity is 476.2.
        MarginReport report = account().hold(ETH, -3.0).balance("usdc", 1_000.0).report();
        double price = ClosedForm.liquidationPrice(report, 0);
        assertThat(price).isCloseTo(3_174.60, within(0.005)).isCloseTo(10_000.0 / 3.15, within(1e-9));
        MarginReport there = account()
                .mark(ETH, price)
                .hold(ETH, -3.0, 3_000.0)
                .balance("usdc", 1_000.0)
                .report();
        assertThat(ClosedForm.figure(there, "equity")).isCloseTo(476.2, within(0.05));
        assertThat(there.maintenanceUsd()).isCloseTo(ClosedForm.figure(there, "equity"), within(1e-5));
    }

    @Test
    void otherPositionsCountAtTheirMaintenance() {
        MarginReport report = account()
                .hold(BTC, 0.5, 19_000.0)
                .hold(SOL, -10.0, 190.0)
                .balance("usdc", 600.0)
                .report();
        // SOL: 10 % and 5 %.
        assertThat(report.initialUsd()).isCloseTo(1_000.0 + 200.0, within(1e-9));
        assertThat(report.maintenanceUsd()).isCloseTo(500.0 + 100.0, within(1e-9));
        double equity = 600.0 + 500.0 - 100.0;
        assertThat(ClosedForm.figure(report, "equity")).isCloseTo(equity, within(1e-9));
        assertThat(ClosedForm.figure(report, "free_collateral")).isCloseTo(equity - 1_200.0, within(1e-9));
        assertThat(ClosedForm.liquidationPrice(report, 0))
                .isCloseTo((equity - 10_000.0 - 100.0) / (0.5 * 0.05 - 0.5), within(1e-9));
        assertThat(ClosedForm.liquidationPrice(report, 1))
                .isCloseTo((equity + 2_000.0 - 500.0) / (10.0 * 0.05 + 10.0), within(1e-9));
    }

    @Test
    void openInterestRaisesInitialMarginOnly() {
        ParameterSet crowded = ClosedForm.with(MODEL, "open_interest", "{\"sol\": 35000000}");
        MarginReport base =
                ClosedForm.of(MODEL).price("sol", 200.0).hold(SOL, 10.0).report();
        MarginReport scaled = ClosedForm.of(MODEL, crowded)
                .price("sol", 200.0)
                .hold(SOL, 10.0)
                .report();
        // Half way from 20 to 50 million: 10 % + 90 % / 2.
        assertThat(base.initialUsd()).isEqualTo(200.0);
        assertThat(scaled.initialUsd()).isEqualTo(1_100.0);
        assertThat(scaled.maintenanceUsd()).isEqualTo(base.maintenanceUsd()).isEqualTo(100.0);
        assertThat(base.notes())
                .contains("no open interest is given for SOL_USDC-PERPETUAL: its initial fraction is the base of its"
                        + " tier");
        assertThat(scaled.notes()).noneMatch(note -> note.contains("open interest"));
    }

    @Test
    void aLowerLeverageOfTheUsersCounts() {
        MarginReport report = account()
                .hold(ETH, 1.0, OptionalDouble.empty(), OptionalDouble.of(3.0), OptionalDouble.empty())
                .report();
        // 1 / 3 in parts per million, rounded up: 333,334.
        assertThat(report.initialUsd()).isEqualTo(1_000.002);
        assertThat(report.maintenanceUsd()).isEqualTo(150.0);
        MarginReport high = account()
                .hold(ETH, 1.0, OptionalDouble.empty(), OptionalDouble.of(50.0), OptionalDouble.empty())
                .report();
        assertThat(high.initialUsd()).isEqualTo(300.0);
    }

    @Test
    void requirementsAreWholeQuantumsRoundedUp() {
        // 0.001 x 0.12345 = 0.00012345 USDC: 123 quantums; 10 % are 12.3, 5 % are 6.15.
        MarginReport report = account().mark(ETH, 0.12345).hold(ETH, 0.001).report();
        assertThat(report.initialUsd()).isEqualTo(0.000013);
        assertThat(report.maintenanceUsd()).isEqualTo(0.000007);
    }

    @Test
    void aLongThatNeedsAllOfItsValueHasNoLiquidationPrice() {
        ParameterSet all = ClosedForm.with(
                MODEL, "classes.large", "{\"initial_ppm\": 1000000, \"maintenance_fraction_ppm\": 1000000}");
        MarginReport report = ClosedForm.of(MODEL, all)
                .price("eth", 3_000.0)
                .hold(ETH, 1.0)
                .balance("usdc", 100.0)
                .report();
        assertThat(report.positions().getFirst().liquidationPrice()).isEmpty();
        assertThat(account()
                        .hold(ETH, 1.0)
                        .balance("usdc", 5_000.0)
                        .report()
                        .positions()
                        .getFirst()
                        .liquidationPrice())
                .as("a price below zero")
                .isEmpty();
    }

    @Test
    void whatHasNoPlaceIsRefused() {
        ParameterSet isolated = ClosedForm.with(
                MODEL,
                "classes.middle",
                "{\"initial_ppm\": 100000, \"maintenance_fraction_ppm\": 500000, \"isolated\": true}");
        assertThat(ClosedForm.of(MODEL, isolated)
                        .price("sol", 200.0)
                        .price("eth", 3_000.0)
                        .hold(SOL, 1.0)
                        .hold(ETH, 1.0)
                        .balance("btc", 1.0)
                        .price("btc", 20_000.0)
                        .refusals())
                .containsExactly(
                        "dydx-v4 takes balances in usdc or usd only: leave that of btc out",
                        "SOL_USDC-PERPETUAL is an isolated market: it needs a book of its own");
        assertThat(ClosedForm.of(MODEL, isolated)
                        .price("sol", 200.0)
                        .hold(SOL, 1.0)
                        .report()
                        .initialUsd())
                .isEqualTo(20.0);
        assertThat(account().hold("BTC-PERPETUAL", 1.0).refusals())
                .containsExactly("dydx-v4 has linear perpetuals in USD or USDC only: BTC-PERPETUAL is none");
    }
}
