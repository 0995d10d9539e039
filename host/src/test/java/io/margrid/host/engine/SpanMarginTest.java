package io.margrid.host.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.margrid.model.book.AccountTerms;
import io.margrid.model.input.InvalidInputException;
import io.margrid.model.input.Violation;
import io.margrid.model.instrument.OptionType;
import io.margrid.model.margin.CurrencyMargin;
import io.margrid.model.margin.MarginModel;
import io.margrid.model.margin.MarginReport;
import io.margrid.model.market.OptionQuote;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

/// SPAN through the engine: figures that were published, an option array against Black-76 of an independent
/// library, and what must hold for any account.
class SpanMarginTest {
    private static final String HEAD = """
        {"methodology": "span", "id": "test", "as_of": "2026-11-23", "evidence": "USER", "source": "a test",
         "extreme_multiple": 2, "extreme_cover": 0.35, "look_ahead_days": 1,
         "delta_weights": [0.27, 0.217, 0.11, 0.037], "initial_ratio": 1.25,
        """;

    /// A commodity of one class: units, scan, and what else there is to it.
    private static MarginModel model(String base, double units, String scan, String more) {
        return VenueMarket.model("span", HEAD + """
            "classes": {"one": {"currency": "usd", "contract_units": %s, "scan": [%s] %s}},
            "coins": {"%s": "one"}}
            """.formatted(units, scan, more, base));
    }

    private static OptionalDouble days(double days) {
        return OptionalDouble.of(days);
    }

    private static OptionQuote quote(double volatility, double forward) {
        return new OptionQuote(volatility, forward, OptionalDouble.empty());
    }

    private static VenueMarket spx() {
        return new VenueMarket()
                .pair("spx_usd", 5_000.0)
                .future("ESZ6", "spx_usd", 50.0, days(25.0), 5_010.0)
                .future("ESH7", "spx_usd", 50.0, days(116.0), 5_040.0)
                .option("C5100", "spx_usd", 50.0, 25.0, 5_100.0, OptionType.CALL, quote(0.18, 5_010.0))
                .option("P4800", "spx_usd", 50.0, 25.0, 4_800.0, OptionType.PUT, quote(0.22, 5_010.0))
                .option("C5200", "spx_usd", 50.0, 116.0, 5_200.0, OptionType.CALL, quote(0.17, 5_040.0))
                .option("LAST", "spx_usd", 50.0, 0.5, 5_000.0, OptionType.CALL, quote(0.2, 5_010.0));
    }

    private static final String TWO_TIERS = """
        , "tiers": [{"name": "near", "last_day": 60}, {"name": "far"}],
        "calendar_spreads": [{"legs": [{"tier": "near", "side": "a", "deltas": 1},
                                       {"tier": "far", "side": "b", "deltas": 1}], "rate": 200}],
        "short_option_minimum": {"rate": 30, "method": "gross"}
        """;

    private static MarginModel spxModel() {
        return model("spx", 50.0, "{\"price_rate\": 0.0625, \"volatility_rate\": 0.25}", TWO_TIERS);
    }

    /// McMillan: a long S&P future of 500 a point moves by 20 points; gains printed positive, rounded to tens.
    @Test
    void textbookArrayOfAFuture() {
        double[] printed = {
            0, 0, 3330, 3330, -3330, -3330, 6670, 6670, -6670, -6670, 10000, 10000, -10000, -10000, 7000, -7000
        };
        MarginReport report = new VenueMarket()
                .pair("sp_usd", 450.0)
                .future("SP", "sp_usd", 500.0, days(30.0), 450.0)
                .report(model("sp", 500.0, "{\"price_amount\": 10000, \"volatility_rate\": 0}", ""), "SP 500");
        double[] profits = report.currencies().getFirst().sets().getFirst().preAggregated();
        for (int s = 0; s < printed.length; s++) {
            assertThat(Math.rint(profits[s] / 10.0) * 10.0)
                    .as("scenario %d", s + 1)
                    .isEqualTo(printed[s]);
        }
        assertThat(report.maintenanceUsd()).isCloseTo(10_000.0, within(1e-9));
        assertThat(report.initialUsd()).isCloseTo(12_500.0, within(1e-9));
    }

