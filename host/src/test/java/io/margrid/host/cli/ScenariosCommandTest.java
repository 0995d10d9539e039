package io.margrid.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.host.Repository;
import io.margrid.host.parameters.ParameterStore;
import io.margrid.model.historical.HistoricalParameters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenariosCommandTest {
    private static String file(String name) {
        return Repository.root().resolve("docs/examples/history/" + name).toString();
    }

    private static List<String> shippedArguments() {
        return new ArrayList<>(List.of(
                "scenarios",
                "--prices",
                "btc=" + file("BTC_USD_daily.csv"),
                "--prices",
                "eth=" + file("ETH_USD_daily.csv"),
                "--prices",
                "sol=" + file("SOL_USD_daily.csv"),
                "--volatility",
                "btc=" + file("DVOL_BTC_daily.csv"),
                "--borrow",
                "eth=btc",
                "--borrow",
                "sol=btc",
                "--stressed",
                "365"));
    }

    private static HistoricalParameters parsed(String json) {
        return (HistoricalParameters) ParameterStore.parseNamed("out.json", json.getBytes(StandardCharsets.UTF_8))
                .parameters();
    }

    /// The shipped set has the bits that the command makes of the shipped histories.
    @Test
    void makesTheShippedSet() {
        CommandLineRun run = CommandLineRun.of(shippedArguments().toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
        HistoricalParameters made = parsed(run.out());
        HistoricalParameters shipped = (HistoricalParameters) ParameterStore.shipped()
                .find("historical-2026-04-16")
                .orElseThrow()
                .parameters();
        assertThat(made.id()).isEqualTo(shipped.id());
        assertThat(made.recent()).isEqualTo(shipped.recent());
        assertThat(made.stressed()).isEqualTo(shipped.stressed());
        assertThat(made.confidence()).isEqualTo(shipped.confidence());
        assertThat(made.stressedWeight()).isEqualTo(shipped.stressedWeight());
        assertThat(made.maintenanceFactor()).isEqualTo(shipped.maintenanceFactor());
        assertThat(run.err())
                .contains("1850 days that all files have, 2021-03-24 to 2026-04-16")
                .contains("volatility of eth moves as that of btc");
    }

    @Test
    void everyOptionReachesTheFile() {
        CommandLineRun run = CommandLineRun.of(
                "scenarios",
                "--prices",
                "btc=" + file("BTC_USD_daily.csv"),
                "--method",
                "plain",
                "--horizon",
                "5",
                "--window",
                "2000",
                "--until",
                "2026-08-01",
                "--stressed",
                "2022-05-01:2022-12-31",
                "--stressed-weight",
                "0.5",
                "--measure",
                "value_at_risk",
                "--quantile",
                "points",
                "--confidence",
                "0.99",
                "--maintenance",
                "0.9",
                "--id",
                "mine");
        assertThat(run.code()).as(run.err()).isZero();
        HistoricalParameters made = parsed(run.out());
        assertThat(made.id()).isEqualTo("mine");
        assertThat(made.recent().size()).isEqualTo(2000);
        assertThat(made.recent().last()).isEqualTo("2026-08-01");
        assertThat(made.recent().horizonDays()).isEqualTo(5);
        assertThat(made.stressed().orElseThrow().first()).isEqualTo("2022-05-01");
        assertThat(made.stressed().orElseThrow().last()).isEqualTo("2022-12-31");
        assertThat(made.stressedWeight()).isEqualTo(0.5);
        assertThat(made.measure().name()).isEqualTo("VALUE_AT_RISK");
        assertThat(made.quantile().name()).isEqualTo("POINTS");
        assertThat(made.confidence()).isEqualTo(0.99);
        assertThat(made.maintenanceFactor()).isEqualTo(0.9);
        assertThat(run.err()).contains("volatility of btc stays", "moves over 5 days overlap");
    }

    @Test
    void everyBadOptionIsNamed(@TempDir Path folder) throws IOException {
        Path bad = folder.resolve("bad.csv");
        Files.writeString(bad, "date,close\n2026-01-02,1\n2026-01-01,1\n");
        CommandLineRun run = CommandLineRun.of(
                "scenarios",
                "--prices",
                "btc=" + file("BTC_USD_daily.csv"),
                "--prices",
                "btc=" + file("BTC_USD_daily.csv"),
                "--prices",
                "nothing",
                "--prices",
                "eth=" + bad,
                "--volatility",
                "sol=" + file("DVOL_BTC_daily.csv"),
                "--borrow",
                "eth=btc",
                "--lambda",
                "2",
                "--horizon",
                "0",
                "--window",
                "0",
                "--stressed",
                "sometimes");
        assertThat(run.code()).isEqualTo(ExitCodes.BAD_INPUT);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("--prices: is given twice for btc")
                .contains("--prices: must begin with a coin and =, such as btc=: \"nothing\"")
                .contains("bad.csv:3: date must be after 2026-01-02: 2026-01-01")
                .contains("--volatility: there are no --prices of sol")
                .contains("--borrow: there is no --volatility of \"btc\"")
                .contains("--lambda: must be 0.0 to 1.0: 2.0")
                .contains("--horizon: must be")
                .contains("--window: must be")
                .contains("--stressed: must be a number of days or like 2022-05-01:2022-12-31: \"sometimes\"");
    }

    @Test
    void figuresAndWindowsThatDoNotFitAreRefused() {
        List<String> args = shippedArguments();
        args.addAll(List.of("--window", "1850"));
        CommandLineRun window = CommandLineRun.of(args.toArray(String[]::new));
        assertThat(window.code()).isEqualTo(ExitCodes.BAD_INPUT);
        assertThat(window.err()).contains("--window: the days that all files have give 1849 moves: 1850");
        CommandLineRun confidence =
                CommandLineRun.of("scenarios", "--prices", "btc=" + file("BTC_USD_daily.csv"), "--confidence", "3");
        assertThat(confidence.code()).isEqualTo(ExitCodes.BAD_INPUT);
        CommandLineRun weight = CommandLineRun.of(
                "scenarios", "--prices", "btc=" + file("BTC_USD_daily.csv"), "--stressed-weight", "0.5");
        assertThat(weight.err()).contains("--stressed-weight: is given without --stressed");
        assertThat(confidence.err()).contains("confidence must be 0.5 to 0.9999: 3.0");
    }
}
