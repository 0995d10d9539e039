package io.margrid.host.cli;

import io.margrid.host.deribit.DemoData;
import io.margrid.host.deribit.LoadedBooks;
import io.margrid.host.deribit.LoadedMarket;
import io.margrid.host.engine.MarginEngine;
import io.margrid.host.engine.Models;
import io.margrid.host.engine.StageTimes;
import io.margrid.host.parameters.ParameterStore;
import io.margrid.model.market.ForwardSource;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Margins the shipped book in the shipped market.
@Command(
        name = "demo",
        description = "Margin a market maker's book of over 500 lines on Deribit's BTC and ETH markets of 2026-08-20.")
final class DemoCommand implements Callable<Integer> {
    private final Console console;
    private final Clock clock;

    @Mixin
    private final BackendOption backend = new BackendOption();

    @Option(
            names = "--forwards",
            paramLabel = "SOURCE",
            defaultValue = "parity",
            description = "quoted or parity (default: ${DEFAULT-VALUE})")
    private ForwardSource forwards = ForwardSource.PARITY;

    @Mixin
    private final ReportOption report = new ReportOption();

    DemoCommand(Console console, Clock clock) {
        this.console = console;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        StageTimes times = new StageTimes();
        try (OpeningBackend opening = backend.opening()) {
            LoadedMarket market = DemoData.market(forwards, clock);
            LoadedBooks book = DemoData.book();
            console.notes(market.notes());
            MarginRun.Input input = new MarginRun.Input(
                    Models.find(Models.DEFAULT)
                            .orElseThrow()
                            .model(ParameterStore.shipped().defaults().parameters()),
                    market.snapshot(),
                    book.drafts(),
                    market.notes());
            times.mark("read");
            try (MarginEngine engine = opening.engine()) {
                times.mark("open backend");
                MarginRun run = MarginRun.of(engine, input, report.format(), times);
                return report.printer(console).print(run);
            }
        }
    }
}