    /// JSCC's first example of 2014: short 2 and long 5 futures, range 570,000 yen, no options: 1,710,000 yen.
    @Test
    void jsccExampleOfFutures() {
        double usdForYen = 1.0 / 128.0;
        MarginModel jscc = VenueMarket.model("span", HEAD + """
            "classes": {"nk": {"currency": "jpy", "contract_units": 1000,
                               "scan": [{"price_amount": 570000, "volatility_rate": 0.3}]}},
            "coins": {"nk225": "nk"}}
            """);
        MarginReport report = new VenueMarket()
                .pair("nk225_jpy", 14_800.0)
                .pair("jpy_usd", usdForYen)
                .future("NKH", "nk225_jpy", 1_000.0, days(30.0), 14_810.0)
                .future("NKM", "nk225_jpy", 1_000.0, days(120.0), 14_790.0)
                .report(jscc, "NKH -2000", "NKM 5000");
        assertThat(report.maintenanceUsd() / usdForYen).isCloseTo(1_710_000.0, within(1e-6));
        CurrencyMargin nikkei = report.currencies().getFirst();
        assertThat(nikkei.unit()).isEqualTo("nk225");
        assertThat(nikkei.component("scan_risk") / usdForYen).isCloseTo(1_710_000.0, within(1e-6));
    }

    private static VenueMarket grains() {
        return new VenueMarket()
                .pair("corn_usd", 4.5)
                .pair("soy_usd", 11.0)
                .future("ZC", "corn_usd", 5_000.0, days(100.0), 4.5)
                .future("ZS", "soy_usd", 5_000.0, days(100.0), 11.0);
    }

    private static MarginModel grainModel(String priceRisk) {
        return VenueMarket.model("span", HEAD + """
            "classes": {
              "corn": {"currency": "usd", "contract_units": 5000, "price_risk": "%s",
                       "scan": [{"price_amount": 1750, "volatility_rate": 0.3}]},
              "soy": {"currency": "usd", "contract_units": 5000, "price_risk": "%s",
                      "scan": [{"price_amount": 2500, "volatility_rate": 0.3}]}},
            "coins": {"corn": "corn", "soy": "soy"},
            "inter_commodity": [{"credit": 0.55, "legs": [
                {"commodity": "corn", "side": "a", "deltas": 2},
                {"commodity": "soy", "side": "b", "deltas": 1}]}]}
            """.formatted(priceRisk, priceRisk));
    }

    /// CME's spread page: two corn of 1,750 against one soybean of 2,500, credit 55 %: 6,000 less 3,300 is 2,700.
    @Test
    void cornAgainstSoybeans() {
        for (String priceRisk : new String[] {"normal", "scanrange", "scanrange_cap"}) {
            MarginReport report = grains().report(grainModel(priceRisk), "ZC 10000", "ZS -5000");
            CurrencyMargin corn = report.currencies().get(0);
            CurrencyMargin soy = report.currencies().get(1);
            assertThat(corn.component("scan_risk") + soy.component("scan_risk")).isCloseTo(6_000.0, within(1e-9));
            assertThat(corn.component("inter_commodity_credit") + soy.component("inter_commodity_credit"))
                    .isCloseTo(-3_300.0, within(1e-9));
            assertThat(report.maintenanceUsd()).isCloseTo(2_700.0, within(1e-9));
        }
        // A third corn has no soybean to go with; legs of one sign make no spread.
        assertThat(grains().report(grainModel("normal"), "ZC 15000", "ZS -5000").maintenanceUsd())
                .isCloseTo(2_700.0 + 1_750.0, within(1e-9));
        assertThat(grains().report(grainModel("normal"), "ZC 10000", "ZS 5000").maintenanceUsd())
                .isCloseTo(6_000.0, within(1e-9));
        // Half of it and a tenth of it: a mini counts as a part of a standard contract.
        assertThat(grains().report(grainModel("normal"), "ZC 1000", "ZS -500").maintenanceUsd())
                .isCloseTo(270.0, within(1e-9));
    }

    private static double price(OptionType type, double forward, double strike, double deviation) {
        NormalDistribution normal = new NormalDistribution();
        double d1 = Math.log(forward / strike) / deviation + deviation / 2.0;
        double call =
                forward * normal.cumulativeProbability(d1) - strike * normal.cumulativeProbability(d1 - deviation);
        return type == OptionType.CALL ? call : call - forward + strike;
    }

    @Test
    void optionsAreRevaluedADayAhead() {
        MarginReport report = spx().report(spxModel(), "C5100 -100");
        double[] profits = report.currencies().getFirst().sets().getFirst().preAggregated();
        double[] moves = {0, 0, 1, 1, -1, -1, 2, 2, -2, -2, 3, 3, -3, -3, 6, -6};
        double base = price(OptionType.CALL, 5_010.0, 5_100.0, 0.18 * Math.sqrt(25.0 / 365.0));
        for (int s = 0; s < 16; s++) {
            double volatility = s >= 14 ? 0.18 : s % 2 == 0 ? 0.18 * 1.25 : 0.18 * 0.75;
            double value = price(
                    OptionType.CALL,
                    5_010.0 * (1.0 + moves[s] / 3.0 * 0.0625),
                    5_100.0,
                    volatility * Math.sqrt(24.0 / 365.0));
            assertThat(profits[s])
                    .as("scenario %d", s + 1)
                    .isCloseTo(-100.0 * (s >= 14 ? 0.35 : 1.0) * (value - base), within(1e-7));
        }
        assertThat(report.currencies().getFirst().component("net_option_value")).isCloseTo(100.0 * base, within(1e-7));
    }

