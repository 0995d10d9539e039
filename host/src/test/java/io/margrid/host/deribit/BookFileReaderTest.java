package io.margrid.host.deribit;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.host.engine.BookDraft;
import io.margrid.host.engine.BookLine;
import io.margrid.model.input.Violation;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BookFileReaderTest extends BookFixture {
    private static final String EXPECTED = "expected a header with the columns"
            + " instrument,size[,account][,tag][,entry_price][,leverage][,extra_margin] in any order";

    @Nested
    class Csv {
        @Test
        void simple() {
            LoadedBooks books = csv("instrument,size\nBTC-PERPETUAL,1.50\nBTC-27MAR26-80000-C,-2\n");
            BookDraft draft = only(books);
            assertThat(draft.account()).isEqualTo("default");
            assertThat(draft.lines())
                    .containsExactly(
                            new BookLine(2, "BTC-PERPETUAL", new BigDecimal("1.50")),
                            new BookLine(3, "BTC-27MAR26-80000-C", new BigDecimal("-2")));
            assertThat(draft.rowsRead()).isEqualTo(2);
            assertThat(draft.problems()).isEmpty();
            assertThat(draft.passThrough()).isEmpty();
            assertThat(draft.places().place(3, "instrument")).isEqualTo("book.csv:3, column instrument");
            assertThat(books.notes()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "instrument,size,account,tag\nBTC-PERPETUAL,1,A,x\n",
                    "TAG,Account,SIZE,Instrument\nx,A,1,BTC-PERPETUAL\n",
                    "\uFEFFinstrument,size,account,tag\r\nBTC-PERPETUAL,1,A,x\r\n",
                    "\n\n \"instrument\" , \"size\",account , tag\n \"BTC-PERPETUAL\" , \"1\" ,\" A \",x",
                    "instrument,size,account,tag\rBTC-PERPETUAL,1,A,\"x,\"\"y\"\"\"\r"
                })
        void columnOrderCaseQuotesBlanksAndLineEnds(String content) {
            LoadedBooks books = csv(content);
            BookDraft draft = only(books);
            assertThat(draft.account()).isEqualTo("A");
            assertThat(draft.lines()).hasSize(1);
            assertThat(draft.lines().getFirst().instrument()).isEqualTo("BTC-PERPETUAL");
            assertThat(draft.lines().getFirst().size()).isEqualTo(BigDecimal.ONE);
            assertThat(books.notes()).containsExactly("book.csv: tags are ignored, 1 line has one");
        }

        @Test
        void accountsInOrderOfFirstAppearanceKeepTheirLines() {
            LoadedBooks books = csv("""
                account,instrument,size,tag
                B,BTC-PERPETUAL,1,
                A,BTC-PERPETUAL,2,hedge
                B,BTC-PERPETUAL,3,
                B,ETH-PERPETUAL,4,hedge
                """);
            assertThat(books.drafts()).extracting(BookDraft::account).containsExactly("B", "A");
            assertThat(lines(books.drafts().getFirst()))
                    .containsExactly(
                            "book.csv:2, column size=BTC-PERPETUAL 1",
                            "book.csv:4, column size=BTC-PERPETUAL 3",
                            "book.csv:5, column size=ETH-PERPETUAL 4");
            assertThat(lines(books.drafts().getLast())).containsExactly("book.csv:3, column size=BTC-PERPETUAL 2");
            assertThat(books.notes()).containsExactly("book.csv: tags are ignored, 2 lines have one");
        }

        @ParameterizedTest
        @ValueSource(strings = {"\n", "\r\n"})
        void linesArePhysical(String end) {
            LoadedBooks books = csv(String.join(
                    end,
                    "",
                    "instrument,size,tag",
                    "",
                    "BTC-PERPETUAL,1,\"two",
                    "lines\"",
                    "",
                    "",
                    "ETH-PERPETUAL,2,\"ends with one",
                    "\"",
                    "SOL_USDC-PERPETUAL,x,"));
            assertThat(lines(only(books)))
                    .containsExactly(
                            "book.csv:4, column size=BTC-PERPETUAL 1", "book.csv:8, column size=ETH-PERPETUAL 2");
            assertThat(problems(only(books)))
                    .containsExactly("book.csv:10, column size: must be a decimal number of base coins such as -12.5,"
                            + " without thousands separators: \"x\"");
        }

        @ParameterizedTest
        @CsvSource({
            "1e3, 1E+3",
            "-1.5E-2, -0.015",
            "+2, 2",
            ".5, 0.5",
            "5., 5",
            "0, 0",
            "-0, 0",
            "1.10, 1.10",
            "123456789012.123456789012345678, 123456789012.123456789012345678"
        })
        void exactDecimals(String text, BigDecimal size) {
            assertThat(only(csv("instrument,size\nBTC-PERPETUAL," + text))
                            .lines()
                            .getFirst()
                            .size())
                    .isEqualTo(size);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "NaN",
                    "Infinity",
                    "-Infinity",
                    "",
                    "abc",
                    "1 000",
                    "1_000",
                    "0x10",
                    "1e",
                    "--1",
                    ".",
                    "1e9999999999",
                    "१२",
                    "1.2.3"
                })
        void badSizeSpoilsOnlyItsAccount(String size) {
            LoadedBooks books = csv("instrument,size,account\nBTC-PERPETUAL,1,A\nBTC-PERPETUAL,%s,B\nBTC-PERPETUAL,2,B"
                    .formatted(size));
            BookDraft good = books.drafts().getFirst();
            BookDraft bad = books.drafts().getLast();
            assertThat(good.problems()).isEmpty();
            assertThat(problems(bad))
                    .containsExactly("book.csv:3, column size: must be a decimal number of base coins such as -12.5,"
                            + " without thousands separators: \"" + size + "\"");
            assertThat(bad.rowsRead()).isEqualTo(2);
            assertThat(bad.lines()).hasSize(1);
        }

        @Test
        void longSizeIsCutInTheMessage() {
            assertThat(problems(only(csv("instrument,size\nBTC-PERPETUAL," + "9".repeat(101)))))
                    .containsExactly("book.csv:2, column size: must be a decimal number of base coins such as -12.5,"
                            + " without thousands separators: \"" + "9".repeat(60) + "...\"");
        }

        @Test
        void quotedThousandsSeparator() {
            assertThat(problems(only(csv("instrument,size\nBTC-PERPETUAL,\"1,000\""))))
                    .containsExactly("book.csv:2, column size: must be a decimal number of base coins such as -12.5,"
                            + " without thousands separators: \"1,000\"");
        }

        @Test
        void emptyInstrument() {
            assertThat(problems(only(csv("instrument,size\n ,x"))))
                    .containsExactly(
                            "book.csv:2, column instrument: must not be empty",
                            "book.csv:2, column size: must be a decimal number of base coins such as -12.5, without"
                                    + " thousands separators: \"x\"");
        }

        @Test
        @DisplayName("name and size of a row are both checked, and problems come in row order")
        void everythingOfARowIsChecked() {
            assertThat(problems(only(csv("instrument,size\nGOLD,x\nBTC-PERPETUAL,1e-19\nBTC_USDC,1\n"))))
                    .containsExactly(
                            "book.csv:2, column instrument: not a Deribit instrument name: \"GOLD\" (a currency alone"
                                    + " is not an instrument)",
                            "book.csv:2, column size: must be a decimal number of base coins such as -12.5, without"
                                    + " thousands separators: \"x\"",
                            "book.csv:3, column size: size has too many digits after the decimal point, at most 18:"
                                    + " 1E-19",
                            "book.csv:4, column instrument: BTC_USDC is a spot pair: spot holdings are balances, not"
                                    + " positions");
        }

        @Test
        @DisplayName("a row of an unknown account hides no fault of another row")
        void faultsBesideAnUnknownAccount() {
            assertThat(violations("book.csv", "instrument,size,account\nBTC-PERPETUAL\nGOLD,x,\nFOO,1,A\n"))
                    .hasSize(5)
                    .anySatisfy(text -> assertThat(text).startsWith("book.csv:2: has 1 column"))
                    .anySatisfy(text -> assertThat(text).startsWith("book.csv:3, column account"))
                    .anySatisfy(text -> assertThat(text).startsWith("book.csv:3, column instrument"))
                    .anySatisfy(text -> assertThat(text).startsWith("book.csv:3, column size"))
                    .anySatisfy(text -> assertThat(text).startsWith("book.csv:4, column instrument"));
        }

        @Test
        void hugeValuesAreCut() {
            assertThat(problems(only(csv("instrument,size\n" + "A".repeat(1_000_000) + ",1"))))
                    .singleElement()
                    .satisfies(text -> assertThat(text).hasSizeLessThan(300));
        }

        @Test
        void wrongNumberOfColumnsInTheOnlyAccount() {
            BookDraft draft = only(csv("instrument,size\nBTC-PERPETUAL,1,000\nBTC-PERPETUAL\nBTC-PERPETUAL,1\n"));
            assertThat(problems(draft))
                    .containsExactly(
                            "book.csv:2: has 3 columns, the header has 2 (a comma inside a value must be quoted):"
                                    + " \"BTC-PERPETUAL,1,000\"",
                            "book.csv:3: has 1 column, the header has 2 (a comma inside a value must be quoted):"
                                    + " \"BTC-PERPETUAL\"");
            assertThat(draft.rowsRead()).isEqualTo(3);
            assertThat(draft.lines()).hasSize(1);
        }

        @Test
        @DisplayName("a row of nobody knows whom fails the file: it might be missing in any account")
        void rowsWithoutAccount() {
            assertThat(violations("book.csv", """
                instrument,size,account
                BTC-PERPETUAL,1,000,A
                BTC-PERPETUAL,1
                BTC-PERPETUAL,1,
                BTC-PERPETUAL,1,A
                """))
                    .containsExactly(
                            "book.csv:2: has 4 columns, the header has 3 (a comma inside a value must be quoted):"
                                    + " \"BTC-PERPETUAL,1,000,A\"",
                            "book.csv:3: has 2 columns, the header has 3 (a comma inside a value must be quoted):"
                                    + " \"BTC-PERPETUAL,1\"",
                            "book.csv:4, column account: must not be empty");
        }

        @ParameterizedTest(name = "{1}")
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '~',
                value = {
                    "~BTC-PERPETUAL,1~|1: UNKNOWN \"BTC-PERPETUAL\", UNKNOWN \"1\", NO_INSTRUMENT, NO_SIZE",
                    "~instrument,qty~|1: UNKNOWN \"qty\", NO_SIZE",
                    "~size,account~|1: NO_INSTRUMENT",
                    "~instrument,size,Size~|1: column \"Size\" occurs twice",
                    "~instrument;size~|1: UNKNOWN \"instrument;size\", NO_INSTRUMENT, NO_SIZE",
                    "~instrument,size,~|1: UNKNOWN \"\"",
                    "~\n\ninstrument~|3: NO_SIZE",
                })
        void badHeader(String content, String message) {
            assertThat(violations("book.csv", content))
                    .containsExactly("book.csv:"
                            + message.replace("NO_INSTRUMENT", "column \"instrument\" is missing")
                                    .replace("NO_SIZE", "column \"size\" is missing")
                                    .replace("UNKNOWN", "unknown column")
                            + "; " + EXPECTED);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "\n \n", "\uFEFF"})
        void emptyFile(String content) {
            assertThat(violations("book.csv", content))
                    .singleElement()
                    .asString()
                    .startsWith("book.csv")
                    .endsWith(EXPECTED);
        }

        @Test
        void headerOnlyIsAnEmptyBook() {
            BookDraft draft = only(csv("instrument,size,account\n"));
            assertThat(draft.account()).isEqualTo("default");
            assertThat(draft.lines()).isEmpty();
            assertThat(draft.rowsRead()).isZero();
        }

        @Test
        void brokenQuotes() {
            assertThat(violations("book.csv", "instrument,size\n\"BTC\"x,1\n"))
                    .singleElement()
                    .asString()
                    .startsWith("book.csv: is not valid CSV: ")
                    .contains("line: 2");
            assertThat(violations("book.csv", "instrument,size\n\"BTC,1\n"))
                    .singleElement()
                    .asString()
                    .startsWith("book.csv: is not valid CSV: ");
        }

        @Test
        void notUtf8() {
            byte[] utf16 = "instrument,size\n".getBytes(StandardCharsets.UTF_16);
            assertThat(Sources.violations(() -> BookFileReader.read(Sources.bytes("book.csv", utf16))))
                    .containsExactly("book.csv: is not UTF-8 text");
            byte[] late = "instrument,size\nBTC-PERPETUAL,\u00e91".getBytes(StandardCharsets.ISO_8859_1);
            assertThat(Sources.violations(() -> BookFileReader.read(Sources.bytes("book.csv", late))))
                    .containsExactly("book.csv: is not UTF-8 text");
        }

        @Test
        void gzip() {
            assertThat(Sources.violations(() ->
                            BookFileReader.read(Sources.bytes("book.csv.gz", new byte[] {0x1f, (byte) 0x8b, 8, 0}))))
                    .containsExactly("book.csv.gz: is compressed with gzip: unpack it first");
        }

        @Test
        void sizeLimit() {
            SourceFile source = Sources.text("book.csv", "instrument,size\n");
            assertThat(BookFileReader.read(source, 16).drafts()).hasSize(1);
            assertThat(Sources.violations(() -> BookFileReader.read(source, 15)))
                    .containsExactly("book.csv: is larger than 15 bytes");
        }

        @Test
        void problemsOfAnAccountAreCapped() {
            BookDraft draft = only(BookFileReader.read(
                    Sources.repeated("book.csv", "instrument,size\n", "BTC-PERPETUAL,x\n", 1_234, "")));
            assertThat(draft.rowsRead()).isEqualTo(1_234);
            assertThat(draft.problems()).hasSize(1_001);
            assertThat(draft.problems().getLast().toString()).isEqualTo("... and 234 more");
            assertThat(draft.problems().stream().mapToLong(Violation::count).sum())
                    .isEqualTo(1_234);
        }
    }

    @Nested
    class Sizes {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "%s|$",
                    "{\"simulated_positions\":%s}|$.simulated_positions",
                    "{\"positions\":%s}|$.positions",
                    "{\"id\":1,\"params\":{\"currency\":1,\"simulated_positions\":%s}}|$.params.simulated_positions"
                })
        void byInstrument(String form, String path) {
            BookDraft draft = only(json(form.formatted("{\"BTC-PERPETUAL\":-1.50,\"BTC-27MAR26-80000-C\":1e1}")));
            assertThat(draft.account()).isEqualTo("default");
            assertThat(lines(draft))
                    .containsExactly(
                            "book.json %s.BTC-PERPETUAL=BTC-PERPETUAL -1.50".formatted(path),
                            "book.json %s.BTC-27MAR26-80000-C=BTC-27MAR26-80000-C 1E+1".formatted(path));
        }

        @Test
        void equalKeysAreTwoLines() {
            BookDraft draft = only(json("{\"BTC-PERPETUAL\":1,\"BTC-PERPETUAL\":2}"));
            assertThat(draft.lines()).extracting(BookLine::size).containsExactly(BigDecimal.ONE, BigDecimal.TWO);
        }

        @Test
        void accounts() {
            LoadedBooks books = json("""
                {"accounts":{"B":{"BTC-PERPETUAL":1,"ETH-PERPETUAL":NaN,"SOL_USDC-PERPETUAL":"2"},
                  "A":{},
                  "C":[{"instrument_name":"SOL_USDC-PERPETUAL","size":3}],
                  "B":{"ETH-PERPETUAL":4}}}\
                """);
            assertThat(books.drafts()).extracting(BookDraft::account).containsExactly("B", "A", "C");
            BookDraft b = books.drafts().getFirst();
            assertThat(lines(b))
                    .containsExactly(
                            "book.json $.accounts.B.BTC-PERPETUAL=BTC-PERPETUAL 1",
                            "book.json $.accounts.B.ETH-PERPETUAL=ETH-PERPETUAL 4");
            assertThat(problems(b))
                    .containsExactly(
                            "book.json $.accounts.B.ETH-PERPETUAL: must be a decimal number of base coins such as"
                                    + " -12.5, without thousands separators: NaN",
                            "book.json $.accounts.B.SOL_USDC-PERPETUAL: must be a decimal number of base coins such as"
                                    + " -12.5, without thousands separators: \"2\"");
            assertThat(b.rowsRead()).isEqualTo(4);
            assertThat(books.drafts().get(1).lines()).isEmpty();
            assertThat(lines(books.drafts().get(2)))
                    .containsExactly("book.json $.accounts.C[0].size=SOL_USDC-PERPETUAL 3");
        }

        @ParameterizedTest
        @ValueSource(strings = {"null", "3", "\"x\""})
        void anAccountThatIsNoObjectSpoilsOnlyItself(String value) {
            LoadedBooks books = json("{\"accounts\":{\"good\":{\"BTC-PERPETUAL\":1},\"bad\":%s}}".formatted(value));
            assertThat(books.violations()).isEmpty();
            assertThat(books.drafts().getFirst().problems()).isEmpty();
            assertThat(problems(books.drafts().getLast()))
                    .singleElement()
                    .asString()
                    .startsWith("book.json $.accounts.bad: must be an object of sizes by instrument: " + value
                            + "; expected");
        }

        @Test
        void anEmptyAccountNameHidesNoOtherFault() {
            assertThat(violations("book.json", "{\"accounts\":{\"\":{\"FOO\":1},\"A\":{\"BAR\":\"x\"}}}"))
                    .containsExactly(
                            "book.json $.accounts.: the name of an account must not be empty",
                            "book.json $.accounts..FOO: not a Deribit instrument name: \"FOO\" (a currency alone is not"
                                    + " an instrument)",
                            "book.json $.accounts.A.BAR: not a Deribit instrument name: \"BAR\" (a currency alone is"
                                    + " not an instrument)",
                            "book.json $.accounts.A.BAR: must be a decimal number of base coins such as -12.5, without"
                                    + " thousands separators: \"x\"");
        }

        @Test
        void positionsOfTheAccountCannotBeAdded() {
            assertThat(violations("book.json", "{\"add_positions\":true,\"simulated_positions\":{}}"))
                    .singleElement()
                    .asString()
                    .startsWith("book.json $.add_positions: true means");
            assertThat(violations("book.json", "{\"add_positions\":false,\"simulated_positions\":{}}"))
                    .isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"{}", "{\"positions\":{}}", "{\"accounts\":{}}", "{\"accounts\":{\"default\":{}}}"})
        void emptyObjectIsAnEmptyBook(String content) {
            BookDraft draft = only(json(content));
            assertThat(draft.account()).isEqualTo("default");
            assertThat(draft.lines()).isEmpty();
        }

        @ParameterizedTest(name = "{0}")
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '~',
                value = {
                    "<html>|: is HTML or XML, not JSON: it begins with \"<html>\"",
                    "{\"BTC-PERPETUAL\":1|: ends too early at line 1, column 19, $.BTC-PERPETUAL: was it cut off?",
                    "{\"BTC-PERPETUAL\" 1}|: INVALID 19, $.BTC-PERPETUAL: Expected ':'",
                    "{\"error\":{\"code\":13009,\"message\":\"unauthorized\"}}|: ERROR \"unauthorized\" (code 13009)",
                    "{\"jsonrpc\":\"2.0\",\"id\":1}|: holds no positions; EXPECTED",
                    "{\"result\":{}}|$.result: must be a list of positions: an object; EXPECTED",
                    "{\"result\":null}|$.result: must be a list of positions: null; EXPECTED",
                    "{\"params\":[]}|$.params: must be an object: a list; EXPECTED",
                    "{\"positions\":5}|$.positions: NO_SIZES: 5; EXPECTED",
                    "{\"accounts\":[]}|$.accounts: must be an object of accounts by name: a list; EXPECTED",
                    "{\"accounts\":{\"A\":7}}|$.accounts.A: NO_SIZES: 7; EXPECTED",
                    "{\"accounts\":{\" \":{}}}|$.accounts. : the name of an account must not be empty",
                    "{\"BTC-PERPETUAL\":1,\"positions\":{}}|: holds sizes by instrument beside other positions;"
                            + " EXPECTED",
                })
        void wholeFile(String content, String message) {
            String expected = "expected a private/get_positions answer, an object of sizes by instrument, or"
                    + " {\"accounts\": {\"NAME\": {\"INSTRUMENT\": SIZE}}}";
            assertThat(violations("book.json", content))
                    .containsExactly("book.json" + (message.startsWith("$") ? " " : "")
                            + message.replace("EXPECTED", expected)
                                    .replace("NO_SIZES", "must be an object of sizes by instrument")
                                    .replace("INVALID", "is not valid JSON at line 1, column")
                                    .replace("ERROR", "is an error answer of the exchange:"));
        }
    }

    @Nested
    class Large {
        @Test
        @DisplayName("10,000 accounts of 20 lines")
        void manyAccounts() {
            StringBuilder csv = new StringBuilder("account,instrument,size\n");
            StringBuilder json = new StringBuilder("{\"accounts\":{");
            for (int account = 0; account < 10_000; account++) {
                json.append(account == 0 ? "" : ",")
                        .append("\"A")
                        .append(account)
                        .append("\":{");
                for (int line = 0; line < 20; line++) {
                    csv.append('A')
                            .append(account)
                            .append(",BTC-26JUN26-")
                            .append(line + 1)
                            .append("-C,1\n");
                    json.append(line == 0 ? "" : ",")
                            .append("\"BTC-26JUN26-")
                            .append(line + 1)
                            .append("-C\":1");
                }
                json.append('}');
            }
            json.append("}}");
            for (LoadedBooks books : List.of(csv(csv.toString()), json(json.toString()))) {
                assertThat(books.drafts())
                        .hasSize(10_000)
                        .allMatch(draft -> draft.lines().size() == 20);
                assertThat(books.drafts().get(9_999).account()).isEqualTo("A9999");
            }
        }

        @Test
        @DisplayName("2,000,000 lines of one account")
        void manyLines() {
            BookDraft draft = only(BookFileReader.read(
                    Sources.repeated("book.csv", "instrument,size\n", "BTC-26JUN26-70000-C,-0.1\n", 2_000_000, "")));
            assertThat(draft.lines()).hasSize(2_000_000);
            assertThat(draft.rowsRead()).isEqualTo(2_000_000);
            assertThat(draft.lines().getLast().row()).isEqualTo(2_000_001);
        }
    }
}
