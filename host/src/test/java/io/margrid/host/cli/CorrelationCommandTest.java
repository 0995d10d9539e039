package io.margrid.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.margrid.host.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorrelationCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private static String prices(String coin) {
        return "%s=%s/docs/examples/history/%s_USD_daily.csv"
                .formatted(coin.toLowerCase(Locale.ROOT), Repository.root(), coin);
    }

    private static CommandLineRun correlation(String... more) {
        return CommandLineRun.of(Stream.concat(
                        Stream.of("correlation", "--prices", prices("BTC"), "--prices", prices("ETH")),
                        Arrays.stream(more))
                .toArray(String[]::new));
    }

    @Test
    void theFileSaysHowItWasMade() {
        CommandLineRun run = correlation(
                "--json",
                "--from",
                "2022-05-01",
                "--to",
                "2022-07-01",
                "--shrinkage",
                "0.25",
                "--credits",
                "m=btc,eth");
        assertThat(run.code()).as(run.err()).isZero();
        JsonObject file = JsonParser.parseString(run.out()).getAsJsonObject();
        assertThat(file.get("id").getAsString()).isEqualTo("correlation-shrunk-2022-07-01");
        assertThat(file.get("as_of").getAsString()).isEqualTo("2022-07-01");
        assertThat(file.get("source").getAsString())
                .isEqualTo("daily closes, btc: BTC_USD_daily.csv, eth: ETH_USD_daily.csv");
        assertThat(file.getAsJsonObject("window").get("from").getAsString()).isEqualTo("2022-05-01");
        assertThat(file.getAsJsonObject("window").get("changes").getAsInt()).isEqualTo(61);
        assertThat(file.get("shrinkage").getAsDouble()).isEqualTo(0.25);
        assertThat(file.get("shrinkage_estimated").getAsBoolean()).isFalse();
        double both = file.getAsJsonArray("correlations")
                .get(0)
                .getAsJsonArray()
                .get(1)
                .getAsDouble();
        assertThat(both).isBetween(0.9, 0.95);
        JsonObject group = file.getAsJsonObject("groups").getAsJsonObject("m");
        assertThat(group.get("credit").getAsDouble()).isEqualTo(both);
        assertThat(file.getAsJsonObject("marks").get("groups").getAsString()).isEqualTo("ASSUMED");
    }

    @Test
    void daysThatOnlySomeHaveAreCounted() throws IOException {
        Path gaps = folder.resolve("sol.csv");
        String text = Files.readString(Repository.root().resolve("docs/examples/history/SOL_USD_daily.csv"));
        Files.writeString(gaps, text.replaceAll("2026-08-1[0-4].*\n", ""));
        CommandLineRun run = correlation("--prices", "sol=" + gaps, "--method", "ewma");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("note: days that only some of the files have are left out: 5");
        assertThat(run.out()).contains("ewma, lambda 0.97").contains("365 changes");
    }

    @Test
    void everyBadOptionIsNamed() {
        CommandLineRun run = CommandLineRun.of(
                "correlation",
                "--prices",
                "Btc=none.csv",
                "--window",
                "3",
                "--lambda",
                "2",
                "--shrinkage",
                "-1",
                "--method",
                "plain",
                "--credits",
                "x",
                "--from",
                "2026-01-02",
                "--to",
                "2026-01-01");
        assertThat(run.code()).isEqualTo(ExitCodes.BAD_INPUT);
        assertThat(run.err())
                .contains(
                        "10 problems",
                        "--prices: must name a coin by a lower-case code: \"Btc\"",
                        "none.csv: ",
                        "--prices: must be given for two or more coins: 1",
                        "--window: must be 20 or more: 3",
                        "--lambda: is of --method ewma only",
                        "--lambda: must be 0.5 to 0.9999: 2.0",
                        "--shrinkage: is of --method shrunk only",
                        "--shrinkage: must be 0 to 1: -1.0",
                        "--from: must be before --to 2026-01-01: 2026-01-02",
                        "--credits: must be like majors=btc,eth: \"x\"");
    }

    @Test
    void whatOnlyTheDataTellIsBadInputToo() {
        assertThat(correlation("--window", "5000").err())
                .contains("--prices: a window of 5000 days needs as many changes from one close to the next: 2057");
        assertThat(correlation("--credits", "all=btc,xrp", "--credits", "one=btc")
                        .err())
                .contains(
                        "2 problems",
                        "--credits all: xrp is none of btc, eth",
                        "--credits one: a group has two or more");
    }
}
