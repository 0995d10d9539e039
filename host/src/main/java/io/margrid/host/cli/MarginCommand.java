package io.margrid.host.cli;

import io.margrid.host.deribit.BookFileReader;
import io.margrid.host.deribit.LoadedBooks;
import io.margrid.host.deribit.LoadedMarket;
import io.margrid.host.deribit.Shown;
import io.margrid.host.deribit.SourceFiles;
import io.margrid.host.engine.MarginEngine;
import io.margrid.host.engine.Methodology;
import io.margrid.host.engine.Models;
import io.margrid.host.engine.StageTimes;
import io.margrid.host.parameters.ParameterStore;
import io.margrid.model.deribit.DeribitPortfolioMargin;
import io.margrid.model.input.Violation;
import io.margrid.model.margin.MarginModel;
import io.margrid.model.margin.ParameterSet;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
    private final StablecoinOption stablecoins = new StablecoinOption();

    @Mixin
    private final BackendOption backend = new BackendOption();

    @Option(
            names = "--book",
            paramLabel = "FILE",
            required = true,
            description =
                    "a get_positions answer, an {instrument: size} map, or CSV with instrument,size[,account][,tag]"
                            + "[,entry_price][,leverage][,extra_margin], where `balance:usdc,1000` is a balance;"
                            + " sizes in base coins; - for standard input")
    private String book = "";

    @Option(
            names = "--model",
            paramLabel = "NAME",
            defaultValue = DeribitPortfolioMargin.ID,
            description = "a margin methodology; `margrid models` lists them (default: ${DEFAULT-VALUE})")
    private String model = DeribitPortfolioMargin.ID;

    @Option(
            names = "--params",
            paramLabel = "ID|FILE",
            description = "parameter set (default: the model's; `margrid params` lists them)")
    private @Nullable String params;

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
        Optional<MarginModel> found = model(problems);
        Optional<LoadedMarket> loaded = stablecoins.read(problems, () -> market.read(clock));
        Optional<LoadedBooks> read = problems.read(() -> BookFileReader.read(
                SourceFiles.one(book),
                name -> loaded.flatMap(files -> files.snapshot().instrument(name))));
        checkOptions(problems);
        if (!problems.isEmpty()) {
            read.ifPresent(books -> problems.addAll(books.allViolations()));
            problems.read(opening::await);
        }
        problems.throwIfAny();
        LoadedBooks books = read.orElseThrow();
        List<String> notes = Stream.concat(loaded.orElseThrow().notes().stream(), books.notes().stream())
                .toList();
        MarginRun.Input input =
                new MarginRun.Input(found.orElseThrow(), loaded.orElseThrow().snapshot(), books.drafts(), notes);
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

    private Optional<MarginModel> model(Problems problems) {
        Optional<Methodology> methodology = Models.find(model);
        if (methodology.isEmpty()) {
            problems.addAll(List.of(new Violation(
                    "model", "%s is none of %s".formatted(Shown.text(model), String.join(", ", Models.ids())))));
        }
        String name = Optional.ofNullable(params)
                .or(() -> methodology.map(Methodology::defaultSet))
                .orElse(ParameterStore.DEFAULT_ID);
        Optional<ParameterSet> set =
                problems.read(() -> ParameterStore.shipped().resolve(name).parameters());
        if (methodology.isPresent() && set.isPresent() && !methodology.get().takes(set.get())) {
            problems.addAll(List.of(new Violation("params", methodology.get().problem(set.get()))));
        }
        return methodology.flatMap(one -> set.filter(one::takes).map(one::model));
    }

    private void checkOptions(Problems problems) {
        if (report.format() == ReportFormat.DERIBIT && !model.equals(DeribitPortfolioMargin.ID)) {
            problems.addAll(List.of(
                    new Violation("format", "deribit is the shape of portfolio margin; use --model deribit-spm")));
        }
    }
}
