package io.margrid.host.deribit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.market.ForwardSource;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.market.OptionQuote;
import io.margrid.model.market.PairMarket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarketReaderTest {
    private static final CurrencyPair BTC = CurrencyPair.parse("btc_usd");
    private static final CurrencyPair ETH = CurrencyPair.parse("eth_usd");
    private static final Instant NOW = Instant.parse("2026-09-01T00:00:00Z");

    /// An instant before [#NOW], in the milliseconds of the exchange: 2026-05-22T14:33:54.086Z.
    private static final long T = 1779460434086L;

    private static final String OPTION = """
        {"instrument_name":"BTC-26JUN26-70000-C","mark_iv":58.00,"mark_price":0.1,"underlying_price":70000.5,\
        "index_price":70010.25,"creation_timestamp":1779460434086}\
        """;

    private static MarketOptions options(ForwardSource forwards) {
        return new MarketOptions(forwards, Optional.empty(), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static MarketOptions at(String instant) {
        return new MarketOptions(
                ForwardSource.QUOTED, Optional.of(Instant.parse(instant)), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static LoadedMarket read(SourceFile... sources) {
        return MarketReader.read(List.of(sources), options(ForwardSource.QUOTED));
    }

    private static LoadedMarket read(String json) {
        return read(Sources.text("m.json", json));
    }

    private static List<String> violations(SourceFile... sources) {
        return Sources.violations(() -> read(sources));
    }

    private static List<String> violations(String json) {
        return violations(Sources.text("m.json", json));
    }

    private static PairMarket pair(LoadedMarket market, CurrencyPair pair) {
        return market.snapshot().pair(pair).orElseThrow();
    }

    @Nested
    class RealAnswers {
        @Test
        void collectorsChain() {
            LoadedMarket market = read(
                    Sources.resource("chain_20260328/book_summary_option_BTC.json"),
                    Sources.resource("chain_20260328/book_summary_option_ETH.json"),
                    Sources.resource("chain_20260328/futures_BTC.json"));
            MarketSnapshot snapshot = market.snapshot();
            assertThat(snapshot.id())
                    .isEqualTo("book_summary_option_BTC.json, book_summary_option_ETH.json, futures_BTC.json");
            assertThat(snapshot.options()).hasSize(18);
            assertThat(snapshot.option("BTC-29MAR26-58000-C"))
                    .contains(new OptionQuote(0.8682, 66324.23984126873, OptionalDouble.of(0.12552175)));
            assertThat(snapshot.futureMarks()).isEqualTo(Map.of("BTC-3APR26", 66301.88, "BTC-26JUN26", 66712.92));
            assertThat(pair(market, BTC).asOf()).isEqualTo("2026-03-28T09:29:00Z");
            assertThat(pair(market, BTC).index()).isEqualTo(66315.95);
            assertThat(pair(market, BTC).estimatedDelivery()).isEmpty();
            assertThat(pair(market, ETH).asOf()).isEqualTo("2026-03-28T09:31:00Z");
            assertThat(market.notes()).containsExactly("btc_usd: 1 future without mark price left out: BTC-PERPETUAL");
        }

        @Test
        @DisplayName("forwards of parity_forwards_BTC.json, there from all strikes of the expiry")
        void parityForwards() {
            MarketSnapshot snapshot = MarketReader.read(
                            List.of(
                                    Sources.resource("chain_20260328/book_summary_option_BTC.json"),
                                    Sources.resource("chain_20260328/book_summary_option_ETH.json")),
                            options(ForwardSource.PARITY))
                    .snapshot();
            assertThat(snapshot.forwardSource()).isEqualTo(ForwardSource.PARITY);
            assertThat(forward(snapshot, "BTC-29MAR26-58000-C")).isCloseTo(66324.2531, within(1e-3));
            assertThat(forward(snapshot, "BTC-29MAR26-68000-P")).isCloseTo(66324.2531, within(1e-3));
            assertThat(forward(snapshot, "BTC-26JUN26-40000-C")).isCloseTo(66712.92, within(1e-3));
            // A mark of zero is rounded like any other mark, so its strike counts like any other.
            assertThat(snapshot.option("ETH-29MAR26-2500-C").orElseThrow().markPrice())
                    .hasValue(0.0);
            assertThat(forward(snapshot, "ETH-29MAR26-2000-C")).isCloseTo(1997.778, within(2e-3));
        }

        private double forward(MarketSnapshot snapshot, String option) {
            return snapshot.option(option).orElseThrow().forward();
        }

        @Test
        void untouchedAnswers() {
            LoadedMarket market = read(
                    Sources.resource("raw_20260522/book_summary_future.json"),
                    Sources.resource("raw_20260522/book_summary_option.json"),
                    Sources.resource("raw_20260522/get_instruments_future.json"),
                    Sources.resource("raw_20260522/get_instruments_option.json"),
                    Sources.resource("raw_20260522/ticker_perpetual.json"));
            assertThat(pair(market, BTC).asOf()).isEqualTo("2026-05-22T14:33:55.579Z");
            assertThat(pair(market, BTC).index()).isEqualTo(76735.99);
            assertThat(pair(market, BTC).estimatedDelivery()).hasValue(76735.99);
            assertThat(market.snapshot().options()).hasSize(5);
            assertThat(market.snapshot().option("BTC-23MAY26-69000-P"))
                    .contains(new OptionQuote(0.586, 76736.07, OptionalDouble.of(1.3e-7)));
            assertThat(market.snapshot().futureMarks())
                    .isEqualTo(Map.of("BTC-5JUN26", 76783.36, "BTC-25SEP26", 77359.51, "BTC-PERPETUAL", 76756.11));
            assertThat(market.notes())
                    .containsExactly("1 instrument quoted more than once with different values, the newest row counts:"
                            + " BTC-PERPETUAL");
        }

        @Test
        void positions() {
            LoadedMarket market = MarketReader.read(
                    List.of(Sources.resource("positions/get_positions.json")), at("2019-11-25T12:00:00Z"));
            assertThat(pair(market, BTC).index()).isEqualTo(7466.79);
            assertThat(market.snapshot().futureMark("BTC-PERPETUAL")).hasValue(7476.65);
        }

        @Test
        void derivedFileIsLeftOutOfAFolderAndRefusedWhenNamed() {
            String parity = """
                {"_meta":{"currency":"BTC"},"result":[
                {"expiration_timestamp":1774771200000,"underlying_index":"SYN.BTC-29MAR26"}
                ]}\
                """;
            assertThat(read(Sources.found("parity.json", parity), Sources.text("m.json", OPTION))
                            .notes())
                    .containsExactly(
                            "parity.json left out: it holds no quotes, instruments or index price in the form of"
                                    + " the exchange's answers");
            assertThat(violations(Sources.resource("chain_20260328/parity_forwards_BTC.json")))
                    .containsExactly("parity_forwards_BTC.json: holds no quotes, instruments or index price in the form"
                            + " of the exchange's answers");
        }
    }

    @Nested
    class Volatility {
        @ParameterizedTest
        @CsvSource({
            "58.00, 0.58",
            "58, 0.58",
            "58.60, 0.586",
            "86.82, 0.8682",
            "35.33, 0.3533",
            "0.07, 0.0007",
            "5.8e1, 0.58",
            "194.55, 1.9455",
            "0, 0",
            "-0, 0",
            "10000, 100",
            "1e-999999999, 0",
            "29.01, 0.2901"
        })
        void percentBecomesTheDoubleOfTheFraction(String percent, String fraction) {
            LoadedMarket market = read(OPTION.replace("58.00", percent));
            OptionQuote quote = market.snapshot().option("BTC-26JUN26-70000-C").orElseThrow();
            assertThat(Double.doubleToRawLongBits(quote.markVolatility()))
                    .isEqualTo(Double.doubleToRawLongBits(Double.parseDouble(fraction)));
        }

        @ParameterizedTest
        @ValueSource(strings = {"\"mark_iv\":null,", ""})
        void missingIsANote(String field) {
            LoadedMarket market = read(OPTION.replace("\"mark_iv\":58.00,", field));
            assertThat(market.snapshot().options()).isEmpty();
            assertThat(market.notes())
                    .containsExactly("btc_usd: 1 option without mark volatility left out: BTC-26JUN26-70000-C");
        }

        @Test
        void missingForwardIsANote() {
            LoadedMarket market = read(OPTION.replace("70000.5", "null"));
            assertThat(market.notes())
                    .containsExactly("btc_usd: 1 option without underlying_price left out: BTC-26JUN26-70000-C");
        }

        @Test
        void missingMarkIsFine() {
            LoadedMarket market = read(OPTION.replace("0.1,", "null,"));
            assertThat(market.snapshot()
                            .option("BTC-26JUN26-70000-C")
                            .orElseThrow()
                            .markPrice())
                    .isEmpty();
            assertThat(market.notes()).isEmpty();
        }
    }

    @Nested
    class Parity {
        private LoadedMarket parity(String... rows) {
            return MarketReader.read(
                    List.of(Sources.text("m.json", "[" + String.join(",", rows) + "]")), options(ForwardSource.PARITY));
        }

        private String row(String name, double mark) {
            return "{\"instrument_name\":\"%s\",\"mark_iv\":50,\"mark_price\":%s,\"index_price\":90,\"timestamp\":%d}"
                    .formatted(name, mark, T);
        }

        @Test
        void linear() {
            LoadedMarket market = parity(row("SOL_USDC-26JUN26-90-C", 8.5), row("SOL_USDC-26JUN26-90-P", 6.25));
            assertThat(market.snapshot()
                            .option("SOL_USDC-26JUN26-90-P")
                            .orElseThrow()
                            .forward())
                    .isEqualTo(92.25);
            assertThat(pair(market, CurrencyPair.parse("sol_usdc")).index()).isEqualTo(90.0);
        }

        @Test
        void expiryWithoutPair() {
            LoadedMarket market = parity(
                    row("SOL_USDC-26JUN26-90-C", 8.5),
                    row("SOL_USDC-26JUN26-90-P", 6.25),
                    row("SOL_USDC-25SEP26-90-C", 12),
                    row("SOL_USDC-25SEP26-95-P", 12));
            assertThat(market.snapshot().options()).hasSize(2);
            assertThat(market.notes())
                    .containsExactly(
                            "sol_usdc: 2 options without parity forward for expiry 2026-09-25T08:00:00Z left out:"
                                    + " SOL_USDC-25SEP26-90-C, SOL_USDC-25SEP26-95-P");
        }
    }

    @Nested
    class Index {
        private static final String FUTURE =
                "{\"instrument_name\":\"BTC-PERPETUAL\",\"mark_price\":100,%s\"timestamp\":1779460434086}";

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "btc_usd.json",
                    "BTC_USD.json",
                    "get_index_price_btc_usd.json",
                    "deribit-index-btc_usd.2026.json"
                })
        void answerNamedByItsFile(String name) {
            LoadedMarket market = read(
                    Sources.text("m.json", FUTURE.formatted("\"index_price\":99.9,")),
                    Sources.text(
                            name,
                            "{\"result\":{\"index_price\":100.25,\"estimated_delivery_price\":100.5},\"usIn\":1}"));
            assertThat(pair(market, BTC).index()).isEqualTo(100.25);
            assertThat(pair(market, BTC).estimatedDelivery()).hasValue(100.5);
            assertThat(market.notes()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"index_price\":3.5,\"index_name\":\"sol_usdc\"}",
                    "{\"result\":{\"index_price\":3.5,\"index_name\":\"sol_usdc\"}}",
                    "{\"result\":{\"index_price\":3.5},\"method\":\"m\",\"params\":{\"index_name\":\"sol_usdc\"}}",
                    "{\"params\":{\"index_name\":\"sol_usdc\",\"x\":{}},\"result\":{\"index_price\":3.5}}"
                })
        void answerThatNamesItsPair(String json) {
            LoadedMarket market = read(
                    Sources.text("x.json", json), Sources.text("m.json", FUTURE.formatted("\"index_price\":99.9,")));
            assertThat(pair(market, CurrencyPair.parse("sol_usdc")))
                    .isEqualTo(new PairMarket(Instant.ofEpochMilli(T), 3.5, OptionalDouble.empty()));
            assertThat(market.notes())
                    .containsExactly("sol_usdc: no row tells when it was seen; taken as of the newest other pair,"
                            + " 2026-05-22T14:33:54.086Z");
        }

        @Test
        void answerWithoutPair() {
            assertThat(violations(Sources.text("index.json", "{\"result\":{\"index_price\":3.5}}")))
                    .containsExactly(
                            "index.json $.result.index_price: of which pair? The answer does not say, so call the"
                                    + " file after it, for example btc_usd.json");
        }

        @Test
        void answerWithABadPair() {
            assertThat(violations("{\"result\":{\"index_price\":3.5,\"index_name\":\"btcusd\"}}"))
                    .containsExactly("m.json $.result.index_name: a pair is written base_quote, for example btc_usd:"
                            + " \"btcusd\"");
        }

        @Test
        void lastAnswerCounts() {
            LoadedMarket market = MarketReader.read(
                    List.of(
                            Sources.text("a_btc_usd.json", "{\"index_price\":100}"),
                            Sources.text("b_btc_usd.json", "{\"index_price\":100.1}")),
                    at("2026-05-22T14:00:00Z"));
            assertThat(pair(market, BTC).index()).isEqualTo(100.1);
        }

        @Test
        void newestRowCounts() {
            LoadedMarket market = read("""
                [{"instrument_name":"BTC-PERPETUAL","mark_price":100,"index_price":101,"timestamp":1779460434090},
                 {"instrument_name":"BTC-26JUN26","mark_price":100,"index_price":100,"timestamp":1779460434089}]\
                """);
            assertThat(pair(market, BTC).index()).isEqualTo(101.0);
            assertThat(market.notes())
                    .containsExactly("btc_usd: index prices differ by 1.00 %, from 100.0 to 101.0; used: 101.0");
        }

        @Test
        void medianOfRowsWithoutInstant() {
            LoadedMarket market = MarketReader.read(List.of(Sources.text("m.json", """
                [{"instrument_name":"BTC-PERPETUAL","mark_price":100,"ticker":{"x":[],"index_price":100.1}},
                 {"instrument_name":"BTC-26JUN26","mark_price":100,"index_price":100},
                 {"instrument_name":"BTC-25SEP26","mark_price":100,"ticker":null},
                 {"instrument_name":"BTC-25DEC26","mark_price":100,"index_price":100.2},
                 {"instrument_name":"BTC-26MAR27","mark_price":100,"index_price":100.5}]\
                """)), at("2026-05-22T14:00:00Z"));
            assertThat(pair(market, BTC).index()).isEqualTo((100.1 + 100.2) / 2.0);
            assertThat(market.notes()).isEmpty();
        }

        @Test
        void underlyingOfOptionsOnTheIndex() {
            LoadedMarket market = read("""
                {"instrument_name":"BTC-23MAY26-70000-C","mark_iv":50,"underlying_price":70000.5,\
                "underlying_index":"index_price","timestamp":1779460434086,"estimated_delivery_price":70000.6}\
                """);
            assertThat(pair(market, BTC).index()).isEqualTo(70000.5);
            assertThat(market.notes())
                    .containsExactly("btc_usd: index 70000.5 is the underlying_price of options on the index");
        }

        @Test
        void estimatedDeliveryOutsideTheSettlementWindow() {
            LoadedMarket market = read(FUTURE.formatted("\"estimated_delivery_price\":99.5,"));
            assertThat(pair(market, BTC).index()).isEqualTo(99.5);
            assertThat(market.notes())
                    .containsExactly(
                            "btc_usd: index 99.5 is the estimated_delivery_price, which equals the index outside"
                                    + " the settlement window");
        }

        @ParameterizedTest
        @CsvSource({
            "2026-05-22T07:29:59.999Z, true",
            "2026-05-22T07:30:00Z, false",
            "2026-05-22T07:59:59.999Z, false",
            "2026-05-22T08:00:00Z, true"
        })
        void estimatedDeliveryIsNoIndexInsideTheWindow(String instant, boolean used) {
            LoadedMarket market = MarketReader.read(
                    List.of(Sources.text("m.json", FUTURE.formatted("\"estimated_delivery_price\":99.5,"))),
                    at(instant));
            assertThat(market.snapshot().pair(BTC).isPresent()).isEqualTo(used);
        }

        @Test
        void noIndexIsANote() {
            LoadedMarket market = read(FUTURE.formatted(""));
            assertThat(market.snapshot().pairs()).isEmpty();
            assertThat(market.snapshot().futureMark("BTC-PERPETUAL")).hasValue(100.0);
            assertThat(market.notes())
                    .containsExactly(
                            "btc_usd has no index price, so nothing on it can be margined: add a get_index_price"
                                    + " answer");
        }
    }

    @Nested
    class AsOf {
        private static final String ROW =
                "{\"instrument_name\":\"BTC-26JUN26\",\"mark_price\":100,\"index_price\":99%s}";

        @Test
        void optionWins() {
            LoadedMarket market =
                    MarketReader.read(List.of(Sources.text("m.json", OPTION)), at("2099-01-01T00:00:00Z"));
            assertThat(pair(market, BTC).asOf()).isEqualTo("2099-01-01T00:00:00Z");
        }

        @Test
        void newestRow() {
            LoadedMarket market = read("[%s,%s]"
                    .formatted(
                            ROW.formatted(",\"creation_timestamp\":" + (T + 60_000)),
                            ROW.replace("26JUN26", "25SEP26").formatted(",\"timestamp\":" + T)));
            assertThat(pair(market, BTC).asOf()).isEqualTo(Instant.ofEpochMilli(T + 60_000));
            assertThat(market.notes()).isEmpty();
        }

        @Test
        void rowsThatSpanMoreThanAMinute() {
            LoadedMarket market = read("[%s,%s]"
                    .formatted(
                            ROW.formatted(",\"creation_timestamp\":" + (T + 60_001)),
                            ROW.replace("26JUN26", "25SEP26").formatted(",\"timestamp\":" + T)));
            assertThat(market.notes())
                    .containsExactly(
                            "btc_usd: rows span 60 s, from 2026-05-22T14:33:54.086Z to 2026-05-22T14:34:54.087Z");
        }

        @ParameterizedTest
        @ValueSource(strings = {"{\"_meta\":%s,\"result\":[%s]}", "{\"_meta\":%s,\"x\":0,\"result\":%s}"})
        void valuationMinuteOfTheFile(String form) {
            String meta = "{\"note\":[1],\"valuation_minute_ms\":1774690140000}";
            LoadedMarket market = read(form.formatted(meta, ROW.formatted(",\"timestamp\":" + T)));
            assertThat(pair(market, BTC).asOf()).isEqualTo("2026-03-28T09:29:00Z");
        }

        @Test
        void valuationMinuteAfterTheRows() {
            LoadedMarket market = read(
                    "{\"result\":[%s],\"_meta\":{\"valuation_minute_ms\":1774690140000}}".formatted(ROW.formatted("")));
            assertThat(pair(market, BTC).asOf()).isEqualTo("2026-03-28T09:29:00Z");
        }

        @Test
        void none() {
            assertThat(violations(ROW.formatted("")))
                    .containsExactly("btc_usd: no row tells when the market was seen (creation_timestamp or timestamp):"
                            + " give --at with the instant");
        }

        @Test
        void listingDateOfAnInstrumentIsNoInstant() {
            assertThat(violations(
                            Sources.text("m.json", ROW.formatted("")),
                            Sources.resource("raw_20260522/get_instruments_future.json")))
                    .containsExactly("btc_usd: no row tells when the market was seen (creation_timestamp or timestamp):"
                            + " give --at with the instant");
        }

        @Test
        void fiveMinutesInTheFutureAreTolerated() {
            long limit = NOW.plus(Duration.ofMinutes(5)).toEpochMilli();
            assertThat(pair(read(ROW.formatted(",\"timestamp\":" + limit)), BTC).asOf())
                    .isEqualTo(Instant.ofEpochMilli(limit));
            assertThat(violations(ROW.formatted(",\"timestamp\":" + (limit + 1))))
                    .containsExactly("btc_usd: the market is dated in the future: 2026-09-01T00:05:00.001Z, and it is"
                            + " 2026-09-01T00:00:00Z; give --at to override");
        }

        @Test
        void pairsHaveTheirOwn() {
            LoadedMarket market = read("[%s,%s]"
                    .formatted(
                            ROW.formatted(",\"timestamp\":" + T),
                            ROW.replace("BTC", "ETH").formatted(",\"timestamp\":" + (T + 120_000))));
            assertThat(pair(market, BTC).asOf()).isEqualTo(Instant.ofEpochMilli(T));
            assertThat(pair(market, ETH).asOf()).isEqualTo(Instant.ofEpochMilli(T + 120_000));
            assertThat(market.notes()).isEmpty();
        }
    }

    @Nested
    class Duplicates {
        private String row(double mark, String time) {
            return "{\"instrument_name\":\"BTC-26JUN26\",\"mark_price\":%s,\"index_price\":99%s}".formatted(mark, time);
        }

        @Test
        void newestOverFilesCounts() {
            LoadedMarket market = read(
                    Sources.text("new.json", row(101, ",\"timestamp\":" + (T + 1))),
                    Sources.text("old.json", row(100, ",\"timestamp\":" + T)));
            assertThat(market.snapshot().futureMark("BTC-26JUN26")).hasValue(101.0);
            assertThat(market.notes())
                    .containsExactly("1 instrument quoted more than once with different values, the newest row counts:"
                            + " BTC-26JUN26");
        }

        @Test
        void valuationMinuteDatesRowsWithoutInstant() {
            LoadedMarket market = read(
                    Sources.text(
                            "new.json",
                            "{\"_meta\":{\"valuation_minute_ms\":1779460500000},\"result\":[%s]}"
                                    .formatted(row(101, ""))),
                    Sources.text("old.json", row(100, ",\"timestamp\":" + T)));
            assertThat(market.snapshot().futureMark("BTC-26JUN26")).hasValue(101.0);
        }

        @Test
        void equalValuesAreNoNews() {
            assertThat(read("[%s,%s]".formatted(row(100, ",\"timestamp\":" + T), row(100, ",\"timestamp\":" + (T + 9))))
                            .notes())
                    .isEmpty();
        }

        @Test
        void rowWithoutMarkNeverReplacesOneWith() {
            LoadedMarket market = read(
                    Sources.text("old.json", row(100, ",\"timestamp\":" + T)),
                    Sources.text("new.json", row(1, ",\"timestamp\":" + (T + 1)).replace("1.0", "null")));
            assertThat(market.snapshot().futureMark("BTC-26JUN26")).hasValue(100.0);
            assertThat(market.notes()).isEmpty();
        }

        @Test
        void sameKeyTwiceInARow() {
            LoadedMarket market = read("""
                {"instrument_name":"BTC-26JUN26","mark_price":1,"mark_price":2,"index_price":3,\
                "timestamp":1779460434086}\
                """);
            assertThat(market.snapshot().futureMark("BTC-26JUN26")).hasValue(2.0);
        }
    }

    @Nested
    class OtherRows {
        @Test
        void spotAndCombinationsAreLeftOut() {
            LoadedMarket market = read("""
                [{"instrument_name":"BTC_USDC","mark_price":null,"creation_timestamp":1779460434086},
                 {"instrument_name":"BTC-FS-26JUN26_PERP","mark_price":10,"creation_timestamp":1779460434086},
                 {"instrument_name":"BTC-STRG-26JUN26-60000_80000","mark_price":0.1,"mark_iv":null},
                 {"instrument_name":"BTC-STRD-26JUN26-60000","mark_price":0.1},
                 %s]\
                """.formatted(OPTION));
            assertThat(market.snapshot().instruments()).containsOnlyKeys("BTC-26JUN26-70000-C");
            assertThat(market.notes()).containsExactly("m.json: 4 rows of spot pairs or combinations left out");
        }

        @Test
        void emptyAnswerIsANote() {
            assertThat(read(Sources.text("e.json", "{\"result\":[]}"), Sources.text("m.json", OPTION))
                            .notes())
                    .containsExactly("e.json: the answer is an empty list");
            assertThat(violations("{\"result\":[]}")).containsExactly("no market data in m.json");
        }

        @Test
        void noFiles() {
            assertThat(Sources.violations(() -> read())).containsExactly("no market files given");
        }

        @Test
        void otherContractSizeIsANote() {
            LoadedMarket market =
                    read(OPTION.replace("\"mark_iv\"", "\"contract_size\":0.01,\"kind\":\"option\",\"mark_iv\""));
            assertThat(market.notes())
                    .containsExactly("m.json: contract_size differs from what is known of BTC-26JUN26-70000-C (0.01"
                            + " instead of 1.0); no figure depends on it");
        }

        @Test
        void byteOrderMark() {
            assertThat(read("\uFEFF" + OPTION).snapshot().options()).hasSize(1);
        }
    }

    @Nested
    class BadFiles {
        @ParameterizedTest(name = "{1}")
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '~',
                value = {
                    "~~|is empty",
                    "~  \n ~|is empty",
                    "<!DOCTYPE html><html></html>|HTML \"<!DOCTYPE html><html></html>\"",
                    "instrument,size|is not a JSON object or list: it begins with \"instrument,size\"",
                    "12|is not a JSON object or list: it begins with \"12\"",
                    "NaN|is not a JSON object or list: it begins with \"NaN\"",
                    "{\"result\":[{\"mark_iv\":58|ends too early at line 1, column 25, $.result[0].mark_iv: was it cut"
                            + " off?",
                    "[|ends too early at line 1, column 2, $[0]: was it cut off?",
                    "{\"result\":[]]|INVALID 14, $.result: Unterminated object",
                    "[] []|INVALID 5, $: STRICT",
                    "[{\"volume\":NaN}]|INVALID 12, $[0].volume: STRICT",
                    "{'result':[]}|INVALID 3, $.: STRICT",
                    "{\"jsonrpc\":\"2.0\",\"error\":{\"message\":\"Invalid"
                            + " params\",\"data\":{\"param\":\"currency\"},\"code\":-32602},\"testnet\":false}|ERROR"
                            + " \"Invalid params\" (code -32602)",
                    "{\"error\":\"gone\"}|ERROR \"gone\"",
                    "{\"result\":null}|NOTHING",
                    "{\"result\":\"ok\"}|NOTHING",
                    "{\"data\":[{\"instrument_name\":\"BTC-PERPETUAL\"}]}|NOTHING",
                    "[1,2]|NOTHING",
                    "{\"result\":{\"trades\":[]}}|NOTHING",
                    "[{\"trade_id\":\"1\",\"instrument_name\":\"BTC-PERPETUAL\",\"mark_price\":1}]|NOTHING",
                })
        void wholeFile(String content, String message) {
            assertThat(violations(content))
                    .containsExactly("m.json: "
                            + message.replace("STRICT", "NaN, Infinity, comments and unquoted text are not allowed")
                                    .replace("INVALID", "is not valid JSON at line 1, column")
                                    .replace("HTML", "is HTML or XML, not JSON: it begins with")
                                    .replace("ERROR", "is an error answer of the exchange:")
                                    .replace(
                                            "NOTHING",
                                            "holds no quotes, instruments or index price in the form of the exchange's"
                                                    + " answers"));
        }

        @Test
        void notUtf8() {
            assertThat(violations(Sources.bytes("m.json", new byte[] {'[', '"', (byte) 0xC3, '"', ']'})))
                    .containsExactly("m.json: is not UTF-8 text");
        }

        @Test
        void unreadable() {
            assertThat(violations(Sources.resource("nowhere.json")))
                    .containsExactly("nowhere.json: cannot be read: java.io.FileNotFoundException: no resource"
                            + " nowhere.json beside io.margrid.host.deribit.Sources");
        }

        @Test
        void nestedTooDeep() {
            assertThat(violations("{\"x\":" + "[".repeat(300)))
                    .singleElement()
                    .asString()
                    .startsWith("m.json: is not valid JSON at line 1, column ")
                    .endsWith("Nesting limit 255 reached");
        }

        @Test
        void sizeLimit() {
            SourceFile source = Sources.text("m.json", OPTION);
            assertThat(MarketReader.read(List.of(source), options(ForwardSource.QUOTED), OPTION.length())
                            .snapshot()
                            .options())
                    .hasSize(1);
            assertThat(Sources.violations(() ->
                            MarketReader.read(List.of(source), options(ForwardSource.QUOTED), OPTION.length() - 1)))
                    .containsExactly("m.json: is larger than %d bytes".formatted(OPTION.length() - 1));
            assertThat(SourceFile.MAX_BYTES).isEqualTo(1_073_741_824L);
        }

        @Test
        void allFilesAreChecked() {
            assertThat(violations(
                            Sources.text("a.json", ""),
                            Sources.text("b.json", "<html>"),
                            Sources.text("c.json", OPTION.replace("58.00", "-1"))))
                    .containsExactly(
                            "a.json: is empty",
                            "b.json: is HTML or XML, not JSON: it begins with \"<html>\"",
                            "c.json $.mark_iv: must be a volatility in percent, from 0 to 10000: -1");
        }
    }

    @Nested
    class BadRows {
        @ParameterizedTest(name = "{0}")
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '~',
                value = {
                    "\"mark_iv\":NaN|.mark_iv: PERCENT: NaN",
                    "\"mark_iv\":Infinity|.mark_iv: PERCENT: Infinity",
                    "\"mark_iv\":-Infinity|.mark_iv: PERCENT: -Infinity",
                    "\"mark_iv\":\"NaN\"|.mark_iv: PERCENT: NaN",
                    "\"mark_iv\":-0.01|.mark_iv: PERCENT: -0.01",
                    "\"mark_iv\":10000.01|.mark_iv: PERCENT: 10000.01",
                    "\"mark_iv\":1e999|.mark_iv: PERCENT: 1e999",
                    "\"mark_iv\":\"58\"|.mark_iv: PERCENT: \"58\"",
                    "\"mark_iv\":true|.mark_iv: PERCENT: true",
                    "\"mark_iv\":[58]|.mark_iv: PERCENT: a list",
                    "\"mark_iv\":{}|.mark_iv: PERCENT: an object",
                    "\"underlying_price\":0|.underlying_price: ABOVE_0: 0",
                    "\"underlying_price\":-1|.underlying_price: ABOVE_0: -1",
                    "\"underlying_price\":1.1e12|.underlying_price: ABOVE_0: 1.1e12",
                    "\"underlying_price\":NaN|.underlying_price: ABOVE_0: NaN",
                    "\"mark_price\":-0.1|.mark_price: AT_LEAST_0: -0.1",
                    "\"mark_price\":\"\"|.mark_price: AT_LEAST_0: \"\"",
                    "\"index_price\":0|.index_price: ABOVE_0: 0",
                    "\"estimated_delivery_price\":-3|.estimated_delivery_price: ABOVE_0: -3",
                    "\"ticker\":{\"index_price\":NaN}|.ticker.index_price: ABOVE_0: NaN",
                    "\"timestamp\":1779460434|.timestamp: MILLIS: 1779460434",
                    "\"timestamp\":1779460434086000|.timestamp: MILLIS: 1779460434086000",
                    "\"timestamp\":1779460434086.5|.timestamp: MILLIS: 1779460434086.5",
                    "\"creation_timestamp\":\"2026-05-22\"|.creation_timestamp: MILLIS: \"2026-05-22\"",
                    "\"instrument_name\":7|.instrument_name: must be text: 7",
                    "\"instrument_name\":\"BTC-31FEB26-1-C\"|.instrument_name: NO_NAME \"BTC-31FEB26-1-C\""
                            + " (\"31FEB26\" is not a day of the calendar)",
                    "\"instrument_name\":\"BTC-X7MAR26-80000-C\"|.instrument_name: NO_NAME \"BTC-X7MAR26-80000-C\""
                            + " (\"X7MAR26\" is not a date such as 27MAR26)",
                    "\"instrument_name\":\"AAPL\"|.instrument_name: NO_NAME \"AAPL\" (a currency alone is not an"
                            + " instrument)",
                    "\"strike\":71000|.strike: is 71000.0, but by its name NAME has the strike 70000.0",
                    "\"option_type\":\"put\"|.option_type: is \"put\", but by its name NAME is a call",
                    "\"expiration_timestamp\":1782460800001|.expiration_timestamp: is 2026-06-26T08:00:00.001Z, but by"
                            + " its name NAME expires at 2026-06-26T08:00:00Z",
                })
        void field(String field, String message) {
            // The last of two equal keys counts, so the field takes the place of the good one.
            String row = OPTION.substring(0, OPTION.length() - 1) + "," + field + "}";
            String place = "m.json $.result[1]";
            List<String> found = new ArrayList<>(violations("{\"result\":[%s,%s]}".formatted(OPTION, row)));
            found.remove(place + ".instrument_name: is missing");
            assertThat(found)
                    .containsExactly(place
                            + message.replace("PERCENT", "must be a volatility in percent, from 0 to 10000")
                                    .replace("ABOVE_0", "must be a number above 0 and at most 1e+12")
                                    .replace("AT_LEAST_0", "must be a number of at least 0 and at most 1e+12")
                                    .replace("MILLIS", "must be milliseconds since 1970, such as 1779460434086")
                                    .replace("NO_NAME", "not a Deribit instrument name:")
                                    .replace("its name NAME", "its name BTC-26JUN26-70000-C"));
        }

        @Test
        void futureMarkedZero() {
            assertThat(violations("[{\"instrument_name\":\"BTC-26JUN26\",\"mark_price\":0}]"))
                    .containsExactly("m.json $[0].mark_price: of a future must be above 0: 0");
        }

        @Test
        void nameMissing() {
            assertThat(violations("""
                [%s,{"mark_iv":5},{"a":1},7,{"instrument_name":"BTC-26JUN26"},
                 {"instrument_name":" ","mark_iv":5}]\
                """.formatted(OPTION)))
                    .containsExactly(
                            "m.json $[1].instrument_name: is missing",
                            "m.json $[5].instrument_name: is missing",
                            "m.json $[2].instrument_name: is missing",
                            "m.json $[3]: must be an object",
                            "m.json $[4]: is neither a quote nor an instrument: no mark_iv, mark_price,"
                                    + " underlying_price, index_price, contract_size or expiration_timestamp");
        }

        @Test
        void perpetualsMayExpireInTheYear3000() {
            LoadedMarket market = read("""
                {"instrument_name":"BTC-PERPETUAL","mark_price":1,"index_price":1,"timestamp":1779460434086,\
                "expiration_timestamp":32503708800000}\
                """);
            assertThat(market.snapshot().futureMark("BTC-PERPETUAL")).hasValue(1.0);
        }

        @Test
        void thousandAreListedAndTheRestCounted() {
            String bad = "{\"instrument_name\":\"BTC-26JUN26\",\"mark_price\":-1},";
            List<String> all = violations(Sources.repeated("m.json", "[", bad, 1_000, OPTION + "]"));
            assertThat(all).hasSize(1_000);
            assertThat(all.getLast())
                    .isEqualTo("m.json $[999].mark_price: must be a number of at least 0 and at most 1e+12: -1");
            List<String> capped = violations(Sources.repeated("m.json", "[", bad, 1_003, OPTION + "]"));
            assertThat(capped).hasSize(1_001);
            assertThat(capped.getLast()).isEqualTo("... and 3 more");
        }
    }

    @Test
    @DisplayName("a file of 100 MB is read row by row")
    void largeFile() {
        int rows = 100_000_000 / (OPTION.length() + 1);
        LoadedMarket market = read(Sources.repeated("m.json", "{\"result\":[", OPTION + ",", rows, OPTION + "]}"));
        assertThat(market.snapshot().options()).hasSize(1);
        assertThat(pair(market, BTC).index()).isEqualTo(70010.25);
    }
}
