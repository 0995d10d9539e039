package io.margrid.host.cli;

import io.margrid.host.deribit.BookFileReader;
import io.margrid.host.deribit.LoadedBooks;
import io.margrid.host.deribit.LoadedMarket;
import io.margrid.host.deribit.ParameterStore;
import io.margrid.host.deribit.Shown;
import io.margrid.host.deribit.SourceFiles;
import io.margrid.host.engine.MarginEngine;
import io.margrid.host.engine.Models;
import io.margrid.host.engine.StageTimes;
import io.margrid.model.deribit.DeribitParameters;
import io.margrid.model.deribit.DeribitPortfolioMargin;
import io.margrid.model.input.Violation;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Margins a user's books in a user's market.
@Command(name = "margin", description = "Margin books in a market of saved Deribit answers.")
final class MarginCommand implements Callable<Integer> {
    private final Console console;
    private final Clock clock;

    @Mixin
    private final MarketOption market = new MarketOption();

    @Mixin
    private final BackendOption backend = new BackendOption();

    @Option(
            names = "--book",
            paramLabel = "FILE",
            required = true,
            description =
                    "a get_positions answer, an {instrument: size} map, or CSV with instrument,size[,account][,tag];"
                            + " sizes in base coins; - for standard input")
    private String book = "";

    @Option(
            names = "--model",
            paramLabel = "NAME",
            defaultValue = DeribitPortfolioMargin.ID,
            description = "deribit-spm (portfolio margin) or deribit-ssm (legacy standard margin) (default:"
                    + " ${DEFAULT-VALUE})")
    private String model = DeribitPortfolioMargin.ID;

    @Option(
            names = "--params",
            paramLabel = "ID|FILE",
            defaultValue = ParameterStore.DEFAULT_ID,
            description = "parameter set (default: ${DEFAULT-VALUE}; `margrid params` lists them)")
    private String params = ParameterStore.DEFAULT_ID;

    @Mixin
    private final ReportOption report = new ReportOption();

    MarginCommand(Console console, Clock clock) {
        this.console = console;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        try (OpeningBackend opening = backend.opening()) {
            return call(opening);
        }
    }

    private int call(OpeningBackend opening) throws IOException {
        StageTimes times = new StageTimes();
        Problems problems = new Problems();
        Optional<DeribitParameters> set =
                problems.read(() -> ParameterStore.shipped().resolve(params).parameters());
        Optional<LoadedMarket> loaded = problems.read(() -> market.read(clock));
        Optional<LoadedBooks> read = problems.read(() -> BookFileReader.read(SourceFiles.one(book)));
        checkOptions(problems);
        if (!problems.isEmpty()) {
            read.ifPresent(books -> problems.addAll(books.allViolations()));
            problems.read(opening::await);
        }
        problems.throwIfAny();
        DeribitParameters parameters = set.orElseThrow();
        LoadedBooks books = read.orElseThrow();
        List<String> notes = Stream.concat(loaded.orElseThrow().notes().stream(), books.notes().stream())
                .toList();
        MarginRun.Input input = new MarginRun.Input(
                Models.of(model, parameters).orElseThrow(),
                parameters,
                loaded.orElseThrow().snapshot(),
                books.drafts(),
                notes);
        console.notes(notes);
        times.mark("read");
        try (MarginEngine engine = opening.engine()) {
            times.mark("open backend");
            MarginRun run = MarginRun.of(engine, input, report.format(), times);
            if (!books.violations().isEmpty()) {
                problems.addAll(books.violations());
                run.answer().refused().forEach(refused -> problems.addAll(refused.violations()));
                problems.throwIfAny();
            }
            return report.printer(console).print(run);
        }
    }

    private void checkOptions(Problems problems) {
        if (!Models.ids().contains(model)) {
            problems.addAll(List.of(new Violation(
                    "model", "%s is none of %s".formatted(Shown.text(model), String.join(", ", Models.ids())))));
        } else if (report.format() == ReportFormat.DERIBIT && !model.equals(DeribitPortfolioMargin.ID)) {
            problems.addAll(List.of(
                    new Violation("format", "deribit is the shape of portfolio margin; use --model deribit-spm")));
        }
    }
}
