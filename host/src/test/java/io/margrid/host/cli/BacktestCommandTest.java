package io.margrid.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.host.Repository;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class BacktestCommandTest {
    private static final String PRICES =
            Repository.root().resolve("docs/examples/history/BTC_USD_daily.csv").toString();

    /// The answer that the command line's page shows.
    @Test
    void theExampleIsTheAnswer() throws IOException {
        String page = Files.readString(Repository.root().resolve("docs/cli.md"));
        int from = page.indexOf("```\n", page.indexOf("./margrid backtest --prices docs/")) + 4;
        String answer = page.substring(page.indexOf("```\n", from) + 4, page.indexOf("\n```", from + 10));
        CommandLineRun run = CommandLineRun.of("backtest", "--prices", PRICES);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).startsWith(answer);
    }

    @Test
    void everyBadOptionIsNamed() {
        CommandLineRun run = CommandLineRun.of(
                "backtest", "--prices", PRICES, "--window", "5", "--confidence", "2", "--lambda", "-1");
        assertThat(run.code()).isEqualTo(ExitCodes.BAD_INPUT);
        assertThat(run.err()).contains("3 problems", "--window", "--confidence", "--lambda");
    }

    @Test
    void aHistoryThatIsTooShortIsRefused() {
        CommandLineRun run = CommandLineRun.of("backtest", "--prices", PRICES, "--window", "5000");
        assertThat(run.code()).isEqualTo(ExitCodes.BAD_INPUT);
        assertThat(run.err()).contains("a window of 5000 days needs at least 5002 closes");
    }

    @Test
    void aShortPositionHasOtherBadDays() {
        CommandLineRun run = CommandLineRun.of("backtest", "--prices", PRICES, "--short", "--method", "plain");
        assertThat(run.out()).contains("short, plain returns").doesNotContain("2026-02-05");
    }
}
