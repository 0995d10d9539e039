package io.margrid.host.grpc;

import com.google.rpc.Status;
import io.margrid.host.engine.AccountResult;
import io.margrid.host.engine.BookDraft;
import io.margrid.host.engine.CallTerms;
import io.margrid.host.engine.ColumnEngine;
import io.margrid.host.engine.EngineAnswer;
import io.margrid.host.engine.MarginEngine;
import io.margrid.host.engine.StageTimes;
import io.margrid.host.grpc.ChunkAnswers.InColumns;
import io.margrid.host.grpc.ChunkAnswers.Outcome;
import io.margrid.host.grpc.ChunkAnswers.Refused;
import io.margrid.host.grpc.ChunkAnswers.Reported;
import io.margrid.model.input.InvalidInputException;
import io.margrid.model.margin.FullBook;
import io.margrid.model.margin.MarginModel;
import io.margrid.model.margin.MarginTotals;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.revaluation.BackendInfo;
import io.margrid.v1.ReportView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Margins the books of a stream, chunk after chunk, with the bits and words of calls with one book each. One
/// thread at a time.
///
/// Where only margins are wanted of many lines, plain books go as columns, which takes a few nanoseconds a line;
/// all others go as drafts, as single calls do.
final class ChunkMargins {
    private final MarginEngine engine;
    private final StreamHeader header;
    private final CallTerms terms;
    private final Patience patience;
    private final int sliceLines;
    private final int errorBytes;
    private final Optional<ColumnEngine> columns;
    private final Optional<PlainBooks> plain;

    /// Margins for one stream.
    ///
    /// @param engine     computes
    /// @param header     how
    /// @param terms      of the call
    /// @param sliceLines lines that are margined together as drafts, but for the last book of them
    /// @param errorBytes most bytes of listed violations of a book
    ChunkMargins(MarginEngine engine, StreamHeader header, CallTerms terms, int sliceLines, int errorBytes) {
        this.engine = engine;
        this.header = header;
        this.terms = terms;
        this.patience = new Patience(terms, pause -> LockSupport.parkNanos(pause.toNanos()));
        this.sliceLines = sliceLines;
        this.errorBytes = errorBytes;
        MarginModel model = header.basis().model();
        MarketSnapshot market = header.basis().market().snapshot();
        columns = header.view() == ReportView.REPORT_VIEW_MARGINS && ColumnEngine.serves(model, market)
                ? Optional.of(engine.columns(model, market))
                : Optional.empty();
        plain = columns.map(one -> new PlainBooks(one, header.instruments()));
    }

    /// From how many lines on a chunk goes as columns, so that all instruments are priced for it.
    ///
    /// @return as many lines as there are instruments; more than ever come if nothing goes as columns
    long many() {
        return columns.map(one ->
                        (long) Math.max(one.instruments(), header.instruments().size()))
                .orElse(Long.MAX_VALUE);
    }

    /// Margins a chunk. Blocks.
    ///
    /// @param batches its books, neighbours in the stream
    /// @return an outcome for each book
    ChunkAnswers margin(List<BookBatch> batches) {
        List<StreamBook> books =
                batches.stream().flatMap(batch -> batch.books().stream()).toList();
        long lines = batches.stream().mapToLong(BookBatch::lines).sum();
        long weight = batches.stream().mapToLong(BookBatch::weight).sum();
        Chunk chunk = new Chunk(books);
        if (columns.isPresent() && lines >= many()) {
            chunk.margin(columns.get(), plain.orElseThrow());
        }
        chunk.marginRest();
        return new ChunkAnswers(
                batches.getFirst().first(), books, chunk.outcomes(), chunk.totals, chunk.backends, weight);
    }

    /// A chunk while it is margined.
    private final class Chunk {
        private final List<StreamBook> books;
        private final List<@Nullable Outcome> found;
        private final Set<BackendInfo> backends = new LinkedHashSet<>();
        private @Nullable MarginTotals totals;

        Chunk(List<StreamBook> books) {
            this.books = books;
            found = new ArrayList<>(Collections.nCopies(books.size(), null));
        }

        /// Pricing all instruments pays where there are at least as many lines.
        void margin(ColumnEngine engine, PlainBooks plain) {
            List<Integer> places = new ArrayList<>(books.size());
            FullBook accounts = plain.columns(books, places);
            if (places.isEmpty()) {
                return;
            }
            ColumnEngine.Margined margined = patience.until(() -> engine.margin(accounts, terms));
            totals = margined.totals();
            backends.add(margined.by());
            for (int account = 0; account < places.size(); account++) {
                // The engine has the words for those that are refused.
                if (!margined.totals().refused().containsKey(account)) {
                    found.set(places.get(account), new InColumns(account));
                }
            }
        }

        void marginRest() {
            List<BookDraft> drafts = new ArrayList<>();
            List<Integer> places = new ArrayList<>();
            long lines = 0;
            for (int b = 0; b < books.size(); b++) {
                if (found.get(b) == null) {
                    try {
                        drafts.add(BookReader.read(
                                books.get(b).message(),
                                header.instruments(),
                                header.basis().market().built().unusable()));
                        places.add(b);
                        lines += books.get(b).lines();
                    } catch (LimitExceededException e) {
                        found.set(b, new Refused(StatusErrors.message(e, errorBytes)));
                    }
                }
                // What is wrong with many lines takes much more memory than they do.
                if (lines >= sliceLines || b == books.size() - 1) {
                    margin(drafts, places);
                    drafts.clear();
                    places.clear();
                    lines = 0;
                }
            }
        }

        private void margin(List<BookDraft> drafts, List<Integer> places) {
            if (drafts.isEmpty()) {
                return;
            }
            ResolvedMarket market = header.basis().market();
            EngineAnswer answer = patience.until(() -> engine.evaluate(
                    header.basis().model(), market.snapshot(), market.use(), drafts, terms, new StageTimes()));
            backends.add(answer.backend());
            for (int d = 0; d < drafts.size(); d++) {
                found.set(places.get(d), outcome(answer.results().get(d)));
            }
        }

        private Outcome outcome(AccountResult result) {
            return switch (result) {
                case AccountResult.Margined margined -> new Reported(margined.report(), margined.notes());
                case AccountResult.Refused refused -> new Refused(status(refused));
            };
        }

        private Status status(AccountResult.Refused refused) {
            return StatusErrors.message(new InvalidInputException(refused.violations()), errorBytes);
        }

        List<Outcome> outcomes() {
            return found.stream().map(java.util.Objects::requireNonNull).toList();
        }
    }
}
