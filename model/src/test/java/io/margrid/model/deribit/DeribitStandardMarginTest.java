package io.margrid.model.deribit;

import static io.margrid.model.deribit.Example.position;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.margrid.model.book.Book;
import io.margrid.model.book.PassThroughAmounts;
import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.margin.AccountRisk;
import io.margrid.model.margin.CurrencyMargin;
import io.margrid.model.margin.MarginReport;
import io.margrid.model.margin.NettingSet;
import io.margrid.model.margin.NettingSetRisk;
import io.margrid.model.margin.OwnMargin;
import io.margrid.model.margin.PositionReport;
import io.margrid.model.margin.PositionRisk;
import io.margrid.model.market.ForwardSource;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.market.OptionQuote;
import io.margrid.model.market.PairMarket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Index 100 makes the figures ones that can be checked by hand.
class DeribitStandardMarginTest {
    private static final DeribitStandardMargin MODEL = new DeribitStandardMargin(Example.parameters());
    private static final MarketSnapshot MARKET = MarketSnapshot.builder("m", ForwardSource.QUOTED)
            .pair(Example.BTC_USD, new PairMarket(Example.AS_OF, 100.0, OptionalDouble.empty()))
            .pair(Example.SOL_USDC, new PairMarket(Example.AS_OF, 100.0, OptionalDouble.empty()))
            .build();

    private static MarginReport report(PositionRisk... positions) {
        List<NettingSetRisk> sets = new ArrayList<>();
        for (CurrencyPair pair : List.of(Example.BTC_USD, Example.SOL_USDC)) {
            List<PositionRisk> own = List.of(positions).stream()
                    .filter(p -> p.unit().instrument().pair().equals(pair))
                    .toList();
            if (!own.isEmpty()) {
                sets.add(new NettingSetRisk(NettingSet.of(own.getFirst().unit().instrument()), own, new double[0]));
            }
        }
        return MODEL.margin(new AccountRisk(new Book("a", List.of(), Map.of()), sets), MARKET);
    }

    private static OwnMargin own(PositionRisk position) {
        return report(position).positions().getFirst().ownMargin().orElseThrow();
    }

    @ParameterizedTest(name = "{0} at {1}")
    @CsvSource({
        // Out of the money by 2 of 100: 0.15 - 0.02 + mark.
        "BTC-28JUN24-102-C, 0.01, 0.14, 0.085",
        // By 20: the least of 0.10.
        "BTC-28JUN24-120-C, 0.01, 0.11, 0.085",
        // In the money: nothing is deducted.
        "BTC-28JUN24-80-C, 0.21, 0.36, 0.285",
        // At the money.
        "BTC-28JUN24-100-C, 0.05, 0.20, 0.125",
        "BTC-28JUN24-97-P, 0.02, 0.14, 0.095",
        "BTC-28JUN24-60-P, 0.001, 0.101, 0.076",
        "BTC-28JUN24-120-P, 0.21, 0.36, 0.285",
        // Worth more than a coin: MM = 1.075 mark, and the IM is at least that.
        "BTC-28JUN24-500-P, 4.0, 4.3, 4.3",
    })
    void shortInverseOptions(String name, double mark, double initial, double maintenance) {
        OwnMargin own = own(position(name, -3.0, 0.5, mark));
        assertThat(own.initial()).isCloseTo(3.0 * initial, within(1e-14));
        assertThat(own.maintenance()).isCloseTo(3.0 * maintenance, within(1e-14));
    }

    @ParameterizedTest(name = "{0} at {1}")
    @CsvSource({
        // mark in USDC; per coin (0.13 + 1/100) 100 = 14 and (0.075 + 0.01) 100 = 8.5.
        "SOL_USDC-28JUN24-102-C, 1.0, 14.0, 8.5",
        "SOL_USDC-28JUN24-97-P, 2.0, 14.0, 9.5",
    })
    void shortLinearOptions(String name, double mark, double initial, double maintenance) {
        OwnMargin own = own(position(name, -3.0, 0.5, mark));
        assertThat(own.initial()).isCloseTo(3.0 * initial, within(1e-12));
        assertThat(own.maintenance()).isCloseTo(3.0 * maintenance, within(1e-12));
    }

