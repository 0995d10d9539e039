package io.margrid.bench;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.margrid.host.engine.AccountResult;
import io.margrid.host.engine.BookDraft;
import io.margrid.host.engine.BookLine;
import io.margrid.host.engine.EngineAnswer;
import io.margrid.host.engine.MarginEngine;
import io.margrid.host.engine.Models;
import io.margrid.host.engine.StageTimes;
import io.margrid.host.parameters.ParameterStore;
import io.margrid.host.report.ReportContext;
import io.margrid.host.report.ReportMessages;
import io.margrid.host.store.MarketQuotes;
import io.margrid.host.store.QuotedFuture;
import io.margrid.host.store.QuotedOption;
import io.margrid.model.deribit.DeribitParameters;
import io.margrid.model.margin.FullBook;
import io.margrid.model.margin.MarginTotals;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.v1.Book;
import io.margrid.v1.ForwardSource;
import io.margrid.v1.FutureQuote;
import io.margrid.v1.MarginReport;
import io.margrid.v1.Market;
import io.margrid.v1.OptionQuote;
import io.margrid.v1.PairQuote;
import io.margrid.v1.Position;
import io.margrid.v1.ReportView;
import io.margrid.v1.RevalueBooksRequest;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/// What a soak asks for, and the answers that an engine on the reference backend gives to it. Safe for use by many
/// threads.
final class SoakWorkload implements AutoCloseable {
    /// Markets of different quotes.
    static final int TICKS = 12;

    /// Books that are asked for one by one.
    static final int BOOKS = 8;

    private static final int ACCOUNTS = 1_000;
    private static final String PARAMETERS_ID = "deribit-2024-06-17";

    private final StreamWorkload stream = new StreamWorkload(ACCOUNTS);
    private final MarginTotals streamTotals = StreamCheck.expected(stream);
    private final List<MarketQuotes> quotes;
    private final List<List<BookLine>> books;
    private final ParameterStore.Entry defaults = ParameterStore.shipped().defaults();
    private final ParameterStore.Entry other =
            ParameterStore.shipped().find(PARAMETERS_ID).orElseThrow();
    private final MarginEngine engine = new MarginEngine(DirectBackends.open("scalar"));
    private final Map<Question, MarginReport> answers = new ConcurrentHashMap<>();

    SoakWorkload() {
        quotes = IntStream.range(0, TICKS)
                .mapToObj(tick -> MarketQuotes.of(stream.exchange().market(tick)))
                .toList();
        books = IntStream.range(0, BOOKS).mapToObj(this::lines).toList();
    }

    /// What a report depends on.
    ///
    /// @param tick  the market
    /// @param book  whose
    /// @param added whether by the parameters that are added to the server, not by its default
    record Question(int tick, int book, boolean added) {}

    private List<BookLine> lines(int account) {
        FullBook book = stream.exchange().book();
        List<BookLine> lines = new ArrayList<>();
        int end = book.table().rowStart()[book.firstRowOf(account + 1)];
        for (int e = book.table().rowStart()[book.firstRowOf(account)]; e < end; e++) {
            lines.add(new BookLine(
                    lines.size(),
                    book.instruments().get(book.table().instrument()[e]).name(),
                    BigDecimal.valueOf(book.table().quantity()[e])));
        }
        return lines;
    }

    /// A book as a message.
    Book book(int number) {
        Book.Builder message = Book.newBuilder().setAccount("book " + number);
        for (BookLine line : books.get(number)) {
            message.addPositions(Position.newBuilder()
                    .setInstrument(line.instrument())
                    .setSize(line.size().doubleValue()));
        }
        return message.build();
    }

    /// A market as a message.
    ///
    /// @param id   its name
    /// @param tick which quotes
    Market market(String id, int tick) {
        MarketQuotes of = quotes.get(tick);
        Market.Builder market = Market.newBuilder().setId(id).setForwardSource(ForwardSource.FORWARD_SOURCE_QUOTED);
        of.pairs().forEach((pair, quote) -> {
            Instant asOf = quote.asOf();
            market.addPairs(PairQuote.newBuilder()
                    .setPair(pair.key())
                    .setIndexPrice(quote.index())
                    .setAsOf(Timestamp.newBuilder()
                            .setSeconds(asOf.getEpochSecond())
                            .setNanos(asOf.getNano())));
        });
        for (QuotedOption option : of.options()) {
            market.addOptions(OptionQuote.newBuilder()
                    .setInstrument(option.contract().name())
                    .setMarkIvPercent(option.markVolatilityPercent())
                    .setUnderlyingPrice(option.underlyingPrice().orElseThrow()));
        }
        for (QuotedFuture future : of.futures()) {
            market.addFutures(FutureQuote.newBuilder()
                    .setInstrument(future.contract().name())
                    .setMarkPrice(future.markPrice()));
        }
        return market.build();
    }

    /// A parameter file, the same but for its name.
    ByteString parameters(String id) {
        return ByteString.copyFrom(
                other.json().replace("\"%s\"".formatted(PARAMETERS_ID), "\"%s\"".formatted(id)),
                StandardCharsets.UTF_8);
    }

    /// The messages of a stream of books.
    ///
    /// @param snapshot the name of a market of tick 0
    List<RevalueBooksRequest> stream(String snapshot) {
        List<RevalueBooksRequest> requests = new ArrayList<>(stream.requests());
        RevalueBooksRequest.Builder first = requests.getFirst().toBuilder();
        first.getHeaderBuilder().setSnapshotId(snapshot);
        requests.set(0, first.build());
        return requests;
    }

    /// What checks the answers to a stream.
    StreamCheck check() {
        return StreamCheck.of(stream, streamTotals);
    }

    /// Fails unless a report has the figures of the engine's, bit by bit.
    ///
    /// @throws IllegalStateException if not
    void check(Question question, MarginReport report) {
        MarginReport expected = answers.computeIfAbsent(question, this::answer);
        if (!report.getCurrenciesList().equals(expected.getCurrenciesList())
                || !report.getPositionsList().equals(expected.getPositionsList())
                || report.getLines() != expected.getLines()
                || Double.doubleToRawLongBits(report.getInitialMarginUsd())
                        != Double.doubleToRawLongBits(expected.getInitialMarginUsd())) {
            throw new IllegalStateException("not the engine's answer: " + question);
        }
    }

    private MarginReport answer(Question question) {
        List<BookLine> lines = books.get(question.book());
        BookDraft draft = new BookDraft(
                "book " + question.book(),
                lines,
                Map.of(),
                (row, field) -> "line %d, %s".formatted(row, field),
                lines.size(),
                List.of());
        DeribitParameters parameters = (question.added() ? other : defaults).deribit();
        MarketSnapshot market =
                quotes.get(question.tick()).build("tick " + question.tick()).snapshot();
        EngineAnswer answer = engine.evaluate(
                Models.find(Models.DEFAULT).orElseThrow().model(parameters), market, List.of(draft), new StageTimes());
        AccountResult.Margined margined = answer.margined().getFirst();
        ReportContext context =
                new ReportContext(parameters, market, answer.backend(), margined.notes(), lines.size(), Map.of());
        return ReportMessages.of(margined.report(), context, ReportView.REPORT_VIEW_FULL);
    }

    @Override
    public void close() {
        engine.close();
    }
}