    /// What expires within the day is worth its intrinsic value at the end of it.
    @Test
    void whatExpiresWithinTheDayIsIntrinsic() {
        double[] profits = spx().report(spxModel(), "LAST 50")
                .currencies()
                .getFirst()
                .sets()
                .getFirst()
                .preAggregated();
        double base = price(OptionType.CALL, 5_010.0, 5_000.0, 0.2 * Math.sqrt(0.5 / 365.0));
        assertThat(profits[0]).isCloseTo(50.0 * (10.0 - base), within(1e-8));
        assertThat(profits[12]).isCloseTo(-50.0 * base, within(1e-8));
    }

    @Test
    void calendarSpreadsAreCharged() {
        CurrencyMargin spx =
                spx().report(spxModel(), "ESZ6 150", "ESH7 -100").currencies().getFirst();
        assertThat(spx.component("calendar_spread_charge")).isCloseTo(2.0 * 200.0, within(1e-12));
        assertThat(spx.component("scan_risk")).isCloseTo(0.0625 * (150.0 * 5_010.0 - 100.0 * 5_040.0), within(1e-8));
        assertThat(spx.maintenance())
                .isCloseTo(spx.component("scan_risk") + spx.component("calendar_spread_charge"), within(1e-9));
    }

    /// A put so far out of the money that scanning sees little of it.
    @Test
    void shortOptionsHaveAMinimum() {
        VenueMarket market = new VenueMarket()
                .pair("spx_usd", 5_000.0)
                .option("P1000", "spx_usd", 50.0, 25.0, 1_000.0, OptionType.PUT, quote(0.22, 5_010.0));
        CurrencyMargin spx =
                market.report(spxModel(), "P1000 -200").currencies().getFirst();
        assertThat(spx.component("scan_risk") + spx.component("short_option_minimum_excess"))
                .isEqualTo(4.0 * 30.0);
        assertThat(spx.maintenance()).isEqualTo(120.0);
    }

    @Test
    void theMonthThatDeliversIsCharged() {
        MarginModel model = model(
                "spx",
                50.0,
                "{\"price_rate\": 0.0625, \"volatility_rate\": 0.25}",
                TWO_TIERS + ", \"delivery\": {\"tier\": \"near\", \"spread_rate\": 10, \"outright_rate\": 100}");
        CurrencyMargin spx =
                spx().report(model, "ESZ6 150", "ESH7 -100").currencies().getFirst();
        assertThat(spx.component("delivery_charge")).isCloseTo(2.0 * 10.0 + 1.0 * 100.0, within(1e-12));
    }

    /// Tiers that are scanned apart do not net.
    @Test
    void scanTiersAreAddedUp() {
        MarginModel model = model(
                "spx",
                50.0,
                "{\"price_rate\": 0.0625, \"volatility_rate\": 0.25, \"last_date\": \"2026-12-31\"},"
                        + " {\"price_rate\": 0.05, \"volatility_rate\": 0.25}",
                "");
        assertThat(spx().report(model, "ESZ6 50", "ESH7 -50")
                        .currencies()
                        .getFirst()
                        .component("scan_risk"))
                .isCloseTo(50.0 * (0.0625 * 5_010.0 + 0.05 * 5_040.0), within(1e-8));
    }

    /// An account that only bought can lose no more than it paid: nothing is required.
    @Test
    void boughtOptionsNeedNothing() {
        MarginReport report = spx().report(spxModel(), "C5100 50", "P4800 50");
        assertThat(report.maintenanceUsd()).isEqualTo(0.0);
        assertThat(report.figure("unused_option_value").orElseThrow().amount()).isPositive();
    }

    @Test
    void optionsLikeFuturesBringNoValue() {
        MarginModel model = model(
                "spx",
                50.0,
                "{\"price_rate\": 0.0625, \"volatility_rate\": 0.25}",
                ", \"futures_style_options\": true");
        CurrencyMargin spx = spx().report(model, "C5100 50").currencies().getFirst();
        assertThat(spx.component("net_option_value")).isEqualTo(0.0);
        assertThat(spx.maintenance()).isEqualTo(spx.component("scan_risk")).isPositive();
    }

