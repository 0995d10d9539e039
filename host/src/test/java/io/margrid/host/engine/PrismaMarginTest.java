package io.margrid.host.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.margrid.model.instrument.OptionType;
import io.margrid.model.margin.CurrencyMargin;
import io.margrid.model.margin.MarginModel;
import io.margrid.model.margin.MarginReport;
import io.margrid.model.market.OptionQuote;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/// Prisma through the engine, against books computed by hand.
class PrismaMarginTest {
    private static final OptionalDouble NEVER = OptionalDouble.empty();

    private static MarginModel model(String groups, String combination) {
        return VenueMarket.model("prisma", """
            {"methodology": "prisma", "id": "p", "as_of": "2026-06-29", "evidence": "USER", "source": "a test",
             "groups": %s, "combination": "%s", "compression_errors": {"BTC": 30, "ETH": 4},
             "liquidity": {"factors": [{"size": 0, "factor": 0.1}], "basis_points": 0, "alpha_floor": 0.25,
               "capacities": {"btc": 100, "eth": 100}},
             "sets": {
               "historical": {"confidence": 0.99, "horizon_days": 2, "dates": ["2026-08-01", "2026-08-02"],
                 "coins": {"btc": {"prices": [-0.1, 0.05]}, "eth": {"prices": [-0.2, 0.3]}}},
               "stress": {"confidence": 0.99, "weight": 0.5, "horizon_days": 2, "dates": ["2020-03-12"],
                 "coins": {"btc": {"prices": [-0.4]}, "eth": {"prices": [-0.3]}}}}}
            """.formatted(groups, combination));
    }

    private static VenueMarket market() {
        return new VenueMarket()
                .pair("btc_usd", 100_000.0)
                .pair("eth_usd", 4_000.0)
                .future("BTC", "btc_usd", 1.0, NEVER, 100_000.0)
                .future("ETH", "eth_usd", 1.0, NEVER, 4_000.0)
                .option(
                        "BTC-C",
                        "btc_usd",
                        1.0,
                        73.0,
                        100_000.0,
                        OptionType.CALL,
                        new OptionQuote(0.5, 100_000.0, NEVER));
    }

    /// Long one BTC, short ten ETH: -2,000 and -7,000, and -28,000 in stress. Alone BTC loses 10,000 and ETH
    /// 12,000, so the tenth of both that liquidity takes counts by 7,000 / 22,000. Compression: 30 and 40 make 50.
    @Test
    void aGroupNetsAndStressIsTheFloor() {
        MarginReport report = market().report(model("{\"crypto\": [\"btc\", \"eth\"]}", "maximum"), "BTC 1", "ETH -10");
        CurrencyMargin group = report.currencies().getFirst();
        assertThat(group.unit()).isEqualTo("crypto");
        assertThat(group.component("market_risk")).isCloseTo(0.5 * (28_000.0 + 50.0), within(1e-8));
        assertThat(group.component("liquidity_addon")).isCloseTo(700.0, within(1e-8));
        assertThat(group.component("premium_margin")).isZero();
        assertThat(report.initialUsd()).isCloseTo(14_025.0 + 700.0, within(1e-8));
        assertThat(report.figure("crypto_historical_total").orElseThrow().amount())
                .isCloseTo(7_050.0, within(1e-8));
        assertThat(report.figure("crypto_stress_weighted").orElseThrow().amount())
                .isCloseTo(14_025.0, within(1e-8));
        MarginReport sum = market().report(model("{\"crypto\": [\"btc\", \"eth\"]}", "sum"), "BTC 1", "ETH -10");
        assertThat(sum.initialUsd()).isCloseTo(7_050.0 + 14_025.0 + 700.0, within(1e-8));
    }

    @Test
    void groupsDoNotNet() {
        MarginModel apart = model("{\"a\": [\"btc\"], \"b\": [\"eth\"]}", "maximum");
        MarginReport report = market().report(apart, "BTC 1", "ETH -10");
        assertThat(report.currencies()).extracting(CurrencyMargin::unit).containsExactly("a", "b");
        assertThat(report.initialUsd())
                .isCloseTo(
                        market().report(apart, "BTC 1").initialUsd()
                                + market().report(apart, "ETH -10").initialUsd(),
                        within(1e-8));
    }

    /// What a long option can lose is paid: its value less what it is asked. A short one is asked its value too.
    @Test
    void longOptionsNeedNothingBeyondTheirValue() {
        MarginModel model = model("{\"crypto\": [\"btc\", \"eth\"]}", "sum");
        CurrencyMargin bought = market().report(model, "BTC-C 1").currencies().getFirst();
        assertThat(bought.initial()).isZero();
        assertThat(bought.component("premium_margin")).isNegative();
        assertThat(bought.component("long_option_credit")).isNegative();
        CurrencyMargin sold = market().report(model, "BTC-C -1").currencies().getFirst();
        assertThat(sold.component("premium_margin")).isEqualTo(-bought.component("premium_margin"));
        assertThat(sold.component("long_option_credit")).isZero();
        assertThat(sold.initial())
                .isCloseTo(
                        sold.component("market_risk")
                                + sold.component("liquidity_addon")
                                + sold.component("premium_margin"),
                        within(1e-8));
    }

    @Test
    void badFilesAreRefused() {
        assertThatThrownBy(() -> model("{\"a\": [\"btc\"], \"b\": [\"btc\"]}", "maximum"))
                .hasMessageContaining("groups: btc is in a and in b");
        assertThatThrownBy(() -> model("{\"a\": [\"sol\"]}", "maximum"))
                .hasMessageContaining("groups.a: no set moves sol");
    }
}
