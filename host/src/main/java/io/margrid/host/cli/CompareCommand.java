package io.margrid.host.cli;

import io.margrid.host.deribit.BookFileReader;
import io.margrid.host.deribit.LoadedBooks;
import io.margrid.host.deribit.LoadedMarket;
import io.margrid.host.deribit.SourceFiles;
import io.margrid.host.engine.Comparison;
import io.margrid.host.engine.MarginEngine;
import io.margrid.host.report.ComparisonReport;
import io.margrid.host.report.ReportMessages;
import io.margrid.model.input.Violation;
import io.margrid.model.margin.MarginModel;
import io.margrid.model.market.MarketSnapshot;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Margins one book under several methodologies.
@Command(name = "compare", description = "Margin one book under several methodologies, a row each.")
final class CompareCommand implements Callable<Integer> {
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
            description = "the book of one account, as for `margin`; balances tell what of it is used up")
    private String book = "";

    @Option(
            names = "--models",
            paramLabel = "LIST",
            split = ",",
            defaultValue = ModelChoice.ALL,
            description = "all, or names that `margrid models` lists, separated by commas (default: ${DEFAULT-VALUE})")
    private List<String> models = List.of(ModelChoice.ALL);

    @Option(
            names = "--params",
            paramLabel = "ID|FILE",
            split = ",",
            description = "parameter sets to use instead of the models' own; each counts for the models that take it")
    private List<String> params = List.of();

    @Option(names = "--json", description = "print JSON (margrid.v1.Comparison) instead of a table")
    private boolean json;

    CompareCommand(Console console, Clock clock) {
        this.console = console;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        try (OpeningBackend opening = backend.opening()) {
            return call(opening);
        }
    }

    private int call(OpeningBackend opening) {
        Problems problems = new Problems();
        ModelChoice choice = new ModelChoice(params, problems);
        List<MarginModel> chosen = choice.models("models", models);
        choice.checkTaken();
        Optional<LoadedMarket> loaded = stablecoins.read(problems, () -> market.read(clock));
        Optional<LoadedBooks> read = problems.read(() -> BookFileReader.read(
                SourceFiles.one(book),
                name -> loaded.flatMap(files -> files.snapshot().instrument(name))));
        read.ifPresent(books -> problems.addAll(books.allViolations()));
        read.filter(books -> books.drafts().size() > 1)
                .ifPresent(books -> problems.addAll(List.of(new Violation(
                        "book",
                        "must be of one account, has %d"
                                .formatted(books.drafts().size())))));
        problems.throwIfAny();
        MarketSnapshot snapshot = loaded.orElseThrow().snapshot();
        console.notes(Stream.concat(loaded.get().notes().stream(), read.orElseThrow().notes().stream())
                .toList());
        try (MarginEngine engine = opening.engine()) {
            Comparison comparison =
                    Comparison.of(engine, chosen, snapshot, read.get().drafts().getFirst());
            if (json) {
                console.out().println(ReportMessages.json(ComparisonReport.message(comparison, snapshot)));
            } else {
                ComparisonReport.print(comparison, console.out(), console.palette());
            }
            console.out().flush();
            boolean any =
                    comparison.rows().stream().anyMatch(row -> row.outcome().isPresent());
            return any ? ExitCodes.OK : ExitCodes.BAD_INPUT;
        }
    }
}
