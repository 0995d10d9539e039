package io.margrid.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.margrid.host.backend.Backends;
import io.margrid.host.engine.AccountResult;
import io.margrid.host.engine.BookDraft;
import io.margrid.host.engine.BookLine;
import io.margrid.host.engine.MarginEngine;
import io.margrid.host.engine.StageTimes;
import io.margrid.model.deribit.CurrencyParameters;
import io.margrid.model.deribit.DeribitAssumptions;
import io.margrid.model.deribit.DeribitInstruments;
import io.margrid.model.deribit.DeribitParameters;
import io.margrid.model.deribit.DeribitPortfolioMargin;
import io.margrid.model.deribit.GeneralParameters;
import io.margrid.model.deribit.PairParameters;
import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.margin.CurrencyMargin;
import io.margrid.model.margin.Evidence;
import io.margrid.model.margin.MarginReport;
import io.margrid.model.margin.NettingSetMargin;
import io.margrid.model.margin.PositionReport;
import io.margrid.model.market.ForwardSource;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.market.OptionQuote;
import io.margrid.model.market.PairMarket;
import io.margrid.model.revaluation.InstrumentTable;
import io.margrid.model.scenario.Scenario;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every figure of a book that a separate program margined from the written methodology, to 1e-12.
class WorkedExampleTest {
    private static final Offset<Double> CLOSE = within(1e-12);
    private static final CurrencyPair BTC_USD = new CurrencyPair("btc", "usd");

    private final JsonObject file;
    private final MarketSnapshot market;
    private final DeribitPortfolioMargin model;

    WorkedExampleTest() throws IOException {
        file = JsonParser.parseString(
                        new String(Repository.resource("worked_example.derived.json"), StandardCharsets.UTF_8))
                .getAsJsonObject();
        market = market(file);
        model = new DeribitPortfolioMargin(parameters(file.getAsJsonObject("params")));
    }

    private static MarketSnapshot market(JsonObject file) {
        Instant asOf = Instant.ofEpochMilli(file.get("now_ms").getAsLong());
        MarketSnapshot.Builder builder = MarketSnapshot.builder("worked example", ForwardSource.QUOTED)
                .pair(BTC_USD, new PairMarket(asOf, number(file, "index_price"), OptionalDouble.empty()));
        for (JsonElement element : file.getAsJsonArray("positions")) {
            JsonObject position = element.getAsJsonObject();
            Instrument instrument =
                    DeribitInstruments.parse(position.get("name").getAsString());
            if (position.has("iv")) {
                builder.option(
                        instrument,
                        new OptionQuote(number(position, "iv"), number(position, "F"), OptionalDouble.empty()));
            } else {
                builder.future(instrument, number(position, "F"));
            }
        }
        return builder.build();
    }

    private static DeribitParameters parameters(JsonObject params) {
        JsonObject pair = params.getAsJsonObject("pair");
        JsonObject currency = params.getAsJsonObject("currency");
        return new DeribitParameters(
                "worked example",
                LocalDate.of(2024, 6, 17),
                Evidence.OFFICIAL,
                "the exchange's example",
                "00",
                Map.of(
                        BTC_USD,
                        new PairParameters(
                                number(pair, "price_range"),
                                number(pair, "volatility_range_up"),
                                number(pair, "volatility_range_down"),
                                number(pair, "min_volatility_for_shock_up"),
                                number(pair, "short_term_vega_power"),
                                number(pair, "long_term_vega_power"),
                                number(pair, "extended_table_factor"),
                                number(pair, "max_delta_shock"),
                                number(pair, "delta_total_liq_shock_threshold"),
                                number(pair, "m_inc"))),
                Map.of(
                        "btc",
                        new CurrencyParameters(
                                number(currency, "annualised_move_risk"),
                                number(currency, "min_annualised_move"),
                                number(currency, "extended_dampener"),
                                number(currency, "pnl_offset"),
                                number(currency, "max_offsetable_pnl"),
                                0.0,
                                "both",
                                false)),
                new GeneralParameters(
                        number(params, "mm_factor"), pair.get("buckets_count").getAsInt(), 3),
                DeribitParameters.PUBLISHED_EXTENDED_MOVES,
                Map.of(),
                DeribitAssumptions.DEFAULT);
    }

    private static double number(JsonObject object, String field) {
        return object.get(field).getAsDouble();
    }

    private MarginReport report(String backend) {
        List<BookLine> lines = new ArrayList<>();
        for (JsonElement element : file.getAsJsonArray("positions")) {
            JsonObject position = element.getAsJsonObject();
            BigDecimal size = position.get("size").getAsBigDecimal();
            lines.add(new BookLine(lines.size(), position.get("name").getAsString(), size));
        }
        BookDraft draft = new BookDraft("a", lines, Map.of(), (row, field) -> field + row, lines.size(), List.of());
        try (MarginEngine engine = new MarginEngine(Backends.open(backend))) {
            AccountResult result = engine.evaluate(model, market, List.of(draft), new StageTimes())
                    .results()
                    .getFirst();
            return ((AccountResult.Margined) result).report();
        }
    }

