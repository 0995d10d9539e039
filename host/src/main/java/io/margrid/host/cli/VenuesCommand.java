package io.margrid.host.cli;

import io.margrid.host.deribit.BookFileReader;
import io.margrid.host.deribit.LoadedBooks;
import io.margrid.host.deribit.LoadedMarket;
import io.margrid.host.deribit.Shown;
import io.margrid.host.deribit.SourceFiles;
import io.margrid.host.engine.BookDraft;
import io.margrid.host.engine.MarginEngine;
import io.margrid.host.engine.VenueSplit;
import io.margrid.host.report.ReportMessages;
import io.margrid.host.report.VenueReport;
import io.margrid.model.input.Violation;
import io.margrid.model.margin.MarginModel;
import io.margrid.model.market.MarketSnapshot;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Margins one book whose accounts lie at several venues.
@Command(
        name = "venues",
        description = "Margin one book that lies at several venues: each account by its venue's rules, all as one"
                + " account, and what separation costs.")
final class VenuesCommand implements Callable<Integer> {
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
            description = "the book, an account for each venue, as for `margin`; balances tell who is short of margin")
    private String book = "";

    @Option(
            names = "--venue",
            paramLabel = "ACCOUNT=MODEL",
            required = true,
            description = "which methodology margins an account; once for every account of the book")
    private List<String> venues = List.of();

    @Option(
            names = "--models",
            paramLabel = "LIST",
            split = ",",
            description = "methodologies for all as one account: all, or names separated by commas (default: those of"
                    + " the venues)")
    private List<String> models = List.of();

    @Option(
            names = "--params",
            paramLabel = "ID|FILE",
            split = ",",
            description = "parameter sets to use instead of the models' own; each counts for the models that take it")
    private List<String> params = List.of();

    @Option(names = "--json", description = "print JSON (margrid.v1.VenueComparison) instead of tables")
    private boolean json;

    VenuesCommand(Console console, Clock clock) {
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
        Map<String, String> named = named(problems);
        ModelChoice choice = new ModelChoice(params, problems);
        Map<String, MarginModel> own = new LinkedHashMap<>();
        named.forEach((account, model) ->
                choice.model("--venue " + account, model).ifPresent(found -> own.put(account, found)));
        List<MarginModel> asked = choice.models(
                "models",
                models.isEmpty()
                        ? own.values().stream().map(MarginModel::id).distinct().toList()
                        : models);
        choice.checkTaken();
        Optional<LoadedMarket> loaded = stablecoins.read(problems, () -> market.read(clock));
        Optional<LoadedBooks> read = problems.read(() -> BookFileReader.read(
                SourceFiles.one(book),
                name -> loaded.flatMap(files -> files.snapshot().instrument(name))));
        read.ifPresent(books -> {
            problems.addAll(books.allViolations());
            problems.addAll(unmatched(named, books.drafts()));
        });
        problems.throwIfAny();
        MarketSnapshot snapshot = loaded.orElseThrow().snapshot();
        List<VenueSplit.Venue> parts = new ArrayList<>();
        for (BookDraft draft : read.orElseThrow().drafts()) {
            Optional.ofNullable(own.get(draft.account()))
                    .ifPresent(model -> parts.add(new VenueSplit.Venue(draft, model)));
        }
        console.notes(Stream.concat(loaded.get().notes().stream(), read.get().notes().stream())
                .toList());
        try (MarginEngine engine = opening.engine()) {
            VenueSplit split = VenueSplit.of(engine, parts, asked, snapshot);
            if (json) {
                console.out().println(ReportMessages.json(VenueReport.message(split, snapshot)));
            } else {
                console.notes(split.notes());
                VenueReport.print(split, console.out(), console.palette());
            }
            console.out().flush();
            return split.initialUsd().isPresent() ? ExitCodes.OK : ExitCodes.BAD_INPUT;
        }
    }

    /// Models by account, as they are named.
    private Map<String, String> named(Problems problems) {
        Map<String, String> named = new LinkedHashMap<>();
        for (String venue : venues) {
            int equals = venue.lastIndexOf('=');
            if (equals <= 0 || equals == venue.length() - 1) {
                problems.addAll(
                        List.of(new Violation("--venue", "must be like deribit=deribit-spm: " + Shown.text(venue))));
            } else if (named.putIfAbsent(venue.substring(0, equals), venue.substring(equals + 1)) != null) {
                problems.addAll(List.of(new Violation(
                        "--venue", "is given twice for account " + Shown.text(venue.substring(0, equals)))));
            }
        }
        return named;
    }

    /// Accounts without a model, and models without an account.
    private static List<Violation> unmatched(Map<String, String> named, List<BookDraft> drafts) {
        List<Violation> found = new ArrayList<>();
        List<String> accounts = drafts.stream().map(BookDraft::account).toList();
        for (String account : accounts) {
            if (!named.containsKey(account)) {
                found.add(new Violation(
                        "--venue", "says no model of account %s of the book".formatted(Shown.text(account))));
            }
        }
        for (String account : named.keySet()) {
            if (!accounts.contains(account)) {
                found.add(new Violation(
                        "--venue",
                        "%s is no account of the book, which has %s"
                                .formatted(Shown.text(account), String.join(", ", accounts))));
            }
        }
        return found;
    }
}
