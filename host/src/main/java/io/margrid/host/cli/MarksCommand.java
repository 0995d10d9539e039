package io.margrid.host.cli;

import io.margrid.host.deribit.LoadedMarket;
import io.margrid.host.deribit.MarksCheck;
import io.margrid.host.engine.MarginEngine;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Compares published marks with repriced ones.
@Command(
        name = "marks",
        description = "Reprice every option from its mark volatility and compare with the published mark prices.")
final class MarksCommand implements Callable<Integer> {
    private final Console console;
    private final Clock clock;

    @Mixin
    private final MarketOption market = new MarketOption();

    @Mixin
    private final BackendOption backend = new BackendOption();

    MarksCommand(Console console, Clock clock) {
        this.console = console;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        LoadedMarket loaded = market.read(clock);
        console.notes(loaded.notes());
        try (MarginEngine engine = backend.open()) {
            MarksCheck.run(loaded.snapshot(), engine).forEach(this::print);
        }
        return ExitCodes.OK;
    }

    private void print(MarksCheck.Chain chain) {
        PrintWriter out = console.out();
        out.println(String.format(
                Locale.ROOT,
                "%s: %d of %d marks inside the published rounding (%.2f %%)",
                chain.chain(),
                chain.inside(),
                chain.options(),
                100.0 * chain.share()));
        out.println(String.format(
                Locale.ROOT,
                "  absolute error: median %.2e, 99th percentile %.2e, largest %.2e",
                chain.median(),
                chain.p99(),
                chain.max()));
        out.println("  %-33s %16s %16s %12s %12s"
                .formatted("worst ten, by error over rounding", "mark", "repriced", "error", "rounding"));
        chain.worst()
                .forEach(line -> out.println(String.format(
                        Locale.ROOT,
                        "  %-33s %16.8f %16.8f %12.2e %12.2e  %s",
                        line.name(),
                        line.mark(),
                        line.model(),
                        line.error(),
                        line.rounding(),
                        line.inside() ? "inside" : "outside")));
        out.println();
    }
}
