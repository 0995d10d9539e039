package io.margrid.host.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.host.backend.Backends;
import io.margrid.host.engine.AccountResult;
import io.margrid.host.engine.BookDraft;
import io.margrid.host.engine.FullBookEngine;
import io.margrid.host.engine.MarginEngine;
import io.margrid.host.engine.MixedMarket;
import io.margrid.host.engine.StageTimes;
import io.margrid.model.deribit.DeribitPortfolioMargin;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.margin.FullBookBuilder;
import io.margrid.model.margin.MarginModel;
import io.margrid.model.margin.MarginTotals;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.v1.ReportView;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnReportsTest {
    private static final long SEED = Long.getLong("margrid.seed", 20_260_820L);
    private static final MarketSnapshot MARKET = MixedMarket.market(1.0);
    private static final MarginModel MODEL = new DeribitPortfolioMargin(MixedMarket.parameters());
    private static final List<String> NOTES = List.of("one", "another");

    private static MarginTotals totals(List<BookDraft> drafts) {
        List<Instrument> instruments = List.copyOf(MARKET.instruments().values());
        List<String> names = instruments.stream().map(Instrument::name).toList();
        FullBookBuilder builder = new FullBookBuilder(instruments);
        for (BookDraft draft : drafts) {
            builder.account(draft.account());
            draft.lines()
                    .forEach(line -> builder.position(
                            names.indexOf(line.instrument()), line.size().doubleValue()));
            draft.passThrough().forEach(builder::passThrough);
        }
        try (FullBookEngine engine = new FullBookEngine(Backends.open("scalar"), MODEL, builder.build())) {
            return engine.margin(MARKET, new StageTimes());
        }
    }

    @Test
    void messagesAreThoseOfTheReportsFieldByField() {
        List<BookDraft> drafts = new ArrayList<>(MixedMarket.drafts(SEED, 120, MARKET));
        // Such an account's report shows every currency of the market; its columns have none.
        drafts.removeIf(draft -> draft.lines().isEmpty());
        assertThat(drafts).hasSizeGreaterThan(100);
        MarginTotals totals = totals(drafts);
        ColumnReports columns = new ColumnReports(MODEL, NOTES);
        try (MarginEngine engine = new MarginEngine(Backends.open("scalar"))) {
            List<AccountResult> reports =
                    engine.evaluate(MODEL, MARKET, drafts, new StageTimes()).results();
            for (int account = 0; account < drafts.size(); account++) {
                AccountResult.Margined margined = (AccountResult.Margined) reports.get(account);
                assertThat(columns.report(totals, account, account + 7))
                        .isEqualTo(ReportMessages.withoutContext(
                                        margined.report(), NOTES, account + 7, ReportView.REPORT_VIEW_MARGINS)
                                .build());
            }
        }
    }

    @Test
    void notesAndLinesAreTold() {
        BookDraft draft = MixedMarket.drafts(SEED, 1, MARKET).getFirst();
        var report = new ColumnReports(MODEL, NOTES).report(totals(List.of(draft)), 0, 3);
        assertThat(report.getNotesList()).isEqualTo(NOTES);
        assertThat(report.getLines()).isEqualTo(3);
        assertThat(report.getAccount()).isEqualTo(draft.account());
    }
}
