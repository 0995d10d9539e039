package io.margrid.host.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.margrid.model.margin.MarginReport;
import io.margrid.model.margin.ParameterSet;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrossMarginTest {
    private static final String MODEL = "cross";
    private static final String LINEAR = "BTC_USDC-PERPETUAL";
    private static final String INVERSE = "BTC-PERPETUAL";
    private static final String ETH = "ETH_USDC-PERPETUAL";

    private static final ParameterSet TIERED = ClosedForm.with(MODEL, "classes.btc", """
        {"linear": [{"up_to": 30000, "initial_rate": 0.02, "maintenance_rate": 0.01},
                    {"up_to": 70000, "initial_rate": 0.04, "maintenance_rate": 0.02},
                    {"initial_rate": 0.1, "maintenance_rate": 0.05}],
         "inverse": [{"up_to": 2, "initial_rate": 0.02, "maintenance_rate": 0.01},
                     {"initial_rate": 0.1, "maintenance_rate": 0.05}]}
        """);

    @ParameterizedTest
    @CsvSource({
        "106-C, 0.0, 90, -1, 10, 5",
        "106-P, 0.0, 90, -1, 15, 7.5",
        "100-C, 0.0, 110, 1, 10, 5",
        "80-C, 0.0, 110, 1, 20, 10",
        "40-P, 0.0, 110, -2, 20, 10",
        // Maintenance of a short put is capped at 25 % of its strike since August 2026.
        "15-P, 0.0, 110, -1, 7.5, 3.75",
    })
    void paradexExamplesOfOptions(
            String option, double volatility, double forward, double size, double initial, double maintenance) {
        String name = "BTC_USDC-25SEP26-" + option;
        MarginReport report = ClosedForm.of(MODEL)
                .price("btc", 100.0)
                .option(name, volatility, forward)
                .hold(name, size)
                .report();
        assertThat(report.initialUsd()).isCloseTo(initial, within(1e-9));
        assertThat(report.maintenanceUsd()).isCloseTo(maintenance, within(1e-9));
        assertThat(report.currencies().getFirst().component("options_initial_margin"))
                .isCloseTo(initial, within(1e-9));
    }

    @Test
    void inverseOptionsNeedTheSameInUsd() {
        ClosedForm base = ClosedForm.of(MODEL)
                .price("btc", 20_000.0)
                .option("BTC-25SEP26-21000-C", 0.5, 20_000.0)
                .option("BTC_USDC-25SEP26-21000-C", 0.5, 20_000.0);
        MarginReport inverse = base.reversed().hold("BTC-25SEP26-21000-C", -2.0).report();
        MarginReport linear =
                base.reversed().hold("BTC_USDC-25SEP26-21000-C", -2.0).report();
        assertThat(inverse.initialUsd())
                .isCloseTo(linear.initialUsd(), within(1e-9))
                .isGreaterThan(0.0);
        assertThat(inverse.maintenanceUsd()).isCloseTo(linear.maintenanceUsd(), within(1e-9));
    }

    private static ClosedForm linear(double mark) {
        return ClosedForm.of(MODEL, TIERED)
                .price("btc", 20_000.0)
                .price("eth", 3_000.0)
                .mark(LINEAR, mark)
                .hold(ETH, -2.0, 2_900.0)
                .balance("usdc", 9_000.0);
    }

    @ParameterizedTest
    @CsvSource({"1.4", "-1.4", "3", "-3.2", "6", "-6"})
    void atTheLiquidationPriceEquityIsTheMaintenance(double size) {
        MarginReport today = linear(20_000.0).hold(LINEAR, size, 20_100.0).report();
        double price = ClosedForm.liquidationPrice(today, 0);
        MarginReport there = linear(price).hold(LINEAR, size, 20_100.0).report();
        assertThat(ClosedForm.figure(there, "equity")).isCloseTo(there.maintenanceUsd(), within(1e-6));
        assertThat(size * (20_000.0 - price)).as("on the losing side").isPositive();
    }

    @ParameterizedTest
    @CsvSource({"1.4", "-1.4", "3", "-3.2"})
    void thatHoldsOfInverseContractsToo(double size) {
        ClosedForm before = linear(20_000.0).hold(INVERSE, size, 21_000.0);
        double price = ClosedForm.liquidationPrice(before.report(), 0);
        // As many USD are fewer or more coins at another mark.
        double coins = size * 20_000.0 / price;
        MarginReport there = linear(20_000.0)
                .mark(INVERSE, price)
                .hold(INVERSE, coins, 21_000.0)
                .report();
        assertThat(ClosedForm.figure(there, "equity")).isCloseTo(there.maintenanceUsd(), within(1e-6));
    }

    @Test
    void aPaidLongHasNoLiquidationPrice() {
        MarginReport report = linear(20_000.0).hold(LINEAR, 0.1, 20_000.0).report();
        assertThat(report.positions().getFirst().liquidationPrice()).isEmpty();
    }

    @Test
    void ownLeverageRaisesInitialMarginOnly() {
        ClosedForm base = linear(20_000.0);
        MarginReport tiers = base.reversed().hold(LINEAR, 1.0).report();
        MarginReport low = base.reversed()
                .hold(LINEAR, 1.0, OptionalDouble.empty(), OptionalDouble.of(4.0), OptionalDouble.empty())
                .report();
        MarginReport high = base.reversed()
                .hold(LINEAR, 1.0, OptionalDouble.empty(), OptionalDouble.of(100.0), OptionalDouble.empty())
                .report();
        assertThat(low.initialUsd() - tiers.initialUsd()).isCloseTo(5_000.0 - 400.0, within(1e-9));
        assertThat(low.maintenanceUsd()).isEqualTo(tiers.maintenanceUsd());
        assertThat(high.initialUsd()).isEqualTo(tiers.initialUsd());
    }

    @Test
    void withoutBalancesNothingIsToldOfEquity() {
        MarginReport report =
                ClosedForm.of(MODEL).price("btc", 20_000.0).hold(LINEAR, 1.0).report();
        assertThat(report.figures()).isEmpty();
        assertThat(report.positions().getFirst().liquidationPrice()).isEmpty();
        assertThat(report.notes())
                .containsExactly("the book has no balances, so equity and what follows from it are not told;"
                        + " a row such as balance:usdc,10000 gives one");
    }

    @Test
    void whatHasNoPlaceIsRefused() {
        assertThat(ClosedForm.of(MODEL)
                        .price("btc", 20_000.0)
                        .hold(LINEAR, 1.0, OptionalDouble.of(0.0), OptionalDouble.empty(), OptionalDouble.of(5.0))
                        .refusals())
                .containsExactly("entry_price of BTC_USDC-PERPETUAL must be above zero: 0.0");
        assertThat(ClosedForm.of(MODEL)
                        .price("sol", 200.0)
                        .option("SOL_USDC-25SEP26-200-C", 0.5, 200.0)
                        .hold("SOL_USDC-25SEP26-200-C", 1.0)
                        .refusals())
                .containsExactly("parameter set cross-2026-08-20 has no options for the coin sol"
                        + " (needed by SOL_USDC-25SEP26-200-C)");
    }
}
