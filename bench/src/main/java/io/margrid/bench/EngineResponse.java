package io.margrid.bench;

import io.margrid.host.engine.AccountResult;
import io.margrid.host.engine.BookDraft;
import io.margrid.host.engine.BookLine;
import io.margrid.host.engine.EngineAnswer;
import io.margrid.host.engine.MarginEngine;
import io.margrid.host.engine.Models;
import io.margrid.host.engine.StageTimes;
import io.margrid.host.report.ReportContext;
import io.margrid.host.report.ReportMessages;
import io.margrid.model.deribit.DeribitParameters;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.v1.ComputeMarginRequest;
import io.margrid.v1.ComputeMarginResponse;
import java.util.List;
import java.util.Map;

/// The answer to a request as an engine gives it: without a server, and without stage times.
final class EngineResponse {
    private EngineResponse() {}

    /// Answers.
    ///
    /// @param request    names the account and the view
    /// @param lines      its book
    /// @param market     the market that it means
    /// @param parameters of the default model
    /// @param engine     computes
    static ComputeMarginResponse of(
            ComputeMarginRequest request,
            List<BookLine> lines,
            MarketSnapshot market,
            DeribitParameters parameters,
            MarginEngine engine) {
        BookDraft draft = new BookDraft(
                request.getBook().getAccount(),
                lines,
                Map.of(),
                (row, field) -> "line %d, %s".formatted(row, field),
                lines.size(),
                List.of());
        EngineAnswer answer = engine.evaluate(
                Models.find(Models.DEFAULT).orElseThrow().model(parameters), market, List.of(draft), new StageTimes());
        AccountResult.Margined margined = answer.margined().getFirst();
        ReportContext context =
                new ReportContext(parameters, market, answer.backend(), margined.notes(), lines.size(), Map.of());
        return ComputeMarginResponse.newBuilder()
                .setReport(ReportMessages.of(margined.report(), context, request.getView()))
                .build();
    }
}
