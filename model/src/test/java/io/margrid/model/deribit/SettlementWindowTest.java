package io.margrid.model.deribit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.margrid.model.instrument.Instrument;
import io.margrid.model.margin.RevaluationPlan;
import io.margrid.model.market.ForwardSource;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.market.OptionQuote;
import io.margrid.model.market.PairMarket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The half hour before 08:00 UTC: `F_eff(m) = u A + (1 - u) F (1 + m)` for what expires, nothing for the rest.
class SettlementWindowTest {
    private static final Instant EXPIRY = Instant.parse("2024-06-28T08:00:00Z");
    private static final double AVERAGE = 64_000.0;
    private static final double MARK = 66_200.0;
    private static final Instrument FUTURE = DeribitInstruments.parse("BTC-28JUN24");
    private static final Instrument CALL = DeribitInstruments.parse("BTC-28JUN24-75000-C");
    private static final Instrument LATER = DeribitInstruments.parse("BTC-27DEC24");
    private static final Instrument PERPETUAL = DeribitInstruments.parse("BTC-PERPETUAL");
    private static final List<Instrument> ALL = List.of(FUTURE, LATER, PERPETUAL, CALL);
    private static final DeribitPortfolioMargin MODEL = new DeribitPortfolioMargin(Example.parameters());

    private static MarketSnapshot market(Instant now, OptionalDouble average) {
        return MarketSnapshot.builder("m", ForwardSource.QUOTED)
                .pair(Example.BTC_USD, new PairMarket(now, Example.INDEX, average))
                .future(FUTURE, MARK)
                .future(LATER, MARK)
                .future(PERPETUAL, MARK)
                .option(CALL, new OptionQuote(0.58, MARK, OptionalDouble.empty()))
                .build();
    }

