package io.margrid.host.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.margrid.host.backend.Backends;
import io.margrid.model.deribit.CurrencyParameters;
import io.margrid.model.deribit.DeribitAssumptions;
import io.margrid.model.deribit.DeribitInstruments;
import io.margrid.model.deribit.DeribitParameters;
import io.margrid.model.deribit.DeribitPortfolioMargin;
import io.margrid.model.deribit.GeneralParameters;
import io.margrid.model.deribit.PairParameters;
import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.margin.CurrencyMargin;
import io.margrid.model.margin.Evidence;
import io.margrid.model.margin.NettingSetMargin;
import io.margrid.model.market.ForwardSource;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.market.OptionQuote;
import io.margrid.model.market.PairMarket;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

/// A USDC-settled book from names to margin, against Black-76 of an independent library.
class LinearContractsTest {
    private static final CurrencyPair SOL_USDC = new CurrencyPair("sol", "usdc");
    private static final Instant AS_OF = Instant.parse("2026-08-20T08:00:00Z");
    private static final double FORWARD = 150.0;
    private static final double PERPETUAL = 149.0;
    private static final double INDEX = 149.5;
    private static final double STRIKE = 160.0;
    private static final double VOLATILITY = 0.8;

    /// Thirty days: the volatility shock has its full size.
    private static final double YEARS = 30.0 / 365.0;

    private static final DeribitParameters PARAMETERS = new DeribitParameters(
            "linear",
            LocalDate.of(2026, 8, 20),
            Evidence.USER,
            "made for this test",
            "00",
            Map.of(SOL_USDC, new PairParameters(0.2, 0.5, 0.25, 0.5, 0.3, 0.13, 1.0, 0.1, 1e9, 5e-5)),
            Map.of("sol", new CurrencyParameters(0.1, 0.01, 0.0, 0.0, 0.0, 0.0, "none", false)),
            new GeneralParameters(0.8, 4, 3),
            DeribitParameters.PUBLISHED_EXTENDED_MOVES,
            Map.of(),
            DeribitAssumptions.DEFAULT);

    private static CurrencyMargin margin(BookLine... lines) {
        MarketSnapshot market = MarketSnapshot.builder("m", ForwardSource.QUOTED)
                .pair(SOL_USDC, new PairMarket(AS_OF, INDEX, OptionalDouble.empty()))
                .future(DeribitInstruments.parse("SOL_USDC-PERPETUAL"), PERPETUAL)
                .option(
                        DeribitInstruments.parse("SOL_USDC-19SEP26-160-C"),
                        new OptionQuote(VOLATILITY, FORWARD, OptionalDouble.empty()))
                .option(
                        DeribitInstruments.parse("SOL_USDC-19SEP26-160-P"),
                        new OptionQuote(VOLATILITY, FORWARD, OptionalDouble.empty()))
                .build();
        BookDraft draft = new BookDraft("a", List.of(lines), Map.of(), (row, field) -> field, lines.length, List.of());
        try (MarginEngine engine = new MarginEngine(Backends.open("auto"))) {
            AccountResult result = engine.evaluate(
                            new DeribitPortfolioMargin(PARAMETERS), market, List.of(draft), new StageTimes())
                    .results()
                    .getFirst();
            assertThat(result).isInstanceOf(AccountResult.Margined.class);
            CurrencyMargin usdc =
                    ((AccountResult.Margined) result).report().currencies().getFirst();
            assertThat(usdc.currency()).isEqualTo("usdc");
            return usdc;
        }
    }

    private static BookLine line(String instrument, String size) {
        return new BookLine(0, instrument, new BigDecimal(size));
    }

    private static double price(boolean put, double forward, double volatility) {
        NormalDistribution normal = new NormalDistribution();
        double sd = volatility * Math.sqrt(YEARS);
        double d1 = Math.log(forward / STRIKE) / sd + sd / 2.0;
        double call = forward * normal.cumulativeProbability(d1) - STRIKE * normal.cumulativeProbability(d1 - sd);
        return put ? call - forward + STRIKE : call;
    }

    @Test
    void perpetualMakesItsMoveTimesItsMark() {
        CurrencyMargin usdc = margin(line("SOL_USDC-PERPETUAL", "10"));
        NettingSetMargin set = usdc.sets().getFirst();
        assertThat(set.set().key()).isEqualTo("sol_usdc");
        assertThat(set.preAggregated()[0]).isCloseTo(-10.0 * 0.2 * PERPETUAL, within(1e-10));
        assertThat(set.preAggregated()[26]).isCloseTo(10.0 * 0.2 * PERPETUAL, within(1e-10));
        // Far moves count with 0.2 / |m| of their profit: the edge of the standard table again.
        assertThat(set.preAggregated()[27]).isCloseTo(-10.0 * 0.2 * PERPETUAL, within(1e-10));
        assertThat(set.preAggregated()[34]).isCloseTo(10.0 * 0.2 * PERPETUAL, within(1e-10));
        assertThat(usdc.component("worst_case")).isCloseTo(10.0 * 0.2 * PERPETUAL, within(1e-9));
        assertThat(usdc.component("roll_shock")).isCloseTo(10.0 * 0.01 * INDEX, within(1e-9));
        assertThat(usdc.usdIndex()).isEqualTo(1.0);
    }

    @Test
    void optionsMakeTheDifferenceOfTheirPrices() {
        for (boolean put : new boolean[] {false, true}) {
            NettingSetMargin set = margin(line("SOL_USDC-19SEP26-160-" + (put ? "P" : "C"), "-3"))
                    .sets()
                    .getFirst();
            double base = price(put, FORWARD, VOLATILITY);
            double[] shocked = {VOLATILITY * 1.5, VOLATILITY, VOLATILITY * 0.75};
            for (int s = 0; s < 27; s++) {
                double move = 0.05 * (s / 3 - 4);
                double pnl = -3.0 * (price(put, FORWARD * (1.0 + move), shocked[s % 3]) - base);
                assertThat(set.preAggregated()[s])
                        .as("put %s, scenario %d", put, s)
                        .isCloseTo(pnl, within(1e-10));
            }
            double far = -3.0 * (0.2 / 0.5) * (price(put, FORWARD * 1.5, VOLATILITY * 1.5) - base);
            assertThat(set.preAggregated()[29]).as("put %s", put).isCloseTo(far, within(1e-10));
        }
    }
}
