package io.margrid.host.engine;

import io.margrid.model.Limits;
import io.margrid.model.book.Book;
import io.margrid.model.book.BookBuilder;
import io.margrid.model.deribit.DeribitInstruments;
import io.margrid.model.input.Violations;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.margin.InstrumentRisk;
import io.margrid.model.margin.MarginModel;
import io.margrid.model.market.MarketSnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Turns drafts into books: looks instruments up, checks that the model can margin them in the market, merges
/// lines.
///
/// With several drafts it remembers what it found out about each instrument that is not known already, so a name
/// is parsed and checked once for all accounts. Not thread-safe.
final class BookAssembler {
    private final MarginModel model;
    private final MarketSnapshot market;
    private final Optional<PricedMarket> kept;
    private final boolean isRemembering;
    private final Map<String, Finding> findings = new HashMap<>();

    /// @param kept   instruments that are known to have no problem
    /// @param drafts how many it will be given: the names of one alone hardly repeat
    BookAssembler(MarginModel model, MarketSnapshot market, Optional<PricedMarket> kept, int drafts) {
        this.model = model;
        this.market = market;
        this.kept = kept;
        this.isRemembering = drafts > 1;
    }

    /// What is known of a name: the instrument, or what is wrong with it.
    private record Finding(Optional<Instrument> instrument, String problem) {}

    /// A checked book.
    ///
    /// @param book    the book
    /// @param repeats lines that were added to an earlier line of the same instrument, by instrument
    record Assembled(Book book, Map<Instrument, Integer> repeats) {}

    /// Assembles a book. Nothing that is missing for its margin is left to be found later.
    ///
    /// @param draft      the lines
    /// @param violations takes everything wrong with them
    /// @return the book; empty if anything is wrong
    Optional<Assembled> assemble(BookDraft draft, Violations violations) {
        int before = violations.size();
        violations.addAll(draft.problems());
        if (draft.lines().size() > Limits.POSITIONS_PER_BOOK) {
            violations.add(
                    "positions",
                    "a book has at most %d positions: %d"
                            .formatted(Limits.POSITIONS_PER_BOOK, draft.lines().size()));
            return Optional.empty();
        }
        BookBuilder builder = new BookBuilder(draft.account());
        for (BookLine line : draft.lines()) {
            // Places are written for faults only: most lines have none.
            Optional<String> sizeProblem = BookBuilder.problem(line.size());
            sizeProblem.ifPresent(problem -> violations.add(draft.places().place(line.row(), "size"), problem));
            Finding finding = finding(line.instrument());
            if (finding.instrument().isEmpty()) {
                violations.add(draft.places().place(line.row(), "instrument"), finding.problem());
            } else if (sizeProblem.isEmpty()) {
                builder.add(finding.instrument().get(), line.size());
            }
        }
        builder.sumProblems()
                .forEach((instrument, problem) ->
                        violations.add(draft.places().place(firstRow(draft, instrument), "size"), problem));
        draft.passThrough().forEach((currency, amounts) -> {
            model.currencyProblem(currency, market)
                    .ifPresent(problem -> violations.add(draft.places().passThrough(currency), problem));
            builder.passThrough(currency, amounts);
        });
        if (violations.size() > before) {
            return Optional.empty();
        }
        builder.terms(draft.terms());
        Book book = builder.build();
        List<String> problems = model.bookProblems(book, market);
        problems.forEach(problem -> violations.add(draft.places().whole(), problem));
        return problems.isEmpty() ? Optional.of(new Assembled(book, builder.repeats())) : Optional.empty();
    }

    private static long firstRow(BookDraft draft, Instrument instrument) {
        return draft.lines().stream()
                .filter(line -> line.instrument().equals(instrument.name()))
                .findFirst()
                .orElseThrow()
                .row();
    }

    private Finding finding(String name) {
        Optional<InstrumentRisk> known = kept.isPresent() ? kept.get().unit(name) : Optional.empty();
        if (known.isPresent()) {
            return new Finding(Optional.of(known.get().instrument()), "");
        }
        return isRemembering ? findings.computeIfAbsent(name, this::find) : find(name);
    }

    private Finding find(String name) {
        try {
            Optional<Instrument> quoted = market.instrument(name);
            Instrument instrument = quoted.isPresent() ? quoted.get() : DeribitInstruments.position(name);
            Optional<String> problem = model.problem(instrument, market);
            return problem.isPresent()
                    ? new Finding(Optional.empty(), problem.get())
                    : new Finding(Optional.of(instrument), "");
        } catch (IllegalArgumentException e) {
            return new Finding(Optional.empty(), String.valueOf(e.getMessage()));
        }
    }
}
