package io.margrid.host.grpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.margrid.host.grpc.ChunkAnswers.InColumns;
import io.margrid.host.grpc.ChunkAnswers.Outcome;
import io.margrid.host.grpc.ChunkAnswers.Refused;
import io.margrid.host.grpc.ChunkAnswers.Reported;
import io.margrid.host.report.ColumnReports;
import io.margrid.host.report.ReportMessages;
import io.margrid.model.revaluation.BackendInfo;
import io.margrid.v1.AccountAnswer;
import io.margrid.v1.AnswerBlock;
import io.margrid.v1.MarginReport;
import io.margrid.v1.RevaluationContext;
import io.margrid.v1.RevaluationTotals;
import io.margrid.v1.RevalueBooksResponse;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Puts the answers of a stream into messages and sends them as the client takes them, then the counts. One
/// thread.
final class AnswerWriter {
    private final StreamHeader header;
    private final StreamSettings settings;
    private final InstantSource clock;
    private final StreamWindow<ChunkAnswers> window;
    private final ServerCallStreamObserver<RevalueBooksResponse> observer;
    private final ColumnReports reports;
    private final Set<BackendInfo> backends = new LinkedHashSet<>();
    private final RevaluationTotals.Builder totals = RevaluationTotals.newBuilder();
    private AnswerBlock.Builder block = AnswerBlock.newBuilder();
    private long blockBytes;

    AnswerWriter(
            StreamHeader header,
            StreamSettings settings,
            InstantSource clock,
            StreamWindow<ChunkAnswers> window,
            ServerCallStreamObserver<RevalueBooksResponse> observer) {
        this.header = header;
        this.settings = settings;
        this.clock = clock;
        this.window = window;
        this.observer = observer;
        reports = new ColumnReports(header.basis().model(), header.notes());
    }

    /// Sends everything and ends the call; returns early if the stream is stopped.
    void run() throws InterruptedException {
        MarginBasis basis = header.basis();
        boolean open = send(RevalueBooksResponse.newBuilder()
                .setContext(RevaluationContext.newBuilder()
                        .setModel(basis.model().id())
                        .setParameterSet(ReportMessages.parameterSet(basis.parameters()))
                        .setMarket(MarketMessages.info(basis.market(), clock.instant())))
                .build());
        Optional<ChunkAnswers> chunk = window.result();
        while (open && chunk.isPresent()) {
            open = write(chunk.get());
            window.release(chunk.get().weight());
            chunk = window.result();
        }
        if (open && send(counts()) && !window.isStopped()) {
            observer.onCompleted();
        }
    }

    private RevalueBooksResponse counts() {
        backends.forEach(backend -> totals.addBackends(ReportMessages.backend(backend)));
        totals.setAccountsIn(totals.getAccountsReported() + totals.getAccountsRefused());
        totals.setLinesIn(totals.getLinesReported() + totals.getLinesRefused());
        return RevalueBooksResponse.newBuilder().setTotals(totals).build();
    }

    private boolean write(ChunkAnswers chunk) throws InterruptedException {
        backends.addAll(chunk.backends());
        boolean open = true;
        for (int b = 0; open && b < chunk.books().size(); b++) {
            AccountAnswer answer = answer(chunk, b);
            blockBytes += answer.getSerializedSize();
            block.addAnswers(answer);
            if (block.getAnswersCount() == settings.blockAnswers() || blockBytes >= settings.blockBytes()) {
                open = flush();
            }
        }
        return open && flush();
    }

    private boolean flush() throws InterruptedException {
        if (block.getAnswersCount() == 0) {
            return true;
        }
        RevalueBooksResponse message =
                RevalueBooksResponse.newBuilder().setAnswers(block).build();
        block = AnswerBlock.newBuilder();
        blockBytes = 0;
        return send(message);
    }

    /// @return false if the stream was stopped
    private boolean send(RevalueBooksResponse message) throws InterruptedException {
        boolean open = window.await(observer::isReady);
        if (open) {
            observer.onNext(message);
        }
        return open;
    }

    private AccountAnswer answer(ChunkAnswers chunk, int b) {
        StreamBook book = chunk.books().get(b);
        long lines = book.lines();
        AccountAnswer.Builder answer =
                AccountAnswer.newBuilder().setIndex(chunk.first() + b).setAccount(book.account());
        Outcome outcome = chunk.outcomes().get(b);
        if (outcome instanceof Refused refused) {
            totals.setAccountsRefused(totals.getAccountsRefused() + 1);
            totals.setLinesRefused(totals.getLinesRefused() + lines);
            return answer.setError(refused.status()).build();
        }
        totals.setAccountsReported(totals.getAccountsReported() + 1);
        totals.setLinesReported(totals.getLinesReported() + lines);
        return answer.setReport(report(chunk, outcome, (int) lines)).build();
    }

    private MarginReport report(ChunkAnswers chunk, Outcome outcome, int lines) {
        return switch (outcome) {
            case InColumns columns -> reports.report(Objects.requireNonNull(chunk.totals()), columns.account(), lines);
            case Reported reported ->
                ReportMessages.withoutContext(
                                reported.report(),
                                Stream.concat(header.notes().stream(), reported.notes().stream())
                                        .toList(),
                                lines,
                                header.view())
                        .build();
            case Refused _ -> throw new AssertionError("a refused book has no report");
        };
    }
}
