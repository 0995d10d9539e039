package io.margrid.host.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.margrid.model.margin.CurrencyMargin;
import io.margrid.model.margin.MarginModel;
import io.margrid.model.margin.MarginReport;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/// STANS through the engine, against books computed by hand.
class StansMarginTest {
    private static MarginModel model(String figures) {
        return VenueMarket.model("stans", """
            {"methodology": "stans", "id": "s", "as_of": "2026-08-20", "evidence": "USER", "source": "a test", %s,
             "simulated": {"horizon_days": 2, "dates": ["2026-08-01", "2026-08-02", "2026-08-03", "2026-08-04"],
               "coins": {"btc": {"prices": [-0.1, 0.05, -0.04, 0.01]}, "eth": {"prices": [-0.2, 0.3, 0.01, 0]}}}}
            """.formatted(figures));
    }

    private static VenueMarket market() {
        return new VenueMarket()
                .pair("btc_usd", 100_000.0)
                .pair("eth_usd", 4_000.0)
                .future("BTC", "btc_usd", 1.0, OptionalDouble.empty(), 100_000.0)
                .future("ETH", "eth_usd", 1.0, OptionalDouble.empty(), 4_000.0);
    }

    /// Long one BTC: -10,000, +5,000, -4,000, +1,000; short ten ETH: +8,000, -12,000, -400, 0. Together -2,000,
    /// -7,000, -4,400, +1,000, the worst 7,000. All at their worst: 10,000 + 12,000. ETH two scenarios on:
    /// -10,400, +5,000, +4,000, -11,000, the worst 11,000. The two largest alone are the two coins.
    @Test
    void dependenceIsStressed() {
        MarginReport report = market().report(
                        model("\"confidence\": 0.75, \"stress_confidence\": 0.75, \"stress_weight\": 0.25,"
                                + " \"model_risk\": 0.1, \"costs\": {\"btc\": {\"half_spread\": 0.001,"
                                + " \"daily_volume\": 2, \"threshold\": 0.2, \"rate\": 0.1}}"),
                        "BTC 1",
                        "ETH -10");
        CurrencyMargin margin = report.currencies().getFirst();
        assertThat(report.currencies()).hasSize(1);
        assertThat(margin.component("expected_shortfall")).isCloseTo(7_000.0, within(1e-8));
        assertThat(margin.component("stress_component")).isCloseTo(0.25 * (22_000.0 - 7_000.0), within(1e-8));
        assertThat(margin.component("model_risk")).isCloseTo(700.0, within(1e-8));
        assertThat(margin.component("liquidation_cost")).isCloseTo(100.0 + 3_000.0, within(1e-8));
        assertThat(report.initialUsd()).isCloseTo(14_550.0, within(1e-8));
        assertThat(report.maintenanceUsd()).isEqualTo(report.initialUsd());
    }

    /// Of one coin, dependence says nothing, and concentration is its own tail further out: the worst of the two
    /// that the base is the mean of.
    @Test
    void oneCoinIsConcentration() {
        MarginReport report = market().report(
                        model("\"confidence\": 0.5, \"stress_confidence\": 0.75, \"stress_weight\": 1,"
                                + " \"model_risk\": 0"),
                        "BTC 1");
        CurrencyMargin margin = report.currencies().getFirst();
        assertThat(margin.component("expected_shortfall")).isCloseTo(7_000.0, within(1e-8));
        assertThat(margin.component("stress_component")).isCloseTo(3_000.0, within(1e-8));
    }

    /// What gains only in company needs its stress all the same: two coins that offset each other in every
    /// scenario lose once they are unlinked.
    @Test
    void aHedgeThatLosesNothingIsStillStressed() {
        MarginModel model = VenueMarket.model("stans", """
            {"methodology": "stans", "id": "s", "as_of": "2026-08-20", "evidence": "USER", "source": "a test",
             "confidence": 0.5, "stress_confidence": 0.5, "stress_weight": 0.5, "model_risk": 0.1,
             "simulated": {"horizon_days": 2, "dates": ["2026-08-01", "2026-08-02"],
               "coins": {"btc": {"prices": [-0.1, 0.1]}, "eth": {"prices": [-0.1, 0.1]}}}}
            """);
        MarginReport report = market().report(model, "BTC 1", "ETH -25");
        CurrencyMargin margin = report.currencies().getFirst();
        assertThat(margin.component("expected_shortfall")).isZero();
        assertThat(margin.component("stress_component")).isCloseTo(0.5 * 20_000.0, within(1e-8));
    }

    @Test
    void badFiguresAreRefused() {
        assertThatThrownBy(() -> model("\"confidence\": 0.99, \"stress_confidence\": 0.9, \"stress_weight\": 0,"
                        + " \"model_risk\": 0"))
                .hasMessageContaining("stress_confidence must be 0.99 to 0.9999: 0.9");
        assertThatThrownBy(() -> model("\"confidence\": 0.99, \"stress_confidence\": 0.99, \"stress_weight\": -1,"
                        + " \"model_risk\": 0"))
                .hasMessageContaining("stress_weight must be 0.0 to 1.0: -1.0");
    }
}
