package io.margrid.host.cli;

import io.margrid.host.engine.AccountResult;
import io.margrid.host.engine.BookDraft;
import io.margrid.host.engine.BookLine;
import io.margrid.host.engine.EngineAnswer;
import io.margrid.host.engine.MarginEngine;
import io.margrid.host.engine.StageTimes;
import io.margrid.model.deribit.DeribitParameters;
import io.margrid.model.margin.MarginModel;
import io.margrid.model.margin.MarginReport;
import io.margrid.model.market.MarketSnapshot;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// One run of the engine and all that went into it.
///
/// @param parameters  the parameters
/// @param market      the market
/// @param drafts      the books as they were read
/// @param answer      the results
/// @param standAlone  sum of the stand-alone initial margins of a single account's positions, USD
/// @param times       time by stage
record MarginRun(
        DeribitParameters parameters,
        MarketSnapshot market,
        List<BookDraft> drafts,
        EngineAnswer answer,
        OptionalDouble standAlone,
        StageTimes times) {
    static MarginRun of(
            MarginEngine engine,
            MarginModel model,
            DeribitParameters parameters,
            MarketSnapshot market,
            List<BookDraft> drafts,
            StageTimes times) {
        EngineAnswer answer = engine.evaluate(model, market, drafts, times);
        OptionalDouble standAlone = OptionalDouble.empty();
        if (drafts.size() == 1 && answer.refused().isEmpty()) {
            standAlone = OptionalDouble.of(standAlone(
                    engine, model, market, answer.margined().getFirst().report()));
        }
        return new MarginRun(parameters, market, drafts, answer, standAlone, times);
    }

    /// Margins every position as an account of its own: what the book would need without netting.
    private static double standAlone(
            MarginEngine engine, MarginModel model, MarketSnapshot market, MarginReport report) {
        List<BookDraft> single = report.positions().stream()
                .map(line -> line.risk().position())
                .map(position -> new BookLine(0, position.instrument().name(), BigDecimal.valueOf(position.quantity())))
                .map(line ->
                        new BookDraft(line.instrument(), List.of(line), Map.of(), (_, field) -> field, 1, List.of()))
                .toList();
        double sum = 0.0;
        for (AccountResult.Margined result :
                engine.evaluate(model, market, single, new StageTimes()).margined()) {
            sum += result.report().initialUsd();
        }
        return sum;
    }

    /// Lines of all books.
    long linesIn() {
        return drafts.stream().mapToLong(BookDraft::rowsRead).sum();
    }

    /// Lines of the books that were margined.
    long linesReported() {
        long lines = 0;
        for (int i = 0; i < drafts.size(); i++) {
            lines += answer.results().get(i) instanceof AccountResult.Margined
                    ? drafts.get(i).rowsRead()
                    : 0;
        }
        return lines;
    }
}