    @Test
    void longOptionsNeedNothing() {
        assertThat(own(position("BTC-28JUN24-102-C", 5.0, 0.5, 0.01))).isEqualTo(new OwnMargin(0.0, 0.0));
        assertThat(own(position("BTC-28JUN24-102-C", 0.0, 0.5, 0.01))).isEqualTo(new OwnMargin(0.0, 0.0));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        // 10 (0.02 + 0.00005 x 10) and 10 (0.01 + 0.0005).
        "BTC-PERPETUAL, 10, 0.205, 0.105",
        "BTC-PERPETUAL, -10, 0.205, 0.105",
        "BTC-28JUN24, 1000, 70, 60",
        // 1000 coins of 100 USDC: (0.04 + 0.005) and (0.02 + 0.005).
        "SOL_USDC-PERPETUAL, -1000, 4500, 2500",
    })
    void futures(String name, double quantity, double initial, double maintenance) {
        OwnMargin own = own(position(name, quantity, 1.0, 0.0));
        assertThat(own.initial()).isCloseTo(initial, within(1e-12 * initial));
        assertThat(own.maintenance()).isCloseTo(maintenance, within(1e-12 * maintenance));
    }

    @Test
    void positionsAddUpPerCurrency() {
        MarginReport report = report(
                position("BTC-PERPETUAL", 10.0, 1.0, 0.0),
                position("BTC-28JUN24-102-C", -1.0, 0.5, 0.01),
                position("SOL_USDC-PERPETUAL", 1000.0, 1.0, 0.0));
        assertThat(report.currencies()).extracting(CurrencyMargin::currency).containsExactly("btc", "usdc");
        CurrencyMargin btc = report.currencies().getFirst();
        assertThat(btc.initial()).isEqualTo(0.345);
        assertThat(btc.maintenance()).isEqualTo(0.19);
        assertThat(btc.component("futures_initial_margin")).isCloseTo(0.205, within(1e-15));
        assertThat(btc.component("options_initial_margin")).isCloseTo(0.14, within(1e-15));
        assertThat(btc.component("futures_maintenance_margin")).isCloseTo(0.105, within(1e-15));
        assertThat(btc.component("options_maintenance_margin")).isCloseTo(0.085, within(1e-15));
        assertThat(report.initialUsd()).isCloseTo(0.345 * 100.0 + 4500.0, within(1e-9));
        assertThat(report.maintenanceUsd()).isCloseTo(0.19 * 100.0 + 2500.0, within(1e-9));
        assertThat(report.positions()).hasSize(3);
    }

    @Test
    void positionsKeepTheOrderOfTheBook() {
        List<PositionRisk> positions = Example.positions(
                position("BTC_USDC-28JUN24-90-C", -1.0, 0.5, 1.0),
                position("SOL-28JUN24-90-C", -1.0, 0.5, 0.01),
                position("SOL_BTC-28JUN24-90-C", -1.0, 0.5, 0.01));
        MarketSnapshot.Builder market = MarketSnapshot.builder("m", ForwardSource.QUOTED);
        List<NettingSetRisk> sets = new ArrayList<>();
        for (PositionRisk position : positions) {
            NettingSet set = NettingSet.of(position.unit().instrument());
            market.pair(set.pair(), new PairMarket(Example.AS_OF, 100.0, OptionalDouble.empty()));
            sets.add(new NettingSetRisk(set, List.of(position), new double[0]));
        }
        market.pair(Example.BTC_USD, new PairMarket(Example.AS_OF, 100.0, OptionalDouble.empty()));
        MarginReport report = MODEL.margin(new AccountRisk(new Book("a", List.of(), Map.of()), sets), market.build());
        assertThat(report.currencies()).extracting(CurrencyMargin::currency).containsExactly("btc", "sol", "usdc");
        assertThat(report.positions()).extracting(PositionReport::risk).containsExactlyElementsOf(positions);
    }

    @Test
    void givenAmountsArePassedThrough() {
        Book book = new Book("a", List.of(), Map.of("btc", new PassThroughAmounts(1.0, 2.0, 4.0, 0.0)));
        MarginReport report = MODEL.margin(new AccountRisk(book, List.of()), MARKET);
        assertThat(report.currencies()).singleElement().satisfies(btc -> {
            assertThat(btc.initial()).isEqualTo(7.0);
            assertThat(btc.maintenance()).isZero();
        });
    }

    @Test
    void asksForNoScenario() {
        assertThat(MODEL.grid(Example.BTC_USD).size()).isZero();
    }

    @Test
    void instrumentsNeedTheIndexOfTheirSettlementCurrency() {
        Instrument call = DeribitInstruments.parse("SOL_BTC-28JUN24-1-C");
        MarketSnapshot.Builder market = MarketSnapshot.builder("m", ForwardSource.QUOTED)
                .pair(call.pair(), new PairMarket(Example.AS_OF, 0.002, OptionalDouble.empty()))
                .option(call, new OptionQuote(0.58, 0.002, OptionalDouble.empty()));
        assertThat(MODEL.problem(call, market.build()))
                .contains("the market has no index price for btc_usd to value btc in USD"
                        + " (needed by SOL_BTC-28JUN24-1-C)");
        market.pair(Example.BTC_USD, new PairMarket(Example.AS_OF, 100.0, OptionalDouble.empty()));
        assertThat(MODEL.problem(call, market.build())).isEmpty();
    }

    @Test
    void saysWhatParametersLack() {
        MarketSnapshot market = MarketSnapshot.builder("m", ForwardSource.QUOTED)
                .pair(Example.BTC_USDC, new PairMarket(Example.AS_OF, 100.0, OptionalDouble.empty()))
                .future(DeribitInstruments.parse("BTC_USDC-PERPETUAL"), 100.0)
                .build();
        assertThat(MODEL.problem(DeribitInstruments.parse("BTC_USDC-PERPETUAL"), market))
                .contains("parameter set example has no standard_margin_futures for btc_usdc"
                        + " (needed by BTC_USDC-PERPETUAL)");
    }
}