    @Test
    void intermediateFigures() {
        JsonObject expected = file.getAsJsonObject("intermediate");
        Instrument call = DeribitInstruments.parse("BTC-28JUN24-75000-C");
        InstrumentTable table = model.plan(List.of(call), market).instruments();
        double years = table.years()[0];
        assertThat(years).isCloseTo(number(expected, "T"), CLOSE);
        assertThat(365.0 * years).isCloseTo(number(expected, "dte"), CLOSE);
        // Shocks stand in the order up, same, down.
        double up = table.shockedDeviation()[0] / Math.sqrt(years);
        assertThat(up).isCloseTo(number(expected, "vol_up"), CLOSE);
        assertThat(table.shockedDeviation()[2] / Math.sqrt(years)).isCloseTo(number(expected, "vol_down"), CLOSE);
        assertThat((up / 0.58 - 1.0) / 0.5).isCloseTo(number(expected, "vol_scale"), CLOSE);
    }

    @ParameterizedTest
    @MethodSource("io.margrid.host.Repository#backends")
    void valueAndDelta(String backend) {
        JsonObject expected = file.getAsJsonObject("intermediate");
        PositionReport option = position(report(backend), "BTC-28JUN24-75000-C");
        double value = option.risk().unit().value();
        assertThat(value).isCloseTo(number(expected, "value_coin"), CLOSE);
        assertThat(value * option.risk().unit().forward() / number(expected, "value_usd"))
                .isCloseTo(1.0, CLOSE);
        assertThat(option.risk().unit().delta()).isCloseTo(number(expected, "delta_bs"), CLOSE);
    }

    private static PositionReport position(MarginReport report, String name) {
        return report.positions().stream()
                .filter(p -> p.risk().unit().instrument().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("io.margrid.host.Repository#backends")
    void vectorsOfInstrumentsAndOfTheBook(String backend) {
        MarginReport report = report(backend);
        JsonObject expected = file.getAsJsonObject("expected");
        JsonObject instruments = expected.getAsJsonObject("instrument_vectors");
        assertThat(report.positions()).hasSize(instruments.size());
        for (String name : instruments.keySet()) {
            close(name, position(report, name).risk().vector(), instruments.getAsJsonObject(name));
        }
        NettingSetMargin set = report.currencies().getFirst().sets().getFirst();
        close("pre_aggregated", set.preAggregated(), expected.getAsJsonObject("pre_aggregated"));
        close("aggregated", set.aggregated(), expected.getAsJsonObject("aggregated"));
    }

    private static void close(String name, double[] actual, JsonObject tables) {
        double[] standard = numbers(tables, "standard");
        double[] extended = numbers(tables, "extended");
        assertThat(standard).hasSize(27);
        assertThat(extended).hasSize(8);
        assertThat(Arrays.copyOf(actual, 27)).as("%s, standard", name).containsExactly(standard, CLOSE);
        assertThat(Arrays.copyOfRange(actual, 27, actual.length))
                .as("%s, extended", name)
                .containsExactly(extended, CLOSE);
    }

    private static double[] numbers(JsonObject tables, String table) {
        return tables.getAsJsonArray(table).asList().stream()
                .mapToDouble(JsonElement::getAsDouble)
                .toArray();
    }

    @ParameterizedTest
    @MethodSource("io.margrid.host.Repository#backends")
    void worstCaseShocksAndMargins(String backend) {
        JsonObject expected = file.getAsJsonObject("expected");
        CurrencyMargin btc = report(backend).currencies().getFirst();
        for (String component : List.of("worst_case", "roll_shock", "delta_shock", "risk_matrix_margin")) {
            assertThat(btc.component(component)).as(component).isCloseTo(number(expected, component), CLOSE);
        }
        assertThat(btc.initial()).isEqualTo(number(expected, "initial_margin"));
        assertThat(btc.maintenance()).isCloseTo(number(expected, "maintenance_margin"), CLOSE);
        NettingSetMargin set = btc.sets().getFirst();
        Scenario worst = set.grid().get(set.worst().orElseThrow().worst().scenario());
        JsonObject bucket = expected.getAsJsonObject("worst_case_bucket");
        assertThat(worst.table().name())
                .isEqualToIgnoringCase(bucket.get("source").getAsString());
        assertThat(worst.indexInTable()).isEqualTo(bucket.get("index").getAsInt());
        assertThat(worst.bucket()).isEqualTo(bucket.get("bucket").getAsInt());
        assertThat(worst.priceMove()).as("side right").isPositive();
    }
}
