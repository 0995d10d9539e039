package io.margrid.host.deribit;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.host.engine.BookDraft;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Rows of `private/get_positions`, as the reader of books sees them.
class PositionRowTest extends BookFixture {
    private static final String ROW =
            "{\"instrument_name\":\"BTC-26JUN26-70000-C\",\"size\":-1.5,\"direction\":\"sell\"}";

    @Test
    void officialExample() {
        BookDraft draft = only(BookFileReader.read(Sources.resource("positions/get_positions.json")));
        assertThat(draft.account()).isEqualTo("default");
        assertThat(lines(draft))
                .containsExactly("get_positions.json $.result[0].size_currency=BTC-PERPETUAL 0.006687487");
        assertThat(draft.places().place(draft.lines().getFirst().row(), "instrument"))
                .isEqualTo("get_positions.json $.result[0].instrument_name");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"[%s]|$", "{\"result\":[%s]}|$.result", "{\"positions\":[%s]}|$.positions"})
    void withAndWithoutEnvelope(String form, String path) {
        assertThat(lines(only(json(form.formatted(ROW)))))
                .containsExactly("book.json %s[0].size=BTC-26JUN26-70000-C -1.5".formatted(path));
    }

    @Test
    void linearFutureNeedsNoSizeCurrency() {
        assertThat(lines(only(json("""
            [{"instrument_name":"SOL_USDC-PERPETUAL","size":20,"size_currency":null,"direction":"buy"}]\
            """)))).containsExactly("book.json $[0].size=SOL_USDC-PERPETUAL 20");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"size\":0.0,\"direction\":\"zero\"",
                "\"size\":0",
                "\"size\":0,\"size_currency\":0,\"direction\":\"zero\""
            })
    @DisplayName("a row of size 0 is counted and noted, and its instrument may be long gone")
    void zero(String fields) {
        LoadedBooks books = json("[{\"instrument_name\":\"X-Y\",%s},%s]".formatted(fields, ROW));
        assertThat(books.allViolations()).isEmpty();
        assertThat(only(books).lines()).hasSize(1);
        assertThat(only(books).rowsRead()).isEqualTo(2);
        assertThat(books.notes()).containsExactly("book.json: 1 position of size 0 left out");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BTC-26JUN26-1-C|1.5|1.5000000001|",
                "BTC-26JUN26-1-C|1.5|1.50001|is 1.50001, but size is 1.5, and both are base coins",
                "SOL_USDC-PERPETUAL|20|2|is 2, but size is 20, and both are base coins",
                "BTC-PERPETUAL|1000|0.0101|",
                "BTC-PERPETUAL|1000|0.0084|",
                "BTC-PERPETUAL|1000|0.0083|is 0.0083, but size 1000 USD at the mark_price 100000.0 makes 0.01",
                "BTC-PERPETUAL|1000|1000|is 1000, but size 1000 USD at the mark_price 100000.0 makes 0.01",
                "BTC-PERPETUAL|0|0.5|has another sign than size: 0.5 and 0",
            })
    void sizesAgree(String name, String size, String coins, @Nullable String problem) {
        String row = ("[{\"instrument_name\":\"%s\",\"size\":%s," + "\"size_currency\":%s,\"mark_price\":100000}]")
                .formatted(name, size, coins);
        assertThat(problems(only(json(row))))
                .isEqualTo(problem == null ? List.of() : List.of("book.json $[0].size_currency: " + problem));
        String withIndex = row.replace("mark_price", "index_price");
        assertThat(problems(only(json(withIndex))))
                .hasSize(problem == null ? 0 : 1)
                .allSatisfy(text -> assertThat(text).doesNotContain("mark_price"));
    }

    @Test
    void aFieldStandsOnce() {
        assertThat(problems(only(json("[{\"instrument_name\":\"BTC-26JUN26-1-C\",\"size\":1,\"size\":2}]"))))
                .containsExactly("book.json $[0].size: stands twice in one object");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"instrument_name\":\"BTC-PERPETUAL\",\"size\":50,\"direction\":\"buy\"|.size_currency: is"
                        + " missing; USD_ONLY",
                "\"instrument_name\":\"BTC-26JUN26-1-C\",\"size\":1,\"direction\":\"sell\"|.direction: is sell,"
                        + " but the size is 1",
                "\"instrument_name\":\"BTC-26JUN26-1-C\",\"size\":-1,\"direction\":\"buy\"|.direction: is buy, but"
                        + " the size is -1",
                "\"instrument_name\":\"BTC-26JUN26-1-C\",\"size\":0,\"direction\":\"buy\"|.direction: is buy, but"
                        + " the size is 0",
                "\"instrument_name\":\"BTC-26JUN26-1-C\",\"size\":1,\"direction\":\"zero\"|.direction: is zero,"
                        + " but the size is 1",
                "\"instrument_name\":\"BTC-26JUN26-1-C\",\"size\":1,\"direction\":\"long\"|.direction: must be"
                        + " buy, sell or zero: \"long\"",
                "\"instrument_name\":\"BTC-26JUN26-1-C\",\"size\":1,\"direction\":1|.direction: must be buy, sell"
                        + " or zero: 1",
                "\"instrument_name\":\"BTC-26JUN26-1-C\",\"size\":10,\"size_currency\":-0.1|.size_currency: has"
                        + " the sign opposite to size: -0.1 and 10",
                "\"instrument_name\":\"BTC-26JUN26-1-C\",\"size\":-0.1,\"size_currency\":-0.1,"
                        + "\"direction\":\"buy\"|.direction:"
                        + " is buy, but the size is -0.1",
                "\"size\":1,\"direction\":\"buy\"|.instrument_name: is missing",
                "\"instrument_name\":7,\"size\":1|.instrument_name: must be the name of an instrument: 7",
                "\"instrument_name\":\" \",\"size\":1|.instrument_name: must be the name of an instrument: \" \"",
                "\"instrument_name\":\"BTC-26JUN26-1-C\"|.size: is missing",
                "\"instrument_name\":\"BTC-26JUN26-1-C\",\"size\":null|.size: is missing",
                "\"instrument_name\":\"BTC-26JUN26-1-C\",\"size\":NaN|.size: SIZE NaN",
                "\"instrument_name\":\"BTC-26JUN26-1-C\",\"size\":\"1\"|.size: SIZE \"1\"",
                "\"instrument_name\":\"BTC-26JUN26-1-C\",\"size\":1,\"size_currency\":[]|.size_currency: SIZE a"
                        + " list",
            })
    void badRow(String fields, String message) {
        BookDraft draft = only(json("{\"result\":[%s,{%s},%s]}".formatted(ROW, fields, ROW)));
        assertThat(problems(draft))
                .containsExactly("book.json $.result[1]"
                        + message.replace(
                                        "USD_ONLY",
                                        "the size of the inverse future BTC-PERPETUAL is in USD, so its base coins"
                                                + " are not known")
                                .replace(
                                        "SIZE",
                                        "must be a decimal number of base coins such as -12.5,"
                                                + " without thousands separators:"));
        assertThat(draft.rowsRead()).isEqualTo(3);
        assertThat(draft.lines()).hasSize(2);
    }

    @Test
    void rowThatIsNoObject() {
        assertThat(problems(only(json("[%s,5,\"x\"]".formatted(ROW)))))
                .containsExactly("book.json $[1]: must be a position: 5", "book.json $[2]: must be a position: \"x\"");
    }

    @Test
    void emptyListIsAnEmptyBook() {
        assertThat(only(json("[]")).lines()).isEmpty();
        assertThat(only(json("{\"jsonrpc\":\"2.0\",\"result\":[]}")).lines()).isEmpty();
    }
}
