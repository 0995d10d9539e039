package io.margrid.host.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.util.JsonFormat;
import io.margrid.host.Repository;
import io.margrid.v1.OneAccountMargin;
import io.margrid.v1.VenueComparison;
import io.margrid.v1.VenueMargin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VenuesCommandTest {
    private static final String BOOK = """
        account,instrument,size
        deribit,BTC-25SEP26-70000-C,-20
        deribit,balance:btc,3.6
        bybit,BTC-25SEP26,12
        bybit,balance:usdc,250000
        """;

    @TempDir
    private Path folder = Path.of("");

    private CommandLineRun venues(String book, String... more) throws IOException {
        Path file = folder.resolve("book.csv");
        Files.writeString(file, book);
        return CommandLineRun.of(Stream.concat(
                        Stream.of("venues", "--market", Repository.market().toString(), "--book", file.toString()),
                        Arrays.stream(more))
                .toArray(String[]::new));
    }

    @Test
    void jsonIsTheMessage() throws IOException {
        CommandLineRun run = venues(
                BOOK,
                "--venue",
                "deribit=deribit-spm",
                "--venue",
                "bybit=bybit-pm",
                "--models",
                "okx-pm,dydx-v4",
                "--json");
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCodes.OK);
        VenueComparison.Builder read = VenueComparison.newBuilder();
        JsonFormat.parser().merge(run.out(), read);
        assertThat(read.getVenuesList()).extracting(VenueMargin::getAccount).containsExactly("deribit", "bybit");
        assertThat(read.getVenues(1).getMargin().getModel()).isEqualTo("bybit-pm");
        double parts = read.getVenues(0).getMargin().getInitialMarginUsd()
                + read.getVenues(1).getMargin().getInitialMarginUsd();
        assertThat(read.getInitialMarginUsd()).isEqualTo(parts);
        OneAccountMargin okx = read.getOneAccount(0);
        assertThat(okx.getCapitalCostUsd()).isEqualTo(parts - okx.getMargin().getInitialMarginUsd());
        assertThat(okx.getNettingUsd())
                .isCloseTo(okx.getPartsInitialMarginUsd() - okx.getMargin().getInitialMarginUsd(), within(1e-9));
        assertThat(okx.getNettingUsd()).isPositive();
        assertThat(okx.getShortAlthoughOneAccountIsNotList()).containsExactly("deribit");
        assertThat(read.getShortfallUsd()).isEqualTo(-read.getVenues(0).getFreeCapitalUsd());
        assertThat(read.getOneAccount(1).getMargin().getProblemsCount()).isPositive();
        assertThat(read.getOneAccount(1).hasCapitalCostUsd()).isFalse();
    }

    @Test
    void byDefaultTheVenuesModelsAreAskedForTheWhole() throws IOException {
        CommandLineRun run = venues(BOOK, "--venue", "deribit=deribit-spm", "--venue", "bybit=bybit-pm");
        assertThat(run.out())
                .containsPattern("\n  all venues +[0-9,.]+ +[0-9,.]+")
                .containsPattern("\n  deribit-spm +[0-9,.]+ +[0-9,.]+ +[0-9,.]+ +[0-9,.]+ +[0-9,.]+ +[0-9.]+ %")
                .contains("One account would not be short under deribit-spm, bybit-pm.");
    }

    @Test
    void withoutBalancesNobodyIsShort() throws IOException {
        CommandLineRun run = venues(
                BOOK.replaceAll(".*balance.*\n", ""), "--venue", "deribit=deribit-spm", "--venue", "bybit=bybit-pm");
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCodes.OK);
        assertThat(run.out()).containsPattern("all venues +unknown").doesNotContain("short of");
    }

    @Test
    void aVenueThatRefusesItsPartIsBadInput() throws IOException {
        CommandLineRun run = venues(BOOK, "--venue", "deribit=dydx-v4", "--venue", "bybit=bybit-pm");
        assertThat(run.code()).isEqualTo(ExitCodes.BAD_INPUT);
        assertThat(run.out()).contains("Not computed:").containsPattern("\n  deribit +dydx-v4 has linear perpetuals");
    }

    @Test
    void everythingWrongIsToldAtOnce() throws IOException {
        CommandLineRun run = venues(
                BOOK + "okx,GOLD,x\n",
                "--venue",
                "deribit=guesswork",
                "--venue",
                "kraken=okx-pm",
                "--venue",
                "bybit",
                "--venue",
                "kraken=bybit-pm",
                "--params",
                "okx-2025-01-15,tims-2026-11-22");
        assertThat(run.code()).isEqualTo(ExitCodes.BAD_INPUT);
        assertThat(run.err())
                .contains("9 problems in the input")
                .contains("--venue: must be like deribit=deribit-spm: \"bybit\"")
                .contains("--venue: is given twice for account \"kraken\"")
                .contains("--venue deribit: \"guesswork\" is none of ")
                .contains("params: tims-2026-11-22 is of none of the models")
                .contains("column instrument: not a Deribit instrument name: \"GOLD\"")
                .contains("column size: ")
                .contains("--venue: says no model of account \"bybit\" of the book")
                .contains("--venue: says no model of account \"okx\" of the book")
                .contains("--venue: \"kraken\" is no account of the book, which has deribit, bybit, okx");
        assertThat(run.out()).isEmpty();
    }
}
