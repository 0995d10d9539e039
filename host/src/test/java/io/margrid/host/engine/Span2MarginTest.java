package io.margrid.host.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.margrid.model.margin.CurrencyMargin;
import io.margrid.model.margin.MarginModel;
import io.margrid.model.margin.MarginReport;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/// SPAN 2 through the engine, against books computed by hand.
class Span2MarginTest {
    private static final String HEAD = """
        {"methodology": "span2", "id": "s", "as_of": "2026-08-20", "evidence": "USER", "source": "a test",
        """;
    private static final String SETS = """
         "historical": {"horizon_days": 2, "dates": ["2026-08-01", "2026-08-02", "2026-08-03", "2026-08-04"],
           "coins": {"btc": {"prices": [-0.1, 0.05, -0.04, 0.01]}, "eth": {"prices": [-0.2, 0.3, 0.01, 0]}}},
         "stress": {"horizon_days": 2, "dates": ["2020-03-12", "2020-03-13"],
           "coins": {"btc": {"prices": [-0.3, 0.4]}, "eth": {"prices": [-0.1, 0]}}}}
        """;

    private static MarginModel model(String figures) {
        return VenueMarket.model("span2", HEAD + figures + ",\n" + SETS);
    }

    private static VenueMarket market() {
        return new VenueMarket()
                .pair("btc_usd", 100_000.0)
                .pair("eth_usd", 4_000.0)
                .future("BTC", "btc_usd", 1.0, OptionalDouble.empty(), 100_000.0)
                .future("ETH", "eth_usd", 1.0, OptionalDouble.empty(), 4_000.0);
    }

    /// Long one BTC, short ten ETH: -2,000, -7,000, -4,400 and +1,000 on the days, -26,000 and +40,000 in the
    /// stresses. Spreads cost 0.001 of 100,000 and of 40,000. A BTC is half a day's volume, 0.3 more than is free:
    /// 0.1 x 0.3 of 100,000.
    @Test
    void allFourTermsAddUp() {
        MarginReport report = market().report(model("""
            "historical_weight": 0.75, "confidence": 0.75, "stress_confidence": 0.5,
            "costs": {"btc": {"half_spread": 0.001, "daily_volume": 2, "threshold": 0.2, "rate": 0.1},
                      "eth": {"half_spread": 0.001, "daily_volume": 100, "threshold": 0.2, "rate": 0.1}}
            """), "BTC 1", "ETH -10");
        CurrencyMargin margin = report.currencies().getFirst();
        assertThat(report.currencies()).hasSize(1);
        assertThat(margin.component("historical_risk")).isCloseTo(0.75 * 7_000.0, within(1e-8));
        assertThat(margin.component("stress_risk")).isCloseTo(0.25 * 26_000.0, within(1e-8));
        assertThat(margin.component("liquidity")).isCloseTo(140.0, within(1e-8));
        assertThat(margin.component("concentration")).isCloseTo(3_000.0, within(1e-8));
        assertThat(report.initialUsd()).isCloseTo(14_890.0, within(1e-8));
        assertThat(report.maintenanceUsd()).isEqualTo(report.initialUsd());
    }

    @Test
    void aGainIsNoCredit() {
        // Short a BTC gains 30,000 in one stress and loses 40,000 in the other: their mean is a loss of 5,000.
        MarginReport mean = market().report(
                        model("\"historical_weight\": 0, \"confidence\": 0.75, \"stress_confidence\": 0.9999"),
                        "BTC 1");
        assertThat(mean.initialUsd()).isCloseTo(30_000.0, within(1e-8));
        MarginReport gain = market().report(
                        model("\"historical_weight\": 1, \"confidence\": 0.5, \"stress_confidence\": 0.5"), "ETH 1");
        // The second worst day of an ETH is one without a move.
        assertThat(gain.initialUsd()).isZero();
    }

    @Test
    void badFiguresAreRefused() {
        assertThatThrownBy(() -> model("\"historical_weight\": 2, \"confidence\": 0.75, \"stress_confidence\": 0.5"))
                .hasMessageContaining("historical_weight must be 0.0 to 1.0: 2.0");
        assertThatThrownBy(() -> model("""
            "historical_weight": 1, "confidence": 0.75, "stress_confidence": 0.5,
            "costs": {"btc": {"half_spread": 0.001, "daily_volume": 0, "threshold": 0.2, "rate": 0.1}}
            """)).hasMessageContaining("daily_volume must be above 0: 0.0");
        assertThatThrownBy(() -> model("""
            "historical_weight": 1, "confidence": 0.75, "stress_confidence": 0.5,
            "costs": {"sol": {"half_spread": 0.001, "daily_volume": 1, "threshold": 0.2, "rate": 0.1}}
            """)).hasMessageContaining("costs: no set moves sol");
    }
}
