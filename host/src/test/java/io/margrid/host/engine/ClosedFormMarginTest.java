package io.margrid.host.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.model.input.InvalidInputException;
import io.margrid.model.input.Violation;
import io.margrid.model.margin.CurrencyMargin;
import io.margrid.model.margin.MarginComponent;
import io.margrid.model.margin.MarginReport;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds of every methodology without scenarios.
class ClosedFormMarginTest {
    private static ClosedForm account(String model) {
        return ClosedForm.of(model).price("btc", 20_000.0).price("eth", 3_000.0).price("sol", 200.0);
    }

    private static ClosedForm mixed(String model) {
        ClosedForm account = account(model);
        int lines = 0;
        for (String name : List.of("BTC_USDC-PERPETUAL", "ETH_USDC-PERPETUAL", "SOL_USDC-PERPETUAL")) {
            double size = 0.1 * (7 - 3 * lines);
            double entry = 0.97 * List.of(20_000.0, 3_000.0, 200.0).get(lines);
            if (model.equals("isolated")) {
                account.isolated(name, size, entry, 3.0, 0.1);
            } else {
                account.hold(name, size, entry);
            }
            lines++;
        }
        return account.balance("usdc", 5_000.1);
    }

    /// Every figure of a report, with equity, ratios and prices.
    private static List<Object> everything(MarginReport report) {
        List<Object> all = new ArrayList<>(ReportBits.of(report));
        all.addAll(report.figures());
        all.addAll(report.notes());
        report.positions().forEach(position -> {
            all.add(position.ownMargin());
            all.add(position.liquidationPrice());
        });
        return all;
    }

    @ParameterizedTest
    @ValueSource(strings = {"isolated", "cross", "dydx-v4", "backpack", "binance-pm"})
    void anEmptyBookNeedsNothing(String model) {
        MarginReport report = account(model).report();
        assertThat(report.initialUsd()).isZero();
        assertThat(report.maintenanceUsd()).isZero();
        assertThat(report.currencies().getFirst().components())
                .extracting(MarginComponent::amount)
                .containsOnly(0.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"isolated", "cross", "dydx-v4", "backpack", "binance-pm"})
    void theOrderOfLinesChangesNoBit(String model) {
        MarginReport report = mixed(model).report();
        assertThat(everything(mixed(model).reversed().report())).isEqualTo(everything(report));
        assertThat(report.maintenanceUsd()).isPositive();
        assertThat(report.initialUsd()).isGreaterThanOrEqualTo(report.maintenanceUsd());
    }

    @ParameterizedTest
    @ValueSource(strings = {"isolated", "cross", "dydx-v4", "backpack", "binance-pm"})
    void componentsAddUpToTheMargins(String model) {
        CurrencyMargin margin = mixed(model).report().currencies().getFirst();
        double initial = 0.0;
        double maintenance = 0.0;
        for (MarginComponent component : margin.components()) {
            initial += component.scope() == MarginComponent.Scope.INITIAL ? component.amount() : 0.0;
            maintenance += component.scope() == MarginComponent.Scope.MAINTENANCE ? component.amount() : 0.0;
        }
        assertThat(margin.initial()).isEqualTo(initial);
        assertThat(margin.maintenance()).isEqualTo(maintenance);
        assertThat(margin.unit()).isEmpty();
        assertThat(margin.currency()).isEqualTo("usd");
    }

    @ParameterizedTest
    @CsvSource({
        "isolated, false",
        "cross, true",
        "dydx-v4, true",
        "backpack, true",
        "binance-pm, true",
    })
    void termsThatHaveNoPartAreNoted(String model, boolean noted) {
        MarginReport report = account(model)
                .isolated("ETH_USDC-PERPETUAL", 1.0, 3_000.0, 5.0, 7.0)
                .report();
        assertThat(report.notes()
                        .contains("positions with a leverage or extra margin, which has no part in " + model + ": 1"))
                .isEqualTo(noted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "isolated|taker_fee|0.2|taker_fee must be 0 to 0.1: 0.2",
                "isolated|linear_rule|\"middle\"|must be one of [entry_value, mark_value]: \"middle\"",
                "isolated|classes.btc.linear|[]|there must be 1 to 1000 tiers: 0",
                "isolated|classes.btc.linear|[{\"up_to\":1,\"initial_rate\":0.1,\"maintenance_rate\":0.1}]"
                        + "|the last tier has no upper bound",
                "isolated|classes.btc.inverse|[{\"initial_rate\":0.1,\"maintenance_rate\":0.2}]"
                        + "|maintenance_rate must be at most initial_rate 0.1: 0.2",
                "isolated|classes.eth.sizes|1|unknown key",
                "cross|classes.btc.options.initial.short_itm|-1|short_itm must be 0 to 2: -1.0",
                "cross|classes.btc.options.maintenance|{}|is missing",
                "dydx-v4|classes.large.initial_ppm|2.5|must be a whole number: 2.5",
                "dydx-v4|classes.middle.upper_cap|1e13|upper_cap must be 0 to 9.0E12 USDC: 1.0E13",
                "dydx-v4|open_interest|{\"btc\":-1}|btc must be 0 to 9.0E12 USDC: -1.0",
                "backpack|collateral.btc|{\"kind\":\"inverse_sqrt\",\"most\":1}|is missing",
                "backpack|collateral.usdc|{\"kind\":\"identity\",\"most\":1,\"base\":1}|unknown key",
                "backpack|borrow_maintenance|1.2|borrow_maintenance must be 1 to borrow_initial 1.1: 1.2",
                "binance-pm|loan_rate|-0.1|loan_rate must be 0 to 1: -0.1",
                "binance-pm|levels.claim|1.1|claim, liquidation, reduce_only, free_use must rise",
                "binance-pm|collateral.btc|[{\"rate\":1.5}]|rates must be 0 to 1: 1.5",
            })
    void badParametersAreRefusedWithFieldAndValue(String model, String path, String json, String message) {
        assertThatThrownBy(() -> ClosedForm.with(model, path, json))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("mine.json $");
    }

    @Test
    void oneFaultOfATierIsToldOnce() {
        assertThatThrownBy(() -> ClosedForm.with(
                        "isolated",
                        "classes.btc.linear",
                        "[{\"up_to\": \"far\", \"initial_rate\": 0.1, \"maintenance_rate\": 0.1},"
                                + " {\"initial_rate\": 0.1, \"maintenance_rate\": 0.1}]"))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.violations())
                                .extracting(Violation::toString)
                                .containsExactly("mine.json $.classes.btc.linear[0].up_to: must be a finite number:"
                                        + " \"far\""));
    }
}
