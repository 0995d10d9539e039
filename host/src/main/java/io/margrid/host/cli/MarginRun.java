package io.margrid.host.cli;

import io.margrid.host.engine.AccountResult;
import io.margrid.host.engine.BookDraft;
import io.margrid.host.engine.EngineAnswer;
import io.margrid.host.engine.MarginEngine;
import io.margrid.host.engine.StageTimes;
import io.margrid.host.engine.StandAlone;
import io.margrid.model.margin.MarginModel;
import io.margrid.model.margin.MarginReport;
import io.margrid.model.margin.ParameterSet;
import io.margrid.model.market.MarketSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One run of the engine and all that went into it.
///
/// @param input      model, parameters, market and books
/// @param answer     the results
/// @param standAlone what netting is compared with, if the report shows it
/// @param times      time by stage
record MarginRun(Input input, EngineAnswer answer, Optional<StandAlone> standAlone, StageTimes times) {
    /// What is margined.
    ///
    /// @param model      the model
    /// @param market     the market
    /// @param drafts     the books as they were read
    /// @param notes      remarks on market and books
    record Input(MarginModel model, MarketSnapshot market, List<BookDraft> drafts, List<String> notes) {}

    /// Margins the books, and for the table of one account each position alone.
    static MarginRun of(MarginEngine engine, Input input, ReportFormat format, StageTimes times) {
        EngineAnswer answer = engine.evaluate(input.model(), input.market(), input.drafts(), times);
        Optional<StandAlone> standAlone = Optional.empty();
        if (format == ReportFormat.TABLE
                && input.drafts().size() == 1
                && answer.refused().isEmpty()) {
            MarginReport report = answer.margined().getFirst().report();
            // Nothing is netted where a model margins position by position.
            if (!report.positions().isEmpty()
                    && report.positions().stream()
                            .allMatch(line -> line.ownMargin().isEmpty())) {
                standAlone = Optional.of(StandAlone.of(
                        engine,
                        input.model(),
                        input.market(),
                        report,
                        input.drafts().getFirst().terms()));
            }
        }
        return new MarginRun(input, answer, standAlone, times);
    }

    List<BookDraft> drafts() {
        return input.drafts();
    }

    ParameterSet parameters() {
        return input.model().parameters();
    }

    MarketSnapshot market() {
        return input.market();
    }

    /// The answer with the remarks on market and books among those of each report.
    EngineAnswer answerWithNotes() {
        List<AccountResult> results = answer.results().stream()
                .<AccountResult>map(result -> switch (result) {
                    case AccountResult.Margined margined ->
                        new AccountResult.Margined(
                                margined.report(),
                                Stream.concat(input.notes().stream(), margined.notes().stream())
                                        .toList());
                    case AccountResult.Refused refused -> refused;
                })
                .toList();
        return new EngineAnswer(results, answer.backend(), answer.instruments(), answer.cells());
    }

    /// Lines of all books.
    long linesIn() {
        return drafts().stream().mapToLong(BookDraft::rowsRead).sum();
    }

    /// Lines of the books that were margined.
    long linesReported() {
        long lines = 0;
        for (int i = 0; i < drafts().size(); i++) {
            lines += answer.results().get(i) instanceof AccountResult.Margined
                    ? drafts().get(i).rowsRead()
                    : 0;
        }
        return lines;
    }
}
