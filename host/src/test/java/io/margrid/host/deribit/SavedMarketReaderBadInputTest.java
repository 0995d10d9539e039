package io.margrid.host.deribit;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.model.market.ForwardSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SavedMarketReaderBadInputTest extends MarketFixture {
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
                    .containsExactly("nowhere.json: cannot be read: no resource"
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
            assertThat(SavedMarketReader.read(List.of(source), options(ForwardSource.QUOTED), OPTION.length())
                            .snapshot()
                            .options())
                    .hasSize(1);
            assertThat(Sources.violations(() -> SavedMarketReader.read(
                            List.of(source), options(ForwardSource.QUOTED), OPTION.length() - 1)))
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
            String key = field.substring(0, field.indexOf(':'));
            String rest = OPTION.replaceFirst(key + ":[^,}]*,?", "");
            String row = "{" + field + "," + rest.substring(1);
            row = row.replace(",}", "}");
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
}
