package io.margrid.bench;

import com.google.protobuf.InvalidProtocolBufferException;
import io.margrid.host.deribit.DemoData;
import io.margrid.host.engine.BookLine;
import io.margrid.host.engine.MarginEngine;
import io.margrid.host.parameters.ParameterStore;
import io.margrid.model.deribit.DeribitParameters;
import io.margrid.model.market.ForwardSource;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.market.OptionQuote;
import io.margrid.v1.Book;
import io.margrid.v1.ComputeMarginRequest;
import io.margrid.v1.ComputeMarginResponse;
import io.margrid.v1.Position;
import io.margrid.v1.Priority;
import io.margrid.v1.ReportView;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/// The requests of [LoadSuite]: books of 200 lines of the demo's book of real instruments, drawn and shuffled
/// with a seed, each in a market of its own that quotes what it holds, or in the server's snapshot.
///
/// The account's name is the request's number, by which [RpcEcho] knows what to answer.
final class LoadWorkload {
    static final int POSITIONS = 200;

    /// Requests that differ.
    static final int REQUESTS = 256;

    /// The default of the API, and most of what a desk looks at.
    private static final ReportView VIEW = ReportView.REPORT_VIEW_MATRIX;

    private static final long SEED = 5;

    /// From one market to the next prices differ by this part.
    private static final double STEP = 1e-4;

    private final MarketSnapshot chain =
            DemoData.market(ForwardSource.QUOTED, Clock.systemUTC()).snapshot();
    private final DeribitParameters parameters =
            ParameterStore.shipped().defaults().deribit();

    /// A request with what its answer is made of.
    ///
    /// @param message the request
    /// @param lines   its book
    /// @param market  the market that it means
    record Case(ComputeMarginRequest message, List<BookLine> lines, MarketSnapshot market) {
        /// The request as it is sent.
        byte[] bytes() {
            return message.toByteArray();
        }

        /// The same as bulk work.
        Case bulk() {
            return new Case(
                    message.toBuilder().setPriority(Priority.PRIORITY_BULK).build(), lines, market);
        }
    }

    /// What a server needs to answer.
    MarketSnapshot chain() {
        return chain;
    }

    /// Books with a market of their own each.
    List<Case> inline() {
        return cases(true);
    }

    /// The same books in the server's snapshot.
    List<Case> shared() {
        return cases(false);
    }

    private List<Case> cases(boolean inline) {
        List<BookLine> all = new ArrayList<>(DemoData.book().drafts().getFirst().lines());
        Random random = new Random(SEED);
        List<Case> cases = new ArrayList<>();
        for (int k = 0; k < REQUESTS; k++) {
            Collections.shuffle(all, random);
            List<BookLine> lines = List.copyOf(all.subList(0, POSITIONS));
            Book.Builder book = Book.newBuilder().setAccount(Integer.toString(k));
            lines.forEach(line -> book.addPositions(Position.newBuilder()
                    .setInstrument(line.instrument())
                    .setSize(line.size().doubleValue())));
            MarketSnapshot market = inline ? market(lines, 1.0 + STEP * k) : chain;
            ComputeMarginRequest.Builder request =
                    ComputeMarginRequest.newBuilder().setBook(book).setView(VIEW);
            if (inline) {
                request.setMarket(RpcWorkload.message(market));
            } else {
                request.setSnapshotId(chain.id());
            }
            cases.add(new Case(request.build(), lines, market));
        }
        return cases;
    }

    private MarketSnapshot market(List<BookLine> lines, double factor) {
        Set<String> held = lines.stream().map(BookLine::instrument).collect(Collectors.toSet());
        MarketSnapshot.Builder market = MarketSnapshot.builder("inline", ForwardSource.QUOTED);
        chain.pairs().forEach(market::pair);
        chain.instruments().forEach((name, instrument) -> {
            if (held.contains(name)) {
                chain.option(name)
                        .ifPresent(quote -> market.option(
                                instrument,
                                new OptionQuote(quote.markVolatility(), quote.forward() * factor, quote.markPrice())));
                chain.futureMark(name).ifPresent(mark -> market.future(instrument, mark * factor));
            }
        });
        return market.build();
    }

    /// The answer as an engine gives it, without stage times.
    ComputeMarginResponse answer(Case one, MarginEngine engine) {
        return EngineResponse.of(one.message(), one.lines(), one.market(), parameters, engine);
    }

    /// Compares an answer with an engine's, all figures, bit by bit.
    ///
    /// @param one    the request
    /// @param bytes  what a server answered
    /// @param engine on the reference backend
    /// @throws IllegalStateException if they differ
    void requireAnswer(Case one, byte[] bytes, MarginEngine engine) {
        ComputeMarginResponse answered;
        try {
            answered = ComputeMarginResponse.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(
                    "no answer: request " + one.message().getBook().getAccount(), e);
        }
        if (!RpcCalls.plain(answered).equals(RpcCalls.plain(answer(one, engine)))) {
            throw new IllegalStateException("not the engine's answer: request "
                    + one.message().getBook().getAccount());
        }
    }
}
