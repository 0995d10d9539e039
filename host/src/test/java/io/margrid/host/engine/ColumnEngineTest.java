package io.margrid.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.host.backend.Backends;
import io.margrid.model.Limits;
import io.margrid.model.book.PassThroughAmounts;
import io.margrid.model.deribit.DeribitPortfolioMargin;
import io.margrid.model.margin.FullBookBuilder;
import io.margrid.model.margin.MarginModel;
import io.margrid.model.margin.MarginReport;
import io.margrid.model.margin.MarginTotals;
import io.margrid.model.market.MarketSnapshot;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ColumnEngineTest {
    private static final long SEED = Long.getLong("margrid.seed", 20_260_820L);
    private static final MarketSnapshot MARKET = MixedMarket.market(1.0);
    private static final MarginModel MODEL = new DeribitPortfolioMargin(MixedMarket.parameters());

    private final Device device = new Device(Backends.open("scalar"), Limits.CELLS);
    private final ColumnEngine engine = new ColumnEngine(device, MODEL, MARKET);

    @AfterEach
    void close() {
        device.close();
    }

    private ColumnEngine.Margined margin(List<BookDraft> drafts) {
        for (BookDraft draft : drafts) {
            draft.lines()
                    .forEach(line ->
                            assertThat(engine.instrument(line.instrument())).isNotNegative());
        }
        FullBookBuilder builder = engine.accounts();
        for (BookDraft draft : drafts) {
            builder.account(draft.account());
            draft.lines()
                    .forEach(line -> builder.position(
                            engine.instrument(line.instrument()), line.size().doubleValue()));
            draft.passThrough().forEach(builder::passThrough);
        }
        return engine.margin(builder.build(), CallTerms.LOCAL);
    }

    private static void assertSame(MarginTotals totals, int account, MarginReport report) {
        assertThat(Double.doubleToRawLongBits(totals.initialUsd(account)))
                .isEqualTo(Double.doubleToRawLongBits(report.initialUsd()));
        assertThat(Double.doubleToRawLongBits(totals.maintenanceUsd(account)))
                .isEqualTo(Double.doubleToRawLongBits(report.maintenanceUsd()));
    }

    /// Chunks grow and shrink, and later ones bring instruments that earlier ones did not have.
    @Test
    void everyChunkHasTheTotalsOfItsReportsBitByBit() {
        List<BookDraft> drafts = MixedMarket.drafts(SEED, 150, MARKET);
        int[] ends = {1, 3, 60, 61, 149, 150};
        int start = 0;
        try (MarginEngine reports = new MarginEngine(Backends.open("scalar"))) {
            for (int end : ends) {
                List<BookDraft> chunk = drafts.subList(start, end);
                ColumnEngine.Margined margined = margin(chunk);
                List<AccountResult> expected =
                        reports.evaluate(MODEL, MARKET, chunk, new StageTimes()).results();
                assertThat(margined.totals().refused()).isEmpty();
                for (int account = 0; account < chunk.size(); account++) {
                    assertSame(margined.totals(), account, ((AccountResult.Margined) expected.get(account)).report());
                }
                assertThat(margined.by().id()).isEqualTo("scalar");
                start = end;
            }
        }
    }

    @Test
    void namesThatNobodyMayHoldAreNoInstruments() {
        assertThat(engine.instrument("GOLD")).isEqualTo(ColumnEngine.NOT_USABLE);
        assertThat(engine.instrument("BTC-26MAR27-99-C"))
                .as("an option that is not quoted")
                .isEqualTo(ColumnEngine.NOT_USABLE);
        assertThat(engine.instruments()).isZero();
        int perpetual = engine.instrument("BTC-PERPETUAL");
        assertThat(perpetual).isZero();
        assertThat(engine.instrument("BTC-PERPETUAL")).isEqualTo(perpetual);
        assertThat(engine.instruments()).isEqualTo(1);
    }

    @Test
    void currenciesAreThoseThatTheModelMargins() {
        assertThat(engine.isCurrency("btc")).isTrue();
        assertThat(engine.isCurrency("doge")).isFalse();
        assertThat(engine.isCurrency("doge")).isFalse();
    }

    /// Twice the largest double is infinite in dollars.
    @Test
    void anAccountWhoseFiguresAreNotFiniteIsRefusedAndNoOther() {
        int perpetual = engine.instrument("BTC-PERPETUAL");
        FullBookBuilder builder = engine.accounts();
        builder.account("endless");
        builder.passThrough("btc", new PassThroughAmounts(Double.MAX_VALUE, Double.MAX_VALUE, 0.0, 0.0));
        builder.account("good");
        builder.position(perpetual, 1.0);
        MarginTotals totals = engine.margin(builder.build(), CallTerms.LOCAL).totals();
        assertThat(totals.refused()).containsOnlyKeys(0);
        assertThat(totals.initialUsd(1)).isPositive();
    }

    @Test
    void aModelWithTotalsIsServed() {
        assertThat(ColumnEngine.serves(MODEL, MARKET)).isTrue();
    }
}