    private static MarketSnapshot elapsed(double u) {
        long left = Math.round(1_800_000.0 * (1.0 - u));
        return market(EXPIRY.minus(Duration.ofMillis(left)), OptionalDouble.of(AVERAGE));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.25, 0.5, 0.75, 0.9999})
    void forwardAndMovesConvergeToTheAverage(double u) {
        MarketSnapshot market = elapsed(u);
        RevaluationPlan plan = MODEL.plan(ALL, market);
        double effective = u * AVERAGE + (1.0 - u) * MARK;
        for (int i : new int[] {0, 3}) {
            assertThat(plan.instruments().forward()[i]).isCloseTo(effective, within(1e-6));
            for (int s = 0; s < plan.shocks().scenarios(); s++) {
                double m = MODEL.grid(Example.BTC_USD).get(s).priceMove();
                double moved = plan.instruments().forward()[i]
                        * plan.shocks()
                                .factor()[
                                plan.instruments().shockGroup()[i]
                                                * plan.shocks().scenarios()
                                        + s];
                assertThat(moved).as("move %s", m).isCloseTo(u * AVERAGE + (1.0 - u) * MARK * (1.0 + m), within(1e-6));
            }
        }
        for (int i : new int[] {1, 2}) {
            assertThat(plan.instruments().forward()[i]).isEqualTo(MARK);
            assertThat(plan.instruments().shockGroup()[i])
                    .isNotEqualTo(plan.instruments().shockGroup()[0]);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.0, 0.25, 0.5, 0.9999})
    void centreMovesNothingAtAll(double u) {
        RevaluationPlan plan = MODEL.plan(ALL, elapsed(u));
        for (int group = 0; group < plan.shocks().groups(); group++) {
            for (int s = 12; s < 15; s++) {
                int cell = group * plan.shocks().scenarios() + s;
                assertThat(Double.doubleToRawLongBits(plan.shocks().move()[cell]))
                        .isZero();
                assertThat(plan.shocks().factor()[cell]).isEqualTo(1.0);
                assertThat(Double.doubleToRawLongBits(plan.shocks().logFactor()[cell]))
                        .isZero();
                assertThat(Double.doubleToRawLongBits(plan.shocks().inverseReturn()[cell]))
                        .isZero();
            }
        }
    }

    @Test
    void profitsInTheWindowCountFromTheModelWhateverTheMark() {
        DeribitPortfolioMargin fromMark = new DeribitPortfolioMargin(
                Example.parameters(Map.of("btc", Example.BTC), Example.baseValue(DeribitAssumptions.BaseValue.MARK)));
        MarketSnapshot before = quoted(EXPIRY.minus(Duration.ofMinutes(30)), OptionalDouble.of(0.0055));
        assertThat(fromMark.plan(List.of(CALL), before).instruments().givenBase())
                .containsExactly(0.0055);
        MarketSnapshot inside = quoted(EXPIRY.minus(Duration.ofMinutes(30)).plusMillis(1), OptionalDouble.of(0.0055));
        assertThat(fromMark.plan(List.of(CALL), inside).instruments().givenBase())
                .containsExactly(Double.NaN);
        MarketSnapshot noMark = quoted(EXPIRY.minusMillis(1), OptionalDouble.empty());
        assertThat(fromMark.problem(CALL, noMark)).isEmpty();
        assertThat(fromMark.plan(List.of(CALL), noMark).instruments().givenBase())
                .containsExactly(Double.NaN);
    }

    private static MarketSnapshot quoted(Instant now, OptionalDouble mark) {
        return MarketSnapshot.builder("m", ForwardSource.QUOTED)
                .pair(Example.BTC_USD, new PairMarket(now, Example.INDEX, OptionalDouble.of(AVERAGE)))
                .option(CALL, new OptionQuote(0.58, MARK, mark))
                .build();
    }

    @Test
    void windowOpensThirtyMinutesBeforeExpiry() {
        MarketSnapshot before = market(EXPIRY.minus(Duration.ofMinutes(30)), OptionalDouble.of(AVERAGE));
        assertThat(MODEL.plan(List.of(FUTURE), before).instruments().forward()[0])
                .isEqualTo(MARK);
        MarketSnapshot inside = market(EXPIRY.minus(Duration.ofMinutes(30)).plusMillis(1), OptionalDouble.of(AVERAGE));
        assertThat(MODEL.plan(List.of(FUTURE), inside).instruments().forward()[0])
                .isLessThan(MARK)
                .isCloseTo(MARK, within(0.01));
    }

    @Test
    void lastMillisecondIsTheAverage() {
        MarketSnapshot last = market(EXPIRY.minusMillis(1), OptionalDouble.of(AVERAGE));
        assertThat(MODEL.problem(CALL, last)).isEmpty();
        RevaluationPlan plan = MODEL.plan(List.of(FUTURE, CALL), last);
        assertThat(plan.instruments().forward()[0]).isCloseTo(AVERAGE, within(0.01));
        for (double move : plan.shocks().move()) {
            assertThat(Math.abs(move)).isLessThan(1e-5);
        }
        for (double deviation : plan.instruments().shockedDeviation()) {
            assertThat(deviation).isNotNaN().isGreaterThanOrEqualTo(0.0).isLessThan(1e-4);
        }
    }

    @Test
    void expiredContractsAreRefused() {
        MarketSnapshot at = market(EXPIRY, OptionalDouble.of(AVERAGE));
        assertThat(MODEL.problem(CALL, at))
                .contains("BTC-28JUN24-75000-C expired at 2024-06-28T08:00:00Z;"
                        + " the market is as of 2024-06-28T08:00:00Z");
        assertThat(MODEL.problem(PERPETUAL, at)).isEmpty();
    }

    @Test
    void windowNeedsTheAverage() {
        MarketSnapshot market = market(EXPIRY.minus(Duration.ofMinutes(10)), OptionalDouble.empty());
        assertThat(MODEL.problem(FUTURE, market))
                .contains("BTC-28JUN24 is in its settlement window (as of 2024-06-28T07:50:00Z)"
                        + " and the market has no estimated_delivery_price for btc_usd");
        assertThat(MODEL.problem(LATER, market)).isEmpty();
    }
}
