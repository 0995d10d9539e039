package io.margrid.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.JsonFormat;
import io.margrid.host.Repository;
import io.margrid.host.engine.Models;
import io.margrid.host.report.Palette;
import io.margrid.v1.Comparison;
import io.margrid.v1.ComparisonRow;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
    private static final String BOOK = "instrument,size\nBTC-21AUG26,1\nbalance:usdc,200000\n";

    @TempDir
    private Path folder = Path.of("");

    private record Run(int code, String out, String err) {}

    private Run compare(String book, String... more) throws IOException {
        return compare(Repository.market(), book, more);
    }

    private Run compare(Path market, String book, String... more) throws IOException {
        Path file = folder.resolve("book.csv");
        Files.writeString(file, book);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Console console = new Console(new PrintWriter(out), new PrintWriter(err), Palette.PLAIN);
        String[] args = Stream.concat(
                        Stream.of(
                                "compare",
                                "--market",
                                market.toString(),
                                "--forwards",
                                "parity",
                                "--book",
                                file.toString()),
                        Arrays.stream(more))
                .toArray(String[]::new);
        int code = Main.run(args, console, Repository.CLOCK);
        return new Run(code, out.toString(), err.toString());
    }

    @Test
    void aRowForEachModelAndAReasonWhereThereIsNone() throws IOException {
        Run run = compare(BOOK, "--models", "deribit-spm,isolated");
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCodes.OK);
        assertThat(run.out())
                .contains("account default", "equity 200,000.00 USD")
                .containsPattern("\n  deribit-spm +[0-9,.]+ +[0-9,.]+ +[0-9.]+ %")
                .containsPattern("Not computed:\n  isolated +isolated margin needs the entry_price of BTC-21AUG26")
                .doesNotContain("deribit-ssm");
    }

    @Test
    void noEquityIsMadeOfAnEntryPriceOfZero() throws IOException {
        String book = "instrument,size,entry_price\nBTC-21AUG26,%s\nbalance:usdc,200000,\n";
        assertThat(compare(book.formatted("1000,60000"), "--models", "deribit-spm")
                        .out())
                .contains(", equity ");
        Run run = compare(book.formatted("1000,0"), "--models", "deribit-spm");
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCodes.OK);
        assertThat(run.out()).contains("; equity is not told: it needs balances");
    }

    @Test
    void aBookThatNoModelTakesIsBadInput() throws IOException {
        Run run = compare(BOOK, "--models", "isolated");
        assertThat(run.code()).isEqualTo(ExitCodes.BAD_INPUT);
        assertThat(run.out()).contains("Not computed:");
    }

    @Test
    void anUnknownModelIsNamed() throws IOException {
        Run run = compare(BOOK, "--models", "deribit-spm,guesswork");
        assertThat(run.code()).isEqualTo(ExitCodes.BAD_INPUT);
        assertThat(run.err())
                .startsWith("error: 1 problem in the input\n")
                .contains("models: \"guesswork\" is none of " + String.join(", ", Models.ids()));
        assertThat(run.out()).isEmpty();
    }

    @Test
    void anInstantIsNotForAMarketThatHasItsOwn() throws IOException {
        Path market = folder.resolve("market.json");
        Files.writeString(market, """
            {"pairs": [{"pair": "btc_usdc", "index_price": 65000, "as_of": "2026-08-20T12:00:00Z"}],
             "contracts": [{"instrument": "F", "kind": "CONTRACT_KIND_FUTURE", "pair": "btc_usdc"}],
             "futures": [{"instrument": "F", "mark_price": 65000}]}
            """);
        String book = "instrument,size\nF,1\n";
        assertThat(compare(market, book, "--models", "portfolio-generic").code())
                .isEqualTo(ExitCodes.OK);
        Run run = compare(market, book, "--at", "2026-08-20T12:00:00Z");
        assertThat(run.code()).isEqualTo(ExitCodes.BAD_INPUT);
        assertThat(run.err()).contains("--at: cannot be given with a margrid.v1.Market");
    }

    @Test
    void twoAccountsAreRefused() throws IOException {
        Run run = compare("instrument,size,account\nBTC-21AUG26,1,A\nBTC-21AUG26,1,B\n");
        assertThat(run.code()).isEqualTo(ExitCodes.BAD_INPUT);
        assertThat(run.err()).contains("book: must be of one account, has 2");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void jsonIsTheMessage() throws IOException {
        Run run = compare(BOOK, "--json");
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCodes.OK);
        Comparison.Builder read = Comparison.newBuilder();
        JsonFormat.parser().merge(run.out(), read);
        assertThat(read.getAccount()).isEqualTo("default");
        assertThat(read.getEquityUsd()).isEqualTo(200_000.0);
        assertThat(read.getRowsList()).extracting(ComparisonRow::getModel).isEqualTo(Models.ids());
        ComparisonRow own = read.getRows(0);
        assertThat(own.getModel()).isEqualTo("deribit-spm");
        assertThat(own.getInitialMarginUsd()).isPositive();
        assertThat(own.getUtilisation()).isEqualTo(own.getInitialMarginUsd() / 200_000.0);
        assertThat(read.getRowsList()).allMatch(row -> row.hasInitialMarginUsd() == (row.getProblemsCount() == 0));
        assertThat(read.getRowsList().stream().filter(row -> row.getModel().equals("isolated")))
                .singleElement()
                .matches(row -> row.getProblemsCount() > 0 && !row.hasUtilisation());
    }
}
