package io.margrid.model.deribit;

import static io.margrid.model.deribit.Example.position;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.margrid.model.book.Book;
import io.margrid.model.book.PassThroughAmounts;
import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.margin.AccountRisk;
import io.margrid.model.margin.CurrencyMargin;
import io.margrid.model.margin.MarginComponent;
import io.margrid.model.margin.MarginReport;
import io.margrid.model.margin.NettingSet;
import io.margrid.model.margin.NettingSetRisk;
import io.margrid.model.margin.PositionRisk;
import io.margrid.model.market.ForwardSource;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.market.PairMarket;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeribitPortfolioMarginTest {
    private static final int CELLS = 35;
    private static final DeribitPortfolioMargin MODEL = new DeribitPortfolioMargin(Example.parameters());
    private static final MarketSnapshot MARKET = MarketSnapshot.builder("m", ForwardSource.QUOTED)
            .pair(Example.BTC_USD, new PairMarket(Example.AS_OF, 100.0, OptionalDouble.empty()))
            .pair(Example.BTC_USDC, new PairMarket(Example.AS_OF, 100.0, OptionalDouble.empty()))
            .pair(Example.SOL_USDC, new PairMarket(Example.AS_OF, 20.0, OptionalDouble.empty()))
            .build();

    private static NettingSetRisk set(PositionRisk position, double lowest) {
        double[] pnl = new double[CELLS];
        pnl[4] = lowest;
        return new NettingSetRisk(NettingSet.of(position.unit().instrument()), List.of(position), pnl);
    }

    private static MarginReport report(Map<String, PassThroughAmounts> passThrough, NettingSetRisk... sets) {
        return MODEL.margin(new AccountRisk(new Book("a", List.of(), passThrough), List.of(sets)), MARKET);
    }

    @Test
    void componentsAddUpWithTheirOwnRounding() {
        PassThroughAmounts given = new PassThroughAmounts(0.06, 1.8212e-5, 0.5, 0.25);
        NettingSetRisk set = set(position("BTC-PERPETUAL", 2.0, 1.0, 0.0), -0.12345678949999);
        CurrencyMargin btc = report(Map.of("btc", given), set).currencies().getFirst();
        double riskMatrix = 0.123456789 + 2.0 * 0.01 + 0.0 + 0.25;
        assertThat(btc.component("worst_case")).isEqualTo(0.12345678949999);
        assertThat(btc.component("roll_shock")).isEqualTo(0.02);
        assertThat(btc.component("delta_shock")).isZero();
        assertThat(btc.component("correlation_contingency")).isEqualTo(0.25);
        assertThat(btc.component("risk_matrix_margin")).isEqualTo(riskMatrix);
        assertThat(btc.initial()).isCloseTo(riskMatrix + 0.06 + 1.8212e-5 + 0.5, within(5e-10));
        assertThat(btc.maintenance()).isEqualTo(0.8 * riskMatrix);
        assertThat(btc.component("mmp_margin")).isEqualTo(0.06);
        assertThat(btc.component("open_orders_margin")).isEqualTo(1.8212e-5);
        assertThat(btc.component("spot_margin")).isEqualTo(0.5);
        assertThatThrownBy(() -> btc.component("haircut")).hasMessage("no component named haircut");
    }

    @Test
    void componentsKeepTheirOrder() {
        CurrencyMargin btc = report(Map.of(), set(position("BTC-PERPETUAL", 2.0, 1.0, 0.0), -1.0))
                .currencies()
                .getFirst();
        assertThat(btc.components())
                .extracting(MarginComponent::id)
                .containsExactly(
                        "worst_case",
                        "roll_shock",
                        "delta_shock",
                        "correlation_contingency",
                        "risk_matrix_margin",
                        "mmp_margin",
                        "open_orders_margin",
                        "spot_margin");
    }

    @Test
    void linearAmountsAreInQuoteCurrency() {
        CurrencyMargin usdc = report(Map.of(), set(position("SOL_USDC-PERPETUAL", 500.0, 1.0, 0.0), -1_600.0))
                .currencies()
                .getFirst();
        assertThat(usdc.currency()).isEqualTo("usdc");
        assertThat(usdc.usdIndex()).isEqualTo(1.0);
        assertThat(usdc.component("roll_shock")).isEqualTo(500.0 * 0.01 * 20.0);
        assertThat(usdc.initial()).isEqualTo(1_700.0);
        assertThat(usdc.maintenance()).isEqualTo(0.8 * 1_700.0);
    }

    @Test
    void pairsOfOneSettlementCurrencyAddUp() {
        MarginReport report = report(
                Map.of(),
                set(position("BTC_USDC-PERPETUAL", 3.0, 1.0, 0.0), -40.0),
                set(position("SOL_USDC-PERPETUAL", 500.0, 1.0, 0.0), -1_600.0),
                set(position("BTC-PERPETUAL", 3.0, 1.0, 0.0), -0.5));
        assertThat(report.currencies()).extracting(CurrencyMargin::currency).containsExactly("btc", "usdc");
        CurrencyMargin usdc = report.currencies().getLast();
        assertThat(usdc.sets()).extracting(s -> s.set().key()).containsExactly("btc_usdc", "sol_usdc");
        assertThat(usdc.component("worst_case")).isEqualTo(1_640.0);
        assertThat(usdc.component("roll_shock")).isEqualTo(3.0 + 100.0);
        assertThat(report.currencies().getFirst().component("roll_shock")).isEqualTo(0.03);
        assertThat(report.initialUsd()).isEqualTo(0.53 * 100.0 + 1_743.0);
    }

    @Test
    void amountsOfACurrencyWithoutPositionsStillCount() {
        MarginReport report = report(Map.of("usdc", new PassThroughAmounts(1.0, 2.0, 4.0, 8.0)));
        assertThat(report.currencies()).singleElement().satisfies(usdc -> {
            assertThat(usdc.initial()).isEqualTo(15.0);
            assertThat(usdc.maintenance()).isEqualTo(0.8 * 8.0);
        });
    }

    @Test
    void instrumentsNeedTheIndexOfTheirSettlementCurrency() {
        Instrument perpetual = DeribitInstruments.parse("SOL_BTC-PERPETUAL");
        CurrencyPair pair = perpetual.pair();
        DeribitPortfolioMargin model = new DeribitPortfolioMargin(
                Example.parameters(Map.of(pair, Example.PAIR), Map.of("sol", Example.SOL), DeribitAssumptions.DEFAULT));
        MarketSnapshot.Builder market = MarketSnapshot.builder("m", ForwardSource.QUOTED)
                .pair(pair, new PairMarket(Example.AS_OF, 0.002, OptionalDouble.empty()))
                .future(perpetual, 0.002);
        assertThat(model.problem(perpetual, market.build()))
                .contains("the market has no index price for btc_usd to value btc in USD"
                        + " (needed by SOL_BTC-PERPETUAL)");
        market.pair(Example.BTC_USD, new PairMarket(Example.AS_OF, 100.0, OptionalDouble.empty()));
        assertThat(model.problem(perpetual, market.build())).isEmpty();
    }

    @Test
    void bookWithoutAnythingHasNoCurrency() {
        assertThat(report(Map.of()).currencies()).isEmpty();
        assertThat(report(Map.of()).initialUsd()).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesFiguresThatAreNotFinite(double poison) {
        assertThatThrownBy(() -> report(Map.of(), set(position("BTC-PERPETUAL", 2.0, 1.0, 0.0), poison)))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageStartingWith("profit in scenario 5 is not finite: ");
        assertThatThrownBy(() -> report(Map.of(), set(position("BTC-PERPETUAL", 2.0, poison, 0.0), -1.0)))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void instrumentsThatMoveAlikeShareAShockGroup() {
        List<Instrument> instruments = List.of(
                DeribitInstruments.parse("BTC-28JUN24"),
                DeribitInstruments.parse("BTC-PERPETUAL"),
                DeribitInstruments.parse("BTC_USDC-PERPETUAL"),
                DeribitInstruments.parse("SOL_USDC-PERPETUAL"));
        MarketSnapshot.Builder market = MarketSnapshot.builder("m", ForwardSource.QUOTED);
        MARKET.pairs().forEach(market::pair);
        instruments.forEach(instrument -> market.future(instrument, 10.0));
        int[] groups = MODEL.plan(instruments, market.build()).instruments().shockGroup();
        assertThat(groups).containsExactly(0, 0, 1, 2);
    }

    @Test
    void noInstrumentsGiveAnEmptyPlan() {
        assertThat(MODEL.plan(List.of(), MARKET).instruments().size()).isZero();
        assertThat(MODEL.plan(List.of(), MARKET).shocks().scenarios()).isZero();
    }

    @Test
    void gridBelongsToThePair() {
        assertThat(MODEL.grid(Example.BTC_USD).size()).isEqualTo(CELLS);
        assertThat(MODEL.grid(CurrencyPair.parse("doge_usdc")).size()).isZero();
    }

    @Test
    void pairWithoutItsBaseCurrencyHasNoGrid() {
        DeribitPortfolioMargin noSol =
                new DeribitPortfolioMargin(Example.parameters(Map.of("btc", Example.BTC), DeribitAssumptions.DEFAULT));
        assertThat(noSol.grid(Example.SOL_USDC).size()).isZero();
        assertThat(noSol.grid(Example.BTC_USDC).size()).isEqualTo(CELLS);
    }

    @Test
    void reportKeepsTheUnadjustedVector() {
        NettingSetRisk set = set(position("BTC-PERPETUAL", 2.0, 1.0, 0.0), -1.0);
        set.pnl()[0] = 7.0;
        var margin = report(Map.of(), set).currencies().getFirst().sets().getFirst();
        assertThat(margin.preAggregated()).isEqualTo(set.pnl());
        assertThat(Arrays.stream(margin.aggregated()).max()).hasValue(0.0);
        assertThat(margin.worst().orElseThrow().worst().scenario()).isEqualTo(4);
        assertThat(margin.worst().orElseThrow().runnerUp().orElseThrow().scenario())
                .isZero();
    }
}
