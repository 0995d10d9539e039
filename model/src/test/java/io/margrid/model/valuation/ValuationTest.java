package io.margrid.model.valuation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.model.Limits;
import io.margrid.model.deribit.DeribitAssumptions;
import io.margrid.model.deribit.DeribitInstruments;
import io.margrid.model.deribit.DeribitPortfolioMargin;
import io.margrid.model.deribit.Example;
import io.margrid.model.input.InvalidInputException;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.margin.RevaluationPlan;
import io.margrid.model.market.ForwardSource;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.market.OptionQuote;
import io.margrid.model.market.PairMarket;
import io.margrid.model.revaluation.InstrumentTable;
import io.margrid.model.revaluation.ValueKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuationTest {
    private static final Instrument CALL = DeribitInstruments.parse("BTC-28JUN24-75000-C");
    private static final Instrument PERPETUAL = DeribitInstruments.parse("BTC-PERPETUAL");

    private static MarketSnapshot.Builder market() {
        return MarketSnapshot.builder("m", ForwardSource.QUOTED)
                .pair(Example.BTC_USD, new PairMarket(Example.AS_OF, Example.INDEX, OptionalDouble.empty()));
    }

    @Test
    void columnsOfTheWorkedExample() {
        MarketSnapshot market = market().option(CALL, new OptionQuote(0.58, 66_200.0, OptionalDouble.empty()))
                .future(PERPETUAL, 65_910.57)
                .build();
        RevaluationPlan plan = Valuation.plan(List.of(CALL, PERPETUAL), market);
        InstrumentTable table = plan.instruments();
        assertThat(plan.shocks().scenarios()).isZero();
        assertThat(table.kind()).containsExactly(ValueKind.INVERSE_CALL.code(), ValueKind.INVERSE_FUTURE.code());
        assertThat(table.forward()).containsExactly(66_200.0, 65_910.57);
        assertThat(table.years()[0]).isEqualTo(0.029866168791222728);
        assertThat(table.strikeOverForward()[0]).isEqualTo(75_000.0 / 66_200.0);
        assertThat(table.logForwardOverStrike()[0]).isEqualTo(StrictMath.log(66_200.0 / 75_000.0));
        assertThat(table.baseDeviation()[0]).isEqualTo(0.58 * Math.sqrt(0.029866168791222728));
        assertThat(table.givenBase()).containsOnly(Double.NaN);
    }

    @Test
    void saysWhatTheMarketLacks() {
        MarketSnapshot empty = MarketSnapshot.builder("m", ForwardSource.QUOTED).build();
        assertThat(Valuation.problem(CALL, empty))
                .contains("the market has no index price for btc_usd (needed by BTC-28JUN24-75000-C)");
        assertThat(Valuation.problem(CALL, market().build()))
                .contains("the market has no mark volatility and forward for BTC-28JUN24-75000-C");
        assertThat(Valuation.problem(PERPETUAL, market().build()))
                .contains("the market has no mark price for BTC-PERPETUAL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"BTC-28JUN24", "BTC-28JUN24-75000-C"})
    void expiriesBeyondTenYearsAreRefused(String name) {
        Instrument instrument = DeribitInstruments.parse(name);
        Instant earliest = Instant.parse("2024-06-28T08:00:00Z").minus(Duration.ofDays(3650));
        assertThat(Valuation.problem(instrument, marketAt(earliest))).isEmpty();
        assertThat(Valuation.problem(instrument, marketAt(earliest.minusMillis(1))))
                .contains("%s expires at 2024-06-28T08:00:00Z, more than 10.0 years after the market's instant"
                                .formatted(name)
                        + " 2014-07-01T07:59:59.999Z: one of them is wrong");
        assertThat(Valuation.problem(PERPETUAL, marketAt(Limits.AS_OF_MIN))).isEmpty();
    }

    private static MarketSnapshot marketAt(Instant asOf) {
        return MarketSnapshot.builder("m", ForwardSource.QUOTED)
                .pair(Example.BTC_USD, new PairMarket(asOf, Example.INDEX, OptionalDouble.empty()))
                .option(CALL, new OptionQuote(0.58, 66_200.0, OptionalDouble.empty()))
                .future(DeribitInstruments.parse("BTC-28JUN24"), 66_200.0)
                .future(PERPETUAL, 65_910.57)
                .build();
    }

    @Test
    void spotIsNoPosition() {
        MarketSnapshot market = MarketSnapshot.builder("m", ForwardSource.QUOTED)
                .pair(Example.BTC_USDC, new PairMarket(Example.AS_OF, 1.0, OptionalDouble.empty()))
                .build();
        assertThat(Valuation.problem(DeribitInstruments.parse("BTC_USDC"), market))
                .contains("BTC_USDC is a spot pair: spot holdings are balances, not positions");
    }

    @Test
    void everyProblemIsReportedAtOnce() {
        assertThatThrownBy(() -> Valuation.plan(List.of(CALL, PERPETUAL), market().build()))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.violations()).hasSize(2));
    }

    @Test
    void clockIsActualOver365InMilliseconds() {
        assertThat(ContractClock.days(Example.AS_OF, CALL.expiry().orElseThrow()))
                .isEqualTo(10.901151608796296);
        assertThat(ContractClock.years(Example.AS_OF, CALL.expiry().orElseThrow()))
                .isEqualTo(0.029866168791222728);
        assertThat(ContractClock.elapsedWindow(Example.AS_OF, CALL.expiry().orElseThrow()))
                .isZero();
    }

    @Test
    void modelSaysWhatItsParametersLack() {
        DeribitPortfolioMargin model = new DeribitPortfolioMargin(Example.parameters());
        assertThat(model.problem(DeribitInstruments.parse("DOGE_USDC-PERPETUAL"), market().build()))
                .contains("parameter set example has no pair doge_usdc (needed by DOGE_USDC-PERPETUAL);"
                        + " give a set that has it");
        DeribitPortfolioMargin noCurrency =
                new DeribitPortfolioMargin(Example.parameters(Map.of(), DeribitAssumptions.DEFAULT));
        assertThat(noCurrency.problem(PERPETUAL, market().build()))
                .contains("parameter set example has no currency btc (needed by BTC-PERPETUAL);"
                        + " give a set that has it");
    }

    @Test
    void baseValueMarkNeedsAMark() {
        DeribitAssumptions fromMark = Example.baseValue(DeribitAssumptions.BaseValue.MARK);
        DeribitPortfolioMargin model =
                new DeribitPortfolioMargin(Example.parameters(Map.of("btc", Example.BTC), fromMark));
        OptionQuote without = new OptionQuote(0.58, 66_200.0, OptionalDouble.empty());
        assertThat(model.problem(CALL, market().option(CALL, without).build()))
                .contains("base_value is mark and the market has no mark price for BTC-28JUN24-75000-C");
        OptionQuote with = new OptionQuote(0.58, 66_200.0, OptionalDouble.of(0.0055));
        MarketSnapshot market = market().option(CALL, with).build();
        assertThat(model.problem(CALL, market)).isEmpty();
        assertThat(model.plan(List.of(CALL), market).instruments().givenBase()).containsExactly(0.0055);
    }
}
