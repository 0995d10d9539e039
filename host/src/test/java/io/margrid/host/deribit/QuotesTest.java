package io.margrid.host.deribit;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.model.market.OptionQuote;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Several rows of one instrument, as the reader of markets sees them.
class QuotesTest extends MarketFixture {
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
                        "{\"_meta\":{\"valuation_minute_ms\":1779460500000},\"result\":[%s]}".formatted(row(101, ""))),
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

    private String twice(String first, String second) {
        return "[%s,%s]".formatted(row(100, first), row(101, second));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"timestamp\":1779460434086"})
    @DisplayName("which of two rows is right nobody can tell, and the order of rows must not decide")
    void equallyNewRowsMustAgree(String time) {
        assertThat(Sources.violations(() -> SavedMarketReader.read(
                        List.of(Sources.text("m.json", twice(time, time))), at("2026-05-22T14:33:54Z"))))
                .containsExactly("m.json $[1]: contradicts m.json $[0] on BTC-26JUN26, and neither row is newer:"
                        + " mark_price 100.0 and 101.0; leave one out");
        assertThat(Sources.violations(() -> SavedMarketReader.read(
                        List.of(Sources.text("b.json", row(101, time)), Sources.text("a.json", row(100, time))),
                        at("2026-05-22T14:33:54Z"))))
                .containsExactly("a.json $: contradicts b.json $ on BTC-26JUN26, and neither row is newer:"
                        + " mark_price 101.0 and 100.0; leave one out");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aNewerRowSettlesIt(int place) {
        List<String> rows = new ArrayList<>(List.of(row(100, ""), row(101, "")));
        rows.add(place, row(102, ",\"timestamp\":" + T));
        LoadedMarket market = read("[" + String.join(",", rows) + "]");
        assertThat(market.snapshot().futureMark("BTC-26JUN26")).hasValue(102.0);
    }

    @Test
    void equallyNewRowsAddUp() {
        String summary = OPTION.replace("\"underlying_price\":70000.5,", "");
        String ticker = OPTION.replace("\"mark_price\":0.1,", "");
        for (String rows : List.of(summary + "," + ticker, ticker + "," + summary)) {
            assertThat(read("[" + rows + "]").snapshot().option("BTC-26JUN26-70000-C"))
                    .contains(new OptionQuote(0.58, 70000.5, OptionalDouble.of(0.1)));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"mark_price\":100|$.mark_price: stands twice in one object",
                "\"timestamp\":1779460434086|$.timestamp: stands twice in one object",
                "\"ticker\":{\"index_price\":99,\"index_price\":99}|$.ticker.index_price: stands twice in one"
                        + " object",
                "\"ticker\":{\"index_price\":98}|$.ticker: index_price is 99.0, and 98.0 in the ticker of the same"
                        + " row",
                "\"result\":[],\"result\":[]|$.result: stands twice in one object",
            })
    void oneObjectSaysAThingOnce(String fields, String message) {
        String row = row(100, ",\"timestamp\":" + T);
        assertThat(violations(row.substring(0, row.length() - 1) + "," + fields + "}"))
                .contains("m.json " + message);
    }

    @Test
    void whatIsIgnoredMayRepeat() {
        assertThat(read(row(100, ",\"volume\":1,\"volume\":2,\"timestamp\":" + T))
                        .snapshot()
                        .futureMark("BTC-26JUN26"))
                .hasValue(100.0);
    }
}
