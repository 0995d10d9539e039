package io.margrid.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.host.Repository;
import io.margrid.host.backend.Backends;
import io.margrid.host.deribit.DemoData;
import io.margrid.host.parameters.ParameterStore;
import io.margrid.model.book.AccountTerms;
import io.margrid.model.deribit.DeribitPortfolioMargin;
import io.margrid.model.margin.MarginReport;
import io.margrid.model.market.ForwardSource;
import io.margrid.model.market.MarketSnapshot;
import org.junit.jupiter.api.Test;

class StandAloneTest {
    @Test
    void refusedPositionsAreNamedAndNotLeftOut() {
        DeribitPortfolioMargin model =
                new DeribitPortfolioMargin(ParameterStore.shipped().defaults().deribit());
        MarketSnapshot market = Repository.market(ForwardSource.PARITY);
        MarketSnapshot empty =
                MarketSnapshot.builder("empty", ForwardSource.QUOTED).build();
        try (MarginEngine engine = new MarginEngine(Backends.open("scalar"))) {
            MarginReport report = engine.evaluate(model, market, DemoData.book().drafts(), new StageTimes())
                    .margined()
                    .getFirst()
                    .report();
            StandAlone whole = StandAlone.of(engine, model, market, report, AccountTerms.NONE);
            assertThat(whole.refused()).isEmpty();
            assertThat(whole.initialUsd()).isGreaterThan(report.initialUsd());
            assertThat(StandAlone.of(engine, model, empty, report, AccountTerms.NONE)
                            .refused())
                    .hasSize(report.positions().size());
        }
    }
}
