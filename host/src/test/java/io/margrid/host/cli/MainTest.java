package io.margrid.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.margrid.host.Repository;
import io.margrid.host.backend.GuardSettings;
import io.margrid.host.report.Palette;
import io.margrid.model.revaluation.BackendException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    private static final String MARKET = Repository.market().toString();
    private static final String OFFICIAL = Repository.officialSimulation().toString();
    private static final String ESCAPE = "\u001b[";

    @TempDir
    private Path folder = Path.of("");

    /// What a run printed and the code that it ended with.
    private record Run(int code, String out, String err) {
        JsonObject json() {
            return JsonParser.parseString(out).getAsJsonObject();
        }

        List<CSVRecord> csv() throws IOException {
            CSVFormat format = CSVFormat.RFC4180
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get();
            try (CSVParser parser = format.parse(new StringReader(out))) {
                return parser.getRecords();
            }
        }
    }

    private static Run run(Palette palette, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Console console = new Console(new PrintWriter(out), new PrintWriter(err), palette);
        int code = Main.run(args, console, Repository.CLOCK);
        return new Run(code, out.toString(), err.toString());
    }

    private static Run run(String... args) {
        return run(Palette.PLAIN, args);
    }

    private Path file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text);
        return file;
    }

    private Run margin(String book, String... more) throws IOException {
        String path = file("book.csv", book).toString();
        return run(Stream.concat(
                        Stream.of("margin", "--market", MARKET, "--forwards", "parity", "--book", path),
                        Arrays.stream(more))
                .toArray(String[]::new));
    }

    private static final String BOOK = """
        instrument,size
        BTC-21AUG26-53000-C,-10
        BTC-21AUG26,12.5
        ETH-21AUG26-1400-C,100
        """;

    @Test
    void theConfigurationThatIsPrintedIsOneThatIsRead() throws IOException {
        Run first = run("serve", "--set", "batch.delay-micros=5", "--print-config");
        assertThat(first.code()).isZero();
        assertThat(first.out()).contains("Source: flag.\nbatch.delay-micros=5\n");
        Run second = run("serve", "--config", file("my.properties", first.out()).toString(), "--print-config");
        assertThat(second.code()).isZero();
        assertThat(second.out().replace("Source: file.", "Source: default."))
                .isEqualTo(first.out().replace("Source: flag.", "Source: default."));
    }

    @Test
    void noArgumentsShowTheCommands() {
        Run run = run();
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains(
                        "demo", "margin", "reconcile", "marks", "params", "doctor", "serve", "./margrid bench --help");
        assertThat(run("demo", "--help").out()).doesNotContain("bench");
        assertThat(run("--help").out()).isEqualTo(run.out());
        assertThat(run("--version").out()).startsWith("margrid ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "demos|Unmatched argument",
                "margin|Missing required options",
                "margin --market . --book b --at noon|noon",
                "margin --market . --book b --format xml|xml",
                "margin --market . --book b --forwards guessed|guessed",
                "reconcile|Missing required parameter",
                "reconcile a --tolerance wide|wide",
                "serve --port many|many",
                "demo --unknown|--unknown",
            })
    void badCommandLinesAreBadInput(String line, String message) {
        Run run = run(line.split(" ", -1));
        assertThat(run.code()).isEqualTo(ExitCodes.BAD_INPUT);
        assertThat(run.err()).contains(message);
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "demo --backend abacus|backend: \"abacus\" is none of auto, ",
                "reconcile nowhere.json|nowhere.json: no such file",
                "reconcile a --tolerance 1|tolerance: must be in [0, 1): 1.0",
                "reconcile a --tolerance NaN|tolerance: must be in [0, 1): NaN",
                "reconcile a --format csv|format: must be table or deribit",
                "params 1999|is neither a file nor one of",
                "marks --market nowhere|nowhere",
                "serve --port 65536|--port: server.port must be a whole number in [0, 65535]: \"65536\"",
            })
    void unusableInputIsBadInput(String line, String message) {
        Run run = run(line.split(" ", -1));
        assertThat(run.code()).isEqualTo(ExitCodes.BAD_INPUT);
        assertThat(run.err()).startsWith("error: 1 problem in the input\n  ").contains(message);
        assertThat(run.out()).isEmpty();
    }

    /// Takes some bytes and then fails.
    private static Writer failing(String message) {
        return new OutputStreamWriter(
                new PipeOutput(new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException(message);
                    }
                }),
                StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({"No space left on device, 1, error: cannot write the output", "Broken pipe, 0, ''"})
    void outputThatCannotBeWritten(String failure, int code, String message) {
        StringWriter err = new StringWriter();
        Console console = new Console(new PrintWriter(failing(failure)), new PrintWriter(err), Palette.PLAIN);
        assertThat(Main.run(new String[] {"demo", "--format", "deribit"}, console, Repository.CLOCK))
                .isEqualTo(code);
        assertThat(err.toString().strip()).isEqualTo(message);
    }

    @Test
    void problemsOfAllInputsAreToldAtOnce() throws IOException {
        String path = file("book.csv", "instrument,size\nFOO,1\n").toString();
        Run run = run("margin", "--market", "nowhere", "--book", path, "--params", "1999", "--model", "nowhere");
        assertThat(run.code()).isEqualTo(ExitCodes.BAD_INPUT);
        assertThat(run.err())
                .startsWith("error: 4 problems in the input\n")
                .contains(
                        "nowhere: no such file or folder",
                        "book.csv:2, column instrument: not a Deribit instrument name: \"FOO\"",
                        "params: \"1999\" is neither a file nor one of",
                        "model: \"nowhere\" is none of deribit-spm, deribit-ssm");
        assertThat(run("margin", "--market", MARKET, "--book", path, "--model", "deribit-ssm", "--format", "deribit")
                        .err())
                .contains("error: 2 problems", "use --model deribit-spm");
    }

    @Test
    void aRowOfNoAccountIsListedWithWhatTheMarketLacks() throws IOException {
        Run run = margin("instrument,size,account\nBTC-21AUG26,1\nBTC-21AUG26-1-C,1,A\n");
        assertThat(run.code()).isEqualTo(ExitCodes.BAD_INPUT);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith("error: 2 problems in the input\n")
                .contains("book.csv:2: has 2 columns", "book.csv:3, column instrument: the market has no");
    }

    @Test
    void problemsBeyondThoseKeptAreCounted() throws IOException {
        Run run = margin("instrument,size\n" + "FOO,1\n".repeat(2_345));
        assertThat(run.err()).startsWith("error: 2345 problems in the input\n").contains("... and 2245 more\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "csv", "deribit", "json"})
    void notesReachTheReaderInEveryFormat(String format) throws IOException {
        Run run = margin(BOOK + "BTC-21AUG26,1\n", "--format", format, "--at", "2026-08-18T12:00:00Z");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("note: btc_usd: --at 2026-08-18T12:00:00Z is 2 days before");
        if (format.equals("json")) {
            assertThat(run.json().getAsJsonArray("notes").toString()).contains("btc_usd: --at", "1 line repeat");
        } else {
            assertThat(run.err()).contains("note: 1 line repeats");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"deribit-spm", "deribit-ssm"})
    void columnsOfCsvDependOnTheModelOnly(String model) throws IOException {
        Run good = margin(BOOK, "--format", "csv", "--model", model);
        assertThat(margin("instrument,size\nFOO,1\n", "--format", "csv", "--model", model)
                        .out())
                .startsWith(good.out().substring(0, good.out().indexOf('\n')));
        JsonObject json = margin(BOOK, "--format", "json", "--model", model).json();
        assertThat(json.getAsJsonArray("currencies").get(0).getAsJsonObject().getAsJsonArray("components"))
                .extracting(part -> part.getAsJsonObject().get("id").getAsString())
                .isEqualTo(good.csv().getFirst().toMap().keySet().stream()
                        .filter(column -> column.matches("worst_case|.*_(shock|contingency|margin)"))
                        .filter(column -> !column.matches("initial_margin|maintenance_margin"))
                        .toList());
    }

    @Test
    void netting() throws IOException {
        assertThat(margin(BOOK).out()).contains("hedge benefit");
        assertThat(margin(BOOK, "--model", "deribit-ssm").out()).doesNotContain("stand-alone", "hedge benefit");
        // The double nearest to this size has more decimals than a line may have.
        assertThat(margin("instrument,size\nBTC-21AUG26,0.000012345678901234\n").out())
                .contains("hedge benefit");
    }

    @Test
    void positionsOfEveryAccountArePrinted() throws IOException {
        Run run = margin("instrument,size,account\nBTC-21AUG26,0.00001,A\nBTC-21AUG26-53000-C,1,B\n", "--positions");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .containsPattern("account A\n +instrument +size +forward +volatility +value +delta\n")
                .containsPattern("BTC-21AUG26 +0\\.00001 +[0-9,.]+ +[-+.0-9e]+ +0\\.00001\n")
                .containsPattern("account B\n")
                .doesNotContain("own margin");
        assertThat(margin(BOOK, "--positions", "--model", "deribit-ssm").out()).contains("own margin");
    }

    @ParameterizedTest
    @CsvSource({"/dev/null, /dev/null: is empty", "'', \"\": no file is named", "/, /: is a folder"})
    void whatIsNoBook(String path, String message) {
        assertThat(run("margin", "--market", MARKET, "--book", path).err()).contains(message);
    }

    @Test
    void demoPrintsTheWholeReport() {
        Run run = run("demo");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("market      ", "parameters  deribit-2026-02-15", "backend     cpu/", "account default, ")
                .contains(
                        "BTC in BTC (btc_btc)",
                        "ETH in ETH (eth_eth)",
                        "Extended table in BTC",
                        "*1 worst",
                        "*2 runner-up")
                .contains("Margin in BTC", "roll shock", "delta shock", "initial margin", "maintenance margin")
                .contains("hedge benefit", "time        read ", "Total of default")
                .doesNotContain(ESCAPE, "NaN", "Infinity");
    }

    @Test
    void formatsAgreeOnEveryFigure() throws IOException {
        Run json = run("demo", "--format", "json");
        Run csv = run("demo", "--format", "csv");
        Run deribit = run("demo", "--format", "deribit");
        Run table = run("demo", "--format", "table");
        assertThat(List.of(json.code(), csv.code(), deribit.code(), table.code()))
                .containsOnly(0);
        for (JsonElement element : json.json().getAsJsonArray("currencies")) {
            JsonObject currency = element.getAsJsonObject();
            String code = currency.get("currency").getAsString();
            double initial = currency.get("initial_margin").getAsDouble();
            CSVRecord row = csv.csv().stream()
                    .filter(r -> r.get("currency").equals(code))
                    .findFirst()
                    .orElseThrow();
            JsonObject theirs = deribit.json().getAsJsonObject("margins").getAsJsonObject(code);
            assertThat(initial).isPositive();
            assertThat(Double.parseDouble(row.get("initial_margin"))).isEqualTo(initial);
            assertThat(theirs.get("initial_margin").getAsDouble()).isEqualTo(initial);
            assertThat(table.out()).contains(String.format(Locale.ROOT, "%,.9f", initial));
            double maintenance = currency.get("maintenance_margin").getAsDouble();
            assertThat(Double.parseDouble(row.get("maintenance_margin"))).isEqualTo(maintenance);
            assertThat(theirs.get("maintenance_margin").getAsDouble()).isEqualTo(maintenance);
            for (JsonElement part : currency.getAsJsonArray("components")) {
                JsonObject component = part.getAsJsonObject();
                assertThat(Double.parseDouble(row.get(component.get("id").getAsString())))
                        .isEqualTo(component.get("amount").getAsDouble());
            }
            JsonObject set = currency.getAsJsonArray("netting_sets").get(0).getAsJsonObject();
            JsonObject vectors = deribit.json()
                    .getAsJsonObject("aggregated_risk_vectors")
                    .getAsJsonObject(set.get("key").getAsString());
            List<JsonElement> cells = Stream.of("standard", "extended")
                    .flatMap(t -> vectors.getAsJsonArray(t).asList().stream())
                    .toList();
            assertThat(cells)
                    .extracting(JsonElement::getAsDouble)
                    .isEqualTo(set.getAsJsonArray("aggregated").asList().stream()
                            .map(JsonElement::getAsDouble)
                            .toList());
        }
    }

    @ParameterizedTest
    @MethodSource("io.margrid.host.Repository#backends")
    void deribitFormatHoldsResultsOnly(String backend) {
        Run one = run("demo", "--format", "deribit", "--backend", backend);
        assertThat(one.code()).isZero();
        assertThat(one.out()).isEqualTo(run("demo", "--format", "deribit").out());
        assertThat(one.json().keySet())
                .containsExactly(
                        "model_params",
                        "initial_risk_vectors",
                        "pre_aggregated_risk_vectors",
                        "aggregated_risk_vectors",
                        "margins",
                        "portfolio",
                        "index_price",
                        "ticker");
    }

    @Test
    void marginReadsFiles() throws IOException {
        Run run = margin(BOOK);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("3 lines, 3 instruments, model deribit-spm");
        assertThat(margin(BOOK, "--model", "deribit-ssm").out())
                .contains("model deribit-ssm", "futures initial margin");
        assertThat(margin(BOOK, "--positions").out()).contains("BTC-21AUG26-53000-C");
        assertThat(margin(BOOK, "--params", OFFICIAL).code()).isEqualTo(ExitCodes.BAD_INPUT);
        assertThat(margin(BOOK, "--format", "JSON").json().get("lines").getAsInt())
                .isEqualTo(3);
    }

    @Test
    void bookOfAnotherDayIsRefusedLineByLine() throws IOException {
        Run run = margin("instrument,size\nBTC-21AUG25,1\nBTC-21AUG26-1-C,2\nFOO,3\nBTC-21AUG26,x\n");
        assertThat(run.code()).isEqualTo(ExitCodes.BAD_INPUT);
        assertThat(run.err())
                .contains("error: 4 problems in the input")
                .contains("book.csv:2", "book.csv:3", "book.csv:4", "book.csv:5");
    }

    @Test
    void emptyBookNeedsNoMargin() throws IOException {
        Run run = margin("instrument,size\n", "--format", "json");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.json().get("initial_margin_usd").getAsDouble()).isZero();
        assertThat(margin("instrument,size\n").code()).isZero();
    }

    @Test
    void accountsAreAnsweredOneByOne() throws IOException {
        String book = """
            instrument,size,account
            BTC-21AUG26,1,good
            BTC-21AUG26,2,bad
            FOO,1,bad
            ETH-21AUG26-1400-C,-5,other
            BTC-21AUG26,1,good
            """;
        Run table = margin(book);
        assertThat(table.code()).isEqualTo(ExitCodes.BAD_INPUT);
        assertThat(table.out()).contains("3 accounts: 2 margined, 1 refused; 5 lines in: 3 reported, 2 refused");
        assertThat(table.err()).contains("account bad, ", "book.csv:4");
        Run csv = margin(book, "--format", "csv");
        assertThat(csv.csv()).extracting(r -> r.get("account")).contains("good", "bad", "other");
        assertThat(csv.csv()).extracting(r -> r.get("status")).containsOnlyOnce("refused");
        JsonObject totals = margin(book, "--format", "json").json().getAsJsonObject("totals");
        assertThat(totals).isNotNull();
        assertThat(margin(book, "--format", "deribit").json().keySet()).containsExactly("good", "other");
    }

    @Test
    void tenThousandAccountsGiveTenThousandAnswers() throws IOException {
        StringBuilder book = new StringBuilder("instrument,size,account\n");
        for (int account = 0; account < 10_000; account++) {
            String name = account % 100 == 37 ? "FOO" : "BTC-21AUG26-53000-C";
            book.append("%s,%d,a%d\nETH-21AUG26,1,a%d\n".formatted(name, account % 7 - 3, account, account));
        }
        Run table = margin(book.toString());
        assertThat(table.code()).isEqualTo(ExitCodes.BAD_INPUT);
        assertThat(table.out())
                .contains("10000 accounts: 9900 margined, 100 refused; 20000 lines in: 19800 reported, 200 refused");
        Run csv = margin(book.toString(), "--format", "csv");
        assertThat(csv.csv().stream().map(r -> r.get("account")).distinct()).hasSize(10_000);
        assertThat(csv.csv().stream().filter(r -> r.get("status").equals("refused")))
                .hasSize(100);
        assertThat(csv.csv().stream().filter(r -> r.get("status").equals("ok"))).hasSize(9_900 * 2);
    }

    @Test
    void reconcileSaysYesOrNo() throws IOException {
        Run yes = run("reconcile", OFFICIAL);
        assertThat(yes.code()).as(yes.err()).isZero();
        assertThat(yes.out()).contains("all figures agree").doesNotContain("differs:");
        String copy =
                Files.readString(Path.of(OFFICIAL)).replace("0.017", "0.018").replace("-0.04272", "-0.04372");
        Run no = run("reconcile", file("copy.json", copy).toString());
        assertThat(no.code()).isEqualTo(ExitCodes.FAILED);
        assertThat(no.out())
                .contains("figures differ")
                .contains("differs: aggregated_risk_vectors.btc_btc.standard[3] is -0.04372965863636364 in the answer,"
                        + " computed -0.04272965863636364");
        Run recomputed = run("reconcile", OFFICIAL, "--format", "deribit");
        assertThat(recomputed.code()).isZero();
        assertThat(run("reconcile", file("again.json", recomputed.out()).toString(), "--tolerance", "0")
                        .code())
                .isZero();
        Run cut = run("reconcile", file("cut.json", copy.substring(0, 3_000)).toString());
        assertThat(cut.code()).isEqualTo(ExitCodes.BAD_INPUT);
        assertThat(cut.err()).contains("cut.json: ends too early at line ");
    }

    @Test
    void marksAreCounted() {
        Run run = run("marks", "--market", MARKET, "--forwards", "parity");
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .containsPattern("btc_usd inverse: \\d+ of 970 marks inside the published rounding")
                .containsPattern("eth_usd inverse: \\d+ of 896 marks inside the published rounding");
    }

    @Test
    void instantMayBeGiven() throws IOException {
        Run run = margin(BOOK, "--at", "2026-08-20T12:00:00Z");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("as of 2026-08-20 12:00:00.000 UTC");
        assertThat(margin(BOOK, "--at", "2026-08-21T08:00:00Z").code()).isEqualTo(ExitCodes.BAD_INPUT);
    }

    @Test
    void parametersAreListedAndPrinted() {
        assertThat(run("params").out()).contains("deribit-2024-06-17", "deribit-2026-02-15  (default)", "sha256 ");
        Run one = run("params", "deribit-2024-06-17");
        assertThat(one.code()).isZero();
        assertThat(one.json().get("id").getAsString()).isEqualTo("deribit-2024-06-17");
        assertThat(one.err()).startsWith("note: sha256 ");
    }

    /// The user named a device and it failed: one line, no stack, and a code of its own.
    @Test
    void aBackendThatFailsIsOneLine() {
        StringWriter err = new StringWriter();
        Console console = new Console(new PrintWriter(new StringWriter()), new PrintWriter(err), Palette.PLAIN);
        int code = Main.failed(new BackendException(BackendException.Fault.LOST, "backend cuda/X/Y: gone"), console);
        assertThat(code).isEqualTo(ExitCodes.BACKEND_FAILED);
        assertThat(err.toString()).isEqualToIgnoringNewLines("error: backend cuda/X/Y: gone");
        assertThat(run("--help").out()).contains("3   the named backend failed");
    }

    @Test
    void doctorTestsEveryBackend() {
        Run run = run("doctor");
        assertThat(run.code()).as(run.out()).isZero();
        assertThat(run.out()).contains("backend    vector", "backend    scalar", "known answer: same bits");
        assertThat(run.out()).contains("guard      " + GuardSettings.of(System.getProperties()));
        assertThat(run.out().split("chosen by auto", -1)).hasSize(2);
    }

    @Test
    void colourIsForTerminalsOnly() {
        assertThat(Palette.of(true, "", "xterm")).isEqualTo(Palette.ANSI);
        assertThat(Palette.of(false, "", "xterm")).isEqualTo(Palette.PLAIN);
        assertThat(Palette.of(true, "1", "xterm")).isEqualTo(Palette.PLAIN);
        assertThat(Palette.of(true, "", "dumb")).isEqualTo(Palette.PLAIN);
    }

    @Test
    void colourChangesNoWord() throws IOException {
        String path = file("book.csv", BOOK).toString();
        String[] args = {"margin", "--market", MARKET, "--book", path};
        String colour = run(Palette.ANSI, args).out();
        String plain = run(Palette.PLAIN, args).out();
        assertThat(colour).contains(ESCAPE);
        assertThat(withoutTimes(colour.replaceAll("\u001b\\[[0-9;]*m", ""))).isEqualTo(withoutTimes(plain));
    }

    private static String withoutTimes(String text) {
        return text.replaceAll("(?m)^time .*$| +$", "");
    }
}