    /// What a clearing house printed for one contract takes the place of what would be computed.
    @Test
    void givenArraysCount() {
        String losses = "[0, 0, -100, -100, 100, 100, -200, -200, 200, 200, -300, -300, 300, 310, -210, 210]";
        MarginModel model = VenueMarket.model("span", HEAD + """
            "classes": {"one": {"currency": "usd", "contract_units": 50,
                                "scan": [{"price_rate": 0.0625, "volatility_rate": 0.25}] %s}},
            "coins": {"spx": "one"},
            "arrays": {"ESZ6": {"losses": %s, "delta": 1}, "ESH7": {"losses": %s, "delta": 0.5}}}
            """.formatted(TWO_TIERS, losses, losses));
        CurrencyMargin spx =
                spx().report(model, "ESZ6 150", "ESH7 -100").currencies().getFirst();
        assertThat(spx.component("scan_risk")).isCloseTo(310.0, within(1e-12));
        assertThat(spx.component("calendar_spread_charge")).isCloseTo(200.0, within(1e-12));
    }

    @Test
    void orderChangesNoBitAndTwiceTheAccountIsTwiceTheMargin() {
        String[] lines = {"ESZ6 -75", "C5100 -100", "P4800 250", "C5200 -30", "ESH7 55"};
        String[] turned = {"C5200 -30", "ESH7 55", "P4800 250", "ESZ6 -75", "C5100 -100"};
        String[] twice = {"ESZ6 -150", "C5100 -200", "P4800 500", "C5200 -60", "ESH7 110"};
        MarginReport report = spx().report(spxModel(), lines);
        assertThat(report.maintenanceUsd()).isPositive();
        assertThat(ReportBits.of(spx().report(spxModel(), turned)).size())
                .isEqualTo(ReportBits.of(report).size());
        assertThat(ReportBits.of(spx().report(spxModel(), turned))).isEqualTo(ReportBits.of(report));
        assertThat(spx().report(spxModel(), twice).maintenanceUsd()).isEqualTo(2.0 * report.maintenanceUsd());
    }

    @Test
    void anEmptyAccountNeedsNothing() {
        assertThat(spx().report(spxModel()).maintenanceUsd()).isEqualTo(0.0);
    }

    /// Options lower the requirement by their value, and so are no equity beside it.
    @Test
    void equityIsWithoutOptions() {
        AccountTerms terms = new AccountTerms(Map.of("usd", 1_000_000.0), Map.of());
        AccountResult result = spx().result(spxModel(), terms, "C5100 -50");
        MarginReport report = ((AccountResult.Margined) result).report();
        assertThat(report.figure("equity").orElseThrow().amount()).isEqualTo(1_000_000.0);
        assertThat(report.notes()).contains("equity is without options, whose value the margin counts");
    }

    private static String refusal(VenueMarket market, MarginModel model, String line) {
        return ((AccountResult.Refused) market.result(model, AccountTerms.NONE, line))
                .violations().stream().map(Violation::message).reduce("", String::concat);
    }

    @Test
    void whatCannotBeMarginedIsRefused() {
        assertThat(refusal(grains(), spxModel(), "ZC 5000"))
                .isEqualTo("parameter set test has no combined commodity corn (needed by ZC); give a set that has it");
        MarginModel wide = model("corn", 5_000.0, "{\"price_amount\": 12000, \"volatility_rate\": 0}", "");
        assertThat(refusal(grains(), wide, "ZC 5000"))
                .isEqualTo("the price scan range of ZC is 2.4 and is moved 2.0 times: the price 4.5 would be gone");
    }

    @Test
    void badFilesAreRefusedWithAllThatIsWrong() {
        assertThatThrownBy(() -> model("spx", 0.0, "{\"price_rate\": 2, \"volatility_rate\": -1}", ", \"x\": 1"))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.violations())
                                .map(Violation::message)
                                .contains("unknown key", "price_rate must be above 0 and below 1: 2.0"));
        assertThatThrownBy(() -> model("spx", 1.0, "{\"price_rate\": 0.6, \"volatility_rate\": 0}", ""))
                .hasMessageContaining("price_rate 0.6 times extreme_multiple 2.0 must be below 1");
        assertThatThrownBy(() -> model(
                        "spx",
                        1.0,
                        "{\"price_rate\": 0.1, \"volatility_rate\": 0}",
                        ", \"delivery\": {\"tier\": \"spot\", \"spread_rate\": 0, \"outright_rate\": 0}"))
                .hasMessageContaining("delivery must name one of the tiers [all]: \"spot\"");
    }
}
