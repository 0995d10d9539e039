package io.margrid.host.engine;

import io.margrid.model.book.Book;
import io.margrid.model.input.Violation;
import io.margrid.model.input.Violations;
import io.margrid.model.margin.MarginModel;
import io.margrid.model.market.MarketSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The drafts of a call as books, where nothing is wrong with them.
///
/// @param assembled one for each draft; empty if anything is wrong with it
/// @param problems  one list for each draft
record CheckedDrafts(List<Optional<BookAssembler.Assembled>> assembled, List<List<Violation>> problems) {
    /// Checks drafts.
    ///
    /// @param kept instruments that are known to have no problem
    static CheckedDrafts of(
            MarginModel model, MarketSnapshot market, List<BookDraft> drafts, Optional<PricedMarket> kept) {
        List<Optional<BookAssembler.Assembled>> assembled = new ArrayList<>(drafts.size());
        List<List<Violation>> problems = new ArrayList<>(drafts.size());
        BookAssembler assembler = new BookAssembler(model, market, kept, drafts.size());
        for (BookDraft draft : drafts) {
            Violations violations = new Violations();
            assembled.add(assembler.assemble(draft, violations));
            problems.add(violations.toList());
        }
        return new CheckedDrafts(assembled, problems);
    }

    /// The books that can be margined, in the drafts' order.
    List<Book> books() {
        return assembled.stream()
                .flatMap(Optional::stream)
                .map(BookAssembler.Assembled::book)
                .toList();
    }
}
