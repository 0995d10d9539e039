package io.margrid.host.deribit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.market.ForwardSource;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.market.OptionQuote;
import io.margrid.model.market.PairMarket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SavedMarketReaderTest extends MarketFixture {
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
            assertThat(pair(market, BTC).index()).isEqualTo(66315.81);
            assertThat(pair(market, BTC).estimatedDelivery()).isEmpty();
            assertThat(pair(market, ETH).asOf()).isEqualTo("2026-03-28T09:31:00Z");
            assertThat(market.notes()).containsExactly("btc_usd: 1 future without mark price left out: BTC-PERPETUAL");
        }

        @Test
        @DisplayName("forwards of parity_forwards_BTC.json, there from all strikes of the expiry")
        void parityForwards() {
            MarketSnapshot snapshot = SavedMarketReader.read(
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
            LoadedMarket market = SavedMarketReader.read(
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
            return SavedMarketReader.read(
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
            LoadedMarket market = SavedMarketReader.read(
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
        @DisplayName("the middle one, of two middle ones the lower: a price that a row has, in any order of rows")
        void middleOneOfRowsWithoutInstant() {
            LoadedMarket market =
                    SavedMarketReader.read(List.of(Sources.text("m.json", """
                        [{"instrument_name":"BTC-PERPETUAL","mark_price":100,"ticker":{"x":[],"index_price":100.1}},
                         {"instrument_name":"BTC-26JUN26","mark_price":100,"index_price":100},
                         {"instrument_name":"BTC-25SEP26","mark_price":100,"ticker":null},
                         {"instrument_name":"BTC-25DEC26","mark_price":100,"index_price":100.2},
                         {"instrument_name":"BTC-26MAR27","mark_price":100,"index_price":100.5}]\
                        """)), at("2026-05-22T14:00:00Z"));
            assertThat(pair(market, BTC).index()).isEqualTo(100.1);
            assertThat(market.notes()).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({"105, true", "105.01, false"})
        void pricesFurtherApartThanFivePercentContradict(String price, boolean accepted) {
            SourceFile row = Sources.text("m.json", FUTURE.formatted("\"index_price\":100,"));
            SourceFile answer = Sources.text("btc_usd.json", "{\"index_price\":" + price + "}");
            if (accepted) {
                assertThat(read(row, answer).notes())
                        .containsExactly("btc_usd: index prices differ by 5.00 %, from 100.0 to 105.0; used: 105.0");
            } else {
                assertThat(violations(row, answer))
                        .containsExactly(
                                "btc_usd: index prices differ by 5.01 %, at most 5 % is accepted: 100.0 (m.json"
                                        + " $) and 105.01 (btc_usd.json $)");
            }
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
            LoadedMarket market = SavedMarketReader.read(
                    List.of(Sources.text("m.json", FUTURE.formatted("\"estimated_delivery_price\":99.5,"))),
                    at(instant));
            assertThat(market.snapshot().pair(BTC).isPresent()).isEqualTo(used);
        }

        @ParameterizedTest
        @ValueSource(booleans = {false, true})
        @DisplayName("only the expiring series tells the average of its settlement, in any order of rows")
        void deliveryIsOfTheExpiringSeries(boolean reversed) {
            List<String> rows = new ArrayList<>();
            for (String series : List.of("22MAY26-70000-C 99", "PERPETUAL 100", "26JUN26 101")) {
                String[] parts = series.split(" ", -1);
                rows.add("{\"instrument_name\":\"BTC-%s\",\"mark_price\":1,\"index_price\":100,".formatted(parts[0])
                        + "\"timestamp\":1779436200000,\"estimated_delivery_price\":%s}".formatted(parts[1]));
            }
            SourceFile file = Sources.text("m.json", "[" + String.join(",", reversed ? rows.reversed() : rows) + "]");
            assertThat(pair(SavedMarketReader.read(List.of(file), at("2026-05-22T07:50:00Z")), BTC)
                            .estimatedDelivery())
                    .hasValue(99.0);
            LoadedMarket next = SavedMarketReader.read(List.of(file), at("2026-05-23T07:50:00Z"));
            assertThat(pair(next, BTC).estimatedDelivery()).hasValue(100.0);
            assertThat(next.notes())
                    .contains(
                            "btc_usd: estimated_delivery_price 100.0 is of contracts that do not expire today; no other"
                                    + " is there",
                            "btc_usd: estimated delivery prices differ by 2.02 %, from 99.0 to 101.0; used: 100.0");
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
                    SavedMarketReader.read(List.of(Sources.text("m.json", OPTION)), at("2099-01-01T00:00:00Z"));
            assertThat(pair(market, BTC).asOf()).isEqualTo("2099-01-01T00:00:00Z");
        }

        @ParameterizedTest
        @CsvSource({
            "2026-05-23T14:33:54.086Z, ''",
            "2026-05-21T14:33:54.086Z, ''",
            "2026-05-23T14:33:54.087Z, 1 day after",
            "2026-05-12T14:33:54.086Z, 10 days before"
        })
        void optionFarFromTheRowsIsANote(String instant, String far) {
            LoadedMarket market = SavedMarketReader.read(List.of(Sources.text("m.json", OPTION)), at(instant));
            if (far.isEmpty()) {
                assertThat(market.notes()).isEmpty();
            } else {
                assertThat(market.notes())
                        .containsExactly("btc_usd: --at %s is %s the newest row, 2026-05-22T14:33:54.086Z"
                                .formatted(instant, far));
            }
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
                    .containsExactly("m.json: no row of btc_usd tells when the market was seen (creation_timestamp or"
                            + " timestamp): give --at with the instant");
        }

        @Test
        void listingDateOfAnInstrumentIsNoInstant() {
            assertThat(violations(
                            Sources.text("m.json", ROW.formatted("")),
                            Sources.resource("raw_20260522/get_instruments_future.json")))
                    .containsExactly("m.json: no row of btc_usd tells when the market was seen (creation_timestamp or"
                            + " timestamp): give --at with the instant");
        }

        @Test
        void fiveMinutesInTheFutureAreTolerated() {
            long limit = NOW.plus(Duration.ofMinutes(5)).toEpochMilli();
            assertThat(pair(read(ROW.formatted(",\"timestamp\":" + limit)), BTC).asOf())
                    .isEqualTo(Instant.ofEpochMilli(limit));
            assertThat(violations(ROW.formatted(",\"timestamp\":" + (limit + 1))))
                    .containsExactly(
                            "m.json: the market of btc_usd is dated in the future: 2026-09-01T00:05:00.001Z, and"
                                    + " it is 2026-09-01T00:00:00Z; give --at to override");
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
        void otherContractSizeOfAFutureIsANote() {
            String future = "[{'instrument_name':'BTC-PERPETUAL','mark_price':60000.0,'index_price':60000.0,"
                    + "'timestamp':1779460434086,'contract_size':%s}]";
            assertThat(read(future.formatted("10").replace('\'', '"')).notes()).isEmpty();
            assertThat(read(future.formatted("100").replace('\'', '"')).notes())
                    .containsExactly(
                            "m.json: contract_size differs from what is known of BTC-PERPETUAL (100.0 instead of"
                                    + " 10.0); no figure depends on it");
        }

        @Test
        void byteOrderMark() {
            assertThat(read("\uFEFF" + OPTION).snapshot().options()).hasSize(1);
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
