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
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

/// Margins over past days through the engine, against books computed by hand.
class HistoricalMarginTest {
    private static final OptionalDouble NEVER = OptionalDouble.empty();

    private static MarginModel model(String figures) {
        return VenueMarket.model("historical-es", """
            {"methodology": "historical-es", "id": "h", "as_of": "2026-08-20", "evidence": "USER",
             "source": "a test", %s,
             "recent": {"horizon_days": 1, "dates": ["2026-08-01", "2026-08-02", "2026-08-03", "2026-08-04"],
               "coins": {"eth": {"prices": [-0.2, 0.3, 0.01, 0]},
                         "btc": {"prices": [-0.1, 0.05, -0.04, 0.01], "volatilities": [1, 1, 1, 1]}}},
             "stressed": {"horizon_days": 1, "dates": ["2020-03-12", "2020-03-13"],
               "coins": {"btc": {"prices": [-0.3, 0], "volatilities": [1, 2]},
                         "eth": {"prices": [-0.1, 0]}}}}
            """.formatted(figures));
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

    /// Long one BTC, short ten ETH: -2,000, -7,000, -4,400 and +1,000 on the recent days, -26,000 and 0 on the bad
    /// ones; half of each count.
    @Test
    void coinsAreSummedDayByDay() {
        MarginReport report = market().report(
                        model("\"confidence\": 0.5, \"stressed_weight\": 0.25, \"maintenance_factor\": 0.8"),
                        "BTC 1",
                        "ETH -10");
        CurrencyMargin margin = report.currencies().getFirst();
        assertThat(report.currencies()).hasSize(1);
        assertThat(margin.unit()).isEqualTo("portfolio");
        assertThat(margin.component("recent_days")).isCloseTo(0.75 * 5_700.0, within(1e-8));
        assertThat(margin.component("stressed_days")).isCloseTo(0.25 * 26_000.0, within(1e-8));
        assertThat(report.initialUsd()).isCloseTo(10_775.0, within(1e-8));
        assertThat(report.maintenanceUsd()).isCloseTo(8_620.0, within(1e-8));
        assertThat(report.figure("recent_value_at_risk").orElseThrow().amount()).isCloseTo(4_400.0, within(1e-8));
        assertThat(report.figure("recent_shortfall").orElseThrow().amount()).isCloseTo(5_700.0, within(1e-8));
        assertThat(report.notes())
                .anySatisfy(note -> assertThat(note)
                        .startsWith("recent: 4 scenarios of 1 day, 2026-08-01 to 2026-08-04, tail of 2 beyond 0.5")
                        .contains("2026-08-02 -7,000.00, 2026-08-03 -4,400.00, 2026-08-01 -2,000.00"));
        assertThat(report.notes()).anySatisfy(note -> assertThat(note).contains("2020-03-12 -26,000.00"));
    }

    @Test
    void theQuantileCanBeTheMargin() {
        String figures = "\"measure\": \"value_at_risk\", \"confidence\": 0.5, \"maintenance_factor\": 1";
        assertThat(market().report(model(figures), "BTC 1", "ETH -10").initialUsd())
                .isCloseTo(4_400.0, within(1e-8));
        assertThat(market().report(model(figures + ", \"quantile\": \"points\""), "BTC 1", "ETH -10")
                        .initialUsd())
                .isCloseTo(3_200.0, within(1e-8));
    }

    /// A fall of 30 % loses a call's value, but 2020-03-13 doubles its volatility: at the money on its forward it
    /// is worth `F (2 N(v sqrt(T) / 2) - 1)`.
    @Test
    void volatilityMovesWithTheDay() {
        NormalDistribution normal = new NormalDistribution(null, 0.0, 1.0);
        double deviation = 0.5 * Math.sqrt(73.0 / 365.0);
        double before = 100_000.0 * (2.0 * normal.cumulativeProbability(deviation / 2.0) - 1.0);
        double after = 100_000.0 * (2.0 * normal.cumulativeProbability(deviation) - 1.0);
        MarginReport report = market().report(
                        model("\"confidence\": 0.99, \"stressed_weight\": 1, \"maintenance_factor\": 1"), "BTC-C -1");
        assertThat(report.initialUsd()).isCloseTo(after - before, within(1e-5));
    }

    @Test
    void aBookThatOnlyGainsNeedsNothing() {
        MarginReport report = new VenueMarket()
                .pair("btc_usd", 100_000.0)
                .future("BTC", "btc_usd", 1.0, NEVER, 100_000.0)
                .report(VenueMarket.model("historical-es", """
                    {"methodology": "historical-es", "id": "h", "as_of": "2026-08-20", "evidence": "USER",
                     "source": "a test", "confidence": 0.5, "maintenance_factor": 1,
                     "recent": {"horizon_days": 1, "dates": ["2026-08-01"], "coins": {"btc": {"prices": [0.1]}}}}
                    """), "BTC 1");
        assertThat(report.initialUsd()).isZero();
        assertThat(report.figure("recent_value_at_risk").orElseThrow().amount()).isCloseTo(-10_000.0, within(1e-8));
    }

    @Test
    void anEmptyBookHasNoTail() {
        MarginReport report = market().report(model("\"confidence\": 0.5, \"maintenance_factor\": 1"));
        assertThat(report.figures()).isEmpty();
        assertThat(report.notes()).isEmpty();
    }

    @Test
    void aCoinWithoutHistoryIsRefused() {
        VenueMarket market = market().pair("sol_usd", 100.0).future("SOL", "sol_usd", 1.0, NEVER, 100.0);
        assertThatThrownBy(() -> market.report(model("\"confidence\": 0.5, \"maintenance_factor\": 1"), "SOL 1"))
                .hasMessageContaining("parameter set h has nothing for the coin sol");
    }

    @Test
    void badFilesAreRefusedWithEveryProblem() {
        assertThatThrownBy(() -> VenueMarket.model("historical-es", """
            {"methodology": "historical-es", "id": "h", "as_of": "2026-08-20", "evidence": "USER",
             "source": "a test", "confidence": 0.5, "maintenance_factor": 1,
             "recent": {"horizon_days": 1, "dates": ["2026-08-01", "tomorrow"],
               "coins": {"btc": {"prices": [-2, 0.05, 0.1], "volatilities": [1], "skews": [1]}}}}
            """))
                .hasMessageContaining("must be a date such as 2026-02-15: tomorrow")
                .hasMessageContaining("prices: must be as many as dates, 1: 3")
                .hasMessageContaining("skews: unknown key");
        assertThatThrownBy(() -> VenueMarket.model("historical-es", """
            {"methodology": "historical-es", "id": "h", "as_of": "2026-08-20", "evidence": "USER",
             "source": "a test", "confidence": 0.5, "maintenance_factor": 1,
             "recent": {"horizon_days": 1, "dates": ["2026-08-01"], "coins": {"btc": {"prices": [-2]}}}}
            """))
                .hasMessageContaining("btc on 2026-08-01: price must be above -1 and at most 1000.0: -2.0");
    }
}
