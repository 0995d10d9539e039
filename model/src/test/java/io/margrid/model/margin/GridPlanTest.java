package io.margrid.model.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.margrid.model.deribit.DeribitInstruments;
import io.margrid.model.deribit.DeribitPortfolioMargin;
import io.margrid.model.deribit.Example;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.market.ForwardSource;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.market.OptionQuote;
import io.margrid.model.market.PairMarket;
import io.margrid.model.revaluation.InstrumentTable;
import io.margrid.model.revaluation.ShockTable;
import io.margrid.model.revaluation.ValueKind;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The columns of inverse and linear contracts of one coin side by side.
class GridPlanTest {
    private static final double FORWARD = 66_000.0;
    private static final double AVERAGE = 65_000.0;
    private static final int CELLS = 35;

    /// Index of the extended table's move by +50 % among all scenarios.
    private static final int UP_HALF = 27 + 2;

    private static final DeribitPortfolioMargin MODEL = new DeribitPortfolioMargin(Example.parameters());

    private static final List<Instrument> INSTRUMENTS = Stream.of(
                    "BTC-28JUN24",
                    "BTC-28JUN24-70000-C",
                    "BTC-28JUN24-60000-P",
                    "BTC_USDC-28JUN24",
                    "BTC_USDC-28JUN24-70000-C",
                    "BTC_USDC-28JUN24-60000-P")
            .map(DeribitInstruments::parse)
            .toList();

    private static RevaluationPlan plan(Instant asOf) {
        MarketSnapshot.Builder market = MarketSnapshot.builder("m", ForwardSource.QUOTED)
                .pair(Example.BTC_USD, new PairMarket(asOf, Example.INDEX, OptionalDouble.of(AVERAGE)))
                .pair(Example.BTC_USDC, new PairMarket(asOf, Example.INDEX, OptionalDouble.of(AVERAGE)));
        for (Instrument instrument : INSTRUMENTS) {
            if (instrument.name().endsWith("24")) {
                market.future(instrument, FORWARD);
            } else {
                market.option(instrument, new OptionQuote(0.5, FORWARD, OptionalDouble.empty()));
            }
        }
        return MODEL.plan(INSTRUMENTS, market.build());
    }

    @Test
    void kindsTellSettlementAndRight() {
        InstrumentTable table = plan(Example.AS_OF).instruments();
        assertThat(table.kind())
                .containsExactly(
                        ValueKind.INVERSE_FUTURE.code(),
                        ValueKind.INVERSE_CALL.code(),
                        ValueKind.INVERSE_PUT.code(),
                        ValueKind.LINEAR_FUTURE.code(),
                        ValueKind.LINEAR_CALL.code(),
                        ValueKind.LINEAR_PUT.code());
        assertThat(table.forward()).containsOnly(FORWARD);
        assertThat(table.strikeOverForward()[4]).isEqualTo(70_000.0 / FORWARD);
    }

    @Test
    void eachSettlementHasItsOwnWeights() {
        RevaluationPlan plan = plan(Example.AS_OF);
        int[] group = plan.instruments().shockGroup();
        assertThat(group[1]).isEqualTo(group[0]);
        assertThat(group[2]).isEqualTo(group[0]);
        assertThat(group[4]).isEqualTo(group[3]).isNotEqualTo(group[0]);
        assertThat(group[5]).isEqualTo(group[3]);
        // 0.16 / 0.5, and in coin as much as the edge of the standard table makes there.
        assertThat(weight(plan.shocks(), group[3])).isEqualTo(0.32);
        assertThat(weight(plan.shocks(), group[0])).isCloseTo(0.32 * 1.5 / 1.16, within(1e-16));
        assertThat(plan.shocks().move()[group[0] * CELLS + UP_HALF]).isEqualTo(0.5);
    }

    private static double weight(ShockTable shocks, int group) {
        assertThat(shocks.scenarios()).isEqualTo(CELLS);
        return shocks.weight()[group * CELLS + UP_HALF];
    }

    @Test
    void theSettlementWindowShrinksMovesAndWeights() {
        RevaluationPlan plan = plan(Instant.parse("2024-06-28T07:45:00Z"));
        double forward = 0.5 * AVERAGE + 0.5 * FORWARD;
        double scale = 0.5 * FORWARD / forward;
        int inverse = plan.instruments().shockGroup()[0];
        int linear = plan.instruments().shockGroup()[3];
        assertThat(plan.instruments().forward()).containsOnly(forward);
        assertThat(plan.shocks().move()[inverse * CELLS + UP_HALF]).isCloseTo(0.5 * scale, within(1e-16));
        assertThat(weight(plan.shocks(), linear)).isEqualTo(0.32);
        assertThat(weight(plan.shocks(), inverse))
                .isCloseTo(0.32 * (1.0 + 0.5 * scale) / (1.0 + 0.16 * scale), within(1e-16));
    }
}
