package io.margrid.host.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.margrid.model.margin.MarginReport;
import org.junit.jupiter.api.Test;

class IsolatedMarginTest {
    private static final String MODEL = "isolated";
    private static final String LINEAR = "BTC_USDC-PERPETUAL";
    private static final String INVERSE = "BTC-PERPETUAL";

    private static ClosedForm account() {
        return ClosedForm.of(MODEL).price("btc", 21_000.0).price("sol", 200.0);
    }

    @Test
    void printedExample() {
        // Bybit's help page on liquidation prices of USDT contracts.
        MarginReport report = account()
                .isolated(LINEAR, 1.0, 20_000.0, 50.0, 0.0)
                .balance("usdc", 400.0)
                .report();
        assertThat(report.initialUsd()).isEqualTo(400.0);
        assertThat(report.maintenanceUsd()).isEqualTo(100.0);
        assertThat(ClosedForm.liquidationPrice(report, 0)).isEqualTo(19_700.0);
        assertThat(ClosedForm.figure(report, "bankruptcy_btc_usdc-perpetual")).isEqualTo(19_600.0);
        assertThat(ClosedForm.figure(report, "equity")).isEqualTo(1_400.0);
        assertThat(report.notes()).isEmpty();
    }

    @Test
    void inverseContractsByTheRuleOfTheSet() {
        // 2 coins at 21,000 are 42,000 USD; entry 20,000: 2.1 coins, 10x: 0.21.
        ClosedForm account = account().isolated(INVERSE, -2.0, 20_000.0, 10.0, 0.1);
        MarginReport report = account.report();
        assertThat(report.initialUsd()).isCloseTo(0.21 * 21_000.0, within(1e-9));
        assertThat(report.maintenanceUsd()).isCloseTo(2.0 * 0.005 * 21_000.0, within(1e-9));
        assertThat(ClosedForm.liquidationPrice(report, 0))
                .isCloseTo(42_000.0 * 0.995 / (2.1 - 0.21 - 0.1 / 1.00055), within(1e-8));
        MarginReport older = ClosedForm.of(MODEL, ClosedForm.with(MODEL, "inverse_rule", "\"entry_value\""))
                .price("btc", 21_000.0)
                .isolated(INVERSE, -2.0, 20_000.0, 10.0, 0.1)
                .report();
        assertThat(older.maintenanceUsd()).isCloseTo(2.1 * 0.005 * 21_000.0, within(1e-9));
        assertThat(ClosedForm.liquidationPrice(older, 0))
                .isCloseTo(42_000.0 / (2.1 - (0.21 - 0.0105 + 0.1)), within(1e-8));
    }

    @Test
    void aClosingFeeThatIsKeptBackIsPartOfTheMaintenance() {
        MarginReport report = ClosedForm.of(MODEL, ClosedForm.with(MODEL, "reserve_closing_fee", "true"))
                .price("btc", 21_000.0)
                .isolated(LINEAR, 1.0, 20_000.0, 50.0, 0.0)
                .report();
        assertThat(report.maintenanceUsd()).isCloseTo(111.0, within(1e-9));
        assertThat(ClosedForm.liquidationPrice(report, 0)).isCloseTo(19_711.0, within(1e-9));
    }

    @Test
    void marginsOfPositionsAddUp() {
        MarginReport one = account().isolated(LINEAR, 1.0, 20_000.0, 50.0, 0.0).report();
        MarginReport other =
                account().isolated("SOL_USDC-PERPETUAL", -30.0, 190.0, 5.0, 7.0).report();
        MarginReport both = account()
                .isolated(LINEAR, 1.0, 20_000.0, 50.0, 0.0)
                .isolated("SOL_USDC-PERPETUAL", -30.0, 190.0, 5.0, 7.0)
                .report();
        assertThat(both.initialUsd()).isEqualTo(one.initialUsd() + other.initialUsd());
        assertThat(both.maintenanceUsd()).isEqualTo(one.maintenanceUsd() + other.maintenanceUsd());
    }

    @Test
    void aPositionPastItsPriceIsNoted() {
        assertThat(account().isolated(LINEAR, 1.0, 22_000.0, 50.0, 0.0).report().notes())
                .contains("BTC_USDC-PERPETUAL is past its liquidation price 21670.0 at its mark 21000.0");
    }

    @Test
    void linesThatCancelNeedNothing() {
        MarginReport report = account()
                .isolated(LINEAR, 1.0, 20_000.0, 50.0, 0.0)
                .hold(LINEAR, -1.0)
                .report();
        assertThat(report.initialUsd()).isZero();
        assertThat(report.positions().getFirst().liquidationPrice()).isEmpty();
    }

    @Test
    void whatIsMissingIsAskedForByName() {
        assertThat(account()
                        .hold(LINEAR, 1.0)
                        .hold("SOL_USDC-PERPETUAL", 1.0, 200.0)
                        .refusals())
                .containsExactly(
                        "isolated margin needs the entry_price of BTC_USDC-PERPETUAL",
                        "isolated margin needs the leverage of BTC_USDC-PERPETUAL",
                        "isolated margin needs the leverage of SOL_USDC-PERPETUAL");
        assertThat(account().isolated(LINEAR, 1.0, 20_000.0, 101.0, 0.0).refusals())
                .containsExactly("leverage of BTC_USDC-PERPETUAL must be at most 100.0 in the tier of its value"
                        + " 20000.0: 101.0");
        assertThat(account().isolated("SOL-PERPETUAL", 1.0, 200.0, 2.0, 0.0).refusals())
                .containsExactly("parameter set isolated-2026-05-27 has no inverse tiers for the coin sol"
                        + " (needed by SOL-PERPETUAL)");
    }

    @Test
    void optionsNeedWhatTheyNeedByThemselves() {
        MarginReport report = account()
                .option("BTC_USDC-25SEP26-22000-C", 0.5, 21_000.0)
                .isolated(LINEAR, 1.0, 20_000.0, 50.0, 0.0)
                .hold("BTC_USDC-25SEP26-22000-C", -2.0)
                .balance("usdc", 10_000.0)
                .report();
        // Short, 1,000 out of the money at an index of 21,000: 15 % less 1,000 is more than the least of 10 %.
        assertThat(report.currencies().getFirst().component("options_initial_margin"))
                .isCloseTo(2.0 * Math.max(0.15 * 21_000.0 - 1_000.0, 0.10 * 21_000.0), within(1e-9));
        assertThat(report.initialUsd()).isCloseTo(400.0 + 2.0 * 2_150.0, within(1e-9));
    }
}
