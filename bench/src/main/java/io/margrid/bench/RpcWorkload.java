package io.margrid.bench;

import com.google.protobuf.Timestamp;
import io.margrid.host.deribit.DemoData;
import io.margrid.host.engine.BookLine;
import io.margrid.host.engine.MarginEngine;
import io.margrid.host.parameters.ParameterStore;
import io.margrid.model.deribit.DeribitParameters;
import io.margrid.model.market.ForwardSource;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.v1.Book;
import io.margrid.v1.ComputeMarginRequest;
import io.margrid.v1.ComputeMarginResponse;
import io.margrid.v1.FutureQuote;
import io.margrid.v1.Market;
import io.margrid.v1.OptionQuote;
import io.margrid.v1.PairQuote;
import io.margrid.v1.Position;
import io.margrid.v1.ReportView;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// The requests that [RpcCalls] times, with their answers made without gRPC.
///
/// The book is 500 lines of the demo's book of real instruments, drawn and shuffled with a fixed seed; the market
/// is the demo's chain. The account's name is the case's name, by which [RpcEcho] knows what to answer.
final class RpcWorkload {
    static final int POSITIONS = 500;
    private static final long SEED = 4;

    /// The case whose figure counts: default view, an inline market that quotes what the book holds.
    static final String HEADLINE = "quotes of the book, matrix";

    private final MarketSnapshot chain =
            DemoData.market(ForwardSource.QUOTED, Clock.systemUTC()).snapshot();
    private final DeribitParameters parameters =
            ParameterStore.shipped().defaults().deribit();
    private final List<BookLine> book = book();
    private final List<Case> cases = new ArrayList<>();

    RpcWorkload() {
        Set<String> held = new HashSet<>();
        book.forEach(line -> held.add(line.instrument()));
        MarketSnapshot quotes = inline(held);
        MarketSnapshot everything = inline(chain.instruments().keySet());
        add(HEADLINE, quotes, true, ReportView.REPORT_VIEW_UNSPECIFIED);
        add("quotes of the book, totals", quotes, true, ReportView.REPORT_VIEW_TOTALS);
        add("quotes of the book, full", quotes, true, ReportView.REPORT_VIEW_FULL);
        add("quotes of the whole chain, matrix", everything, true, ReportView.REPORT_VIEW_MATRIX);
        add("the server's snapshot, matrix", chain, false, ReportView.REPORT_VIEW_MATRIX);
    }

    /// A request with what its answer is made of.
    ///
    /// @param name    what tables call it, and the account
    /// @param request the message
    /// @param market  the market that it means
    record Case(String name, ComputeMarginRequest request, MarketSnapshot market) {}

    List<Case> cases() {
        return Collections.unmodifiableList(cases);
    }

    /// What a server needs to answer the cases.
    MarketSnapshot chain() {
        return chain;
    }

    DeribitParameters parameters() {
        return parameters;
    }

    /// The answer to a case as an engine gives it, without stage times.
    ComputeMarginResponse answer(Case one, MarginEngine engine) {
        return EngineResponse.of(one.request(), book, one.market(), parameters, engine);
    }

    private static List<BookLine> book() {
        List<BookLine> lines =
                new ArrayList<>(DemoData.book().drafts().getFirst().lines());
        Collections.shuffle(lines, new Random(SEED));
        return List.copyOf(lines.subList(0, POSITIONS));
    }

    private void add(String name, MarketSnapshot market, boolean inline, ReportView view) {
        Book.Builder lines = Book.newBuilder().setAccount(name);
        for (BookLine line : book) {
            lines.addPositions(Position.newBuilder()
                    .setInstrument(line.instrument())
                    .setSize(line.size().doubleValue()));
        }
        ComputeMarginRequest.Builder request =
                ComputeMarginRequest.newBuilder().setBook(lines).setView(view);
        if (inline) {
            request.setMarket(message(market));
        } else {
            request.setSnapshotId(market.id());
        }
        cases.add(new Case(name, request.build(), market));
    }

    private MarketSnapshot inline(Set<String> names) {
        MarketSnapshot.Builder market = MarketSnapshot.builder("inline", ForwardSource.QUOTED);
        chain.pairs().forEach(market::pair);
        chain.instruments().forEach((name, instrument) -> {
            if (names.contains(name)) {
                chain.option(name).ifPresent(quote -> market.option(instrument, quote));
                chain.futureMark(name).ifPresent(mark -> market.future(instrument, mark));
            }
        });
        return market.build();
    }

    /// A market as a request holds it.
    static Market message(MarketSnapshot market) {
        Market.Builder message = Market.newBuilder();
        market.pairs().forEach((pair, quote) -> {
            Instant asOf = quote.asOf();
            message.addPairs(PairQuote.newBuilder()
                    .setPair(pair.key())
                    .setIndexPrice(quote.index())
                    .setAsOf(Timestamp.newBuilder()
                            .setSeconds(asOf.getEpochSecond())
                            .setNanos(asOf.getNano())));
        });
        market.options().forEach((name, quote) -> {
            OptionQuote.Builder option = OptionQuote.newBuilder()
                    .setInstrument(name)
                    .setMarkIvPercent(BigDecimal.valueOf(quote.markVolatility())
                            .movePointRight(2)
                            .doubleValue())
                    .setUnderlyingPrice(quote.forward());
            quote.markPrice().ifPresent(option::setMarkPrice);
            message.addOptions(option);
        });
        market.futureMarks()
                .forEach((name, mark) -> message.addFutures(
                        FutureQuote.newBuilder().setInstrument(name).setMarkPrice(mark)));
        return message.build();
    }
}
