package io.margrid.host.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.util.JsonFormat;
import io.margrid.host.Repository;
import io.margrid.v1.AccountFigure;
import io.margrid.v1.Comparison;
import io.margrid.v1.MarginReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StablecoinOptionTest {
    private static final String BALANCES = "instrument,size\nbalance:usdc,1000\nbalance:usdt,-500\n";

    @TempDir
    private Path folder = Path.of("");

    private CommandLineRun run(String command, String book, String... more) throws IOException {
        Path file = folder.resolve("book.csv");
        Files.writeString(file, book);
        Path market = Repository.root().resolve("docs/methodologies/examples/closed-form.market.json");
        return CommandLineRun.of(Stream.concat(
                        Stream.of(command, "--market", market.toString(), "--book", file.toString()),
                        Arrays.stream(more))
                .toArray(String[]::new));
    }

    private MarginReport margin(String book, String... more) throws IOException {
        CommandLineRun run = run(
                "margin",
                book,
                Stream.concat(Stream.of("--format", "json"), Arrays.stream(more))
                        .toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
        MarginReport.Builder report = MarginReport.newBuilder();
        JsonFormat.parser().merge(run.out(), report);
        return report.build();
    }

    private static double equity(MarginReport report) {
        return report.getFiguresList().stream()
                .filter(figure -> figure.getId().equals("equity"))
                .mapToDouble(AccountFigure::getAmount)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void collateralAndDebtsCountAtTheirPrices() throws IOException {
        // 1,000 at 0.95 less 500 at 0.90; a tenth of the debt is maintained.
        MarginReport binance = margin(BALANCES, "--model", "binance-pm", "--price", "usdc=0.95", "--price", "usdt=0.9");
        assertThat(equity(binance)).isCloseTo(500.0, within(1e-9));
        assertThat(binance.getMaintenanceMarginUsd()).isCloseTo(45.0, within(1e-9));
        assertThat(binance.getMarket().getSnapshotId()).isEqualTo("closed-form, usdc at 0.95 USD, usdt at 0.9 USD");
        MarginReport generic =
                margin(BALANCES, "--model", "portfolio-generic", "--price", "usdc=0.8", "--price", "usdt=0.9");
        assertThat(equity(generic)).isCloseTo(350.0, within(1e-9));
    }

    @Test
    void aHaircutComesOnTopOfThePrice() throws IOException {
        String usdt = "instrument,size\nbalance:usdt,1000\n";
        // Backpack counts 99 % of it.
        assertThat(equity(margin(usdt, "--model", "backpack"))).isCloseTo(990.0, within(1e-9));
        assertThat(equity(margin(usdt, "--model", "backpack", "--price", "usdt=0.95")))
                .isCloseTo(940.5, within(1e-9));
    }

    @Test
    void marginsOfContractsInItFollowToo() throws IOException {
        String book = "instrument,size\nBTC_USDC-PERPETUAL,2\nbalance:btc,1\n";
        double before = margin(book, "--model", "portfolio-generic").getInitialMarginUsd();
        assertThat(margin(book, "--model", "portfolio-generic", "--price", "usdc=0.5")
                        .getInitialMarginUsd())
                .isCloseTo(before / 2.0, within(1e-9));
        Comparison.Builder comparison = Comparison.newBuilder();
        JsonFormat.parser()
                .merge(
                        run("compare", book, "--models", "portfolio-generic", "--price", "usdc=0.5", "--json")
                                .out(),
                        comparison);
        assertThat(comparison.getRows(0).getInitialMarginUsd()).isCloseTo(before / 2.0, within(1e-9));
        assertThat(comparison.getGrossNotionalUsd()).isCloseTo(20_000.0, within(1e-9));
    }

    @Test
    void everyBadPriceIsNamed() throws IOException {
        CommandLineRun run = run(
                "margin",
                BALANCES + "GOLD,1\n",
                "--model",
                "binance-pm",
                "--price",
                "btc=3",
                "--price",
                "usdt",
                "--price",
                "usdc=-1",
                "--price",
                "usdc=0.9");
        assertThat(run.code()).isEqualTo(ExitCodes.BAD_INPUT);
        assertThat(run.err())
                .contains(
                        "5 problems",
                        "--price: must be of usdc or usdt, like usdt=0.95: \"btc=3\"",
                        "--price: must be a number above 0 and at most 10.0: \"usdt\"",
                        "--price: must be a number above 0 and at most 10.0: \"usdc=-1\"",
                        "--price: is given twice for usdc",
                        "\"GOLD\"");
    }
}
