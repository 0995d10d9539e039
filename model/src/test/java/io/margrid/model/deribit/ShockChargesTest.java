package io.margrid.model.deribit;

import static io.margrid.model.deribit.Example.position;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.margrid.model.deribit.DeribitAssumptions.AnnualisedMove;
import io.margrid.model.deribit.DeribitAssumptions.ShockDelta;
import io.margrid.model.margin.PositionRisk;
import io.margrid.model.market.PairMarket;
import io.margrid.model.scenario.RelativeVolatilityShock.FloorOn;
import io.margrid.model.valuation.ContractClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ShockChargesTest {
    private static final PairMarket MARKET = new PairMarket(Example.AS_OF, Example.INDEX, OptionalDouble.empty());
    private static final ShockCharges INVERSE = charges(AnnualisedMove.EXPONENTIAL, ShockDelta.PLAIN, true);
    private static final ShockCharges LINEAR = charges(AnnualisedMove.EXPONENTIAL, ShockDelta.PLAIN, false);
    /// Years from the example's instant to 2026-03-27, long enough to be above the least rate.
    private static final double YEARS = ContractClock.years(Example.AS_OF, Instant.parse("2026-03-27T08:00:00Z"));

    private static ShockCharges charges(AnnualisedMove move, ShockDelta delta, boolean inverse) {
        DeribitAssumptions assumptions = Example.assumptions(1.0, false, FloorOn.RESULT, move, delta);
        return new ShockCharges(Example.PAIR, Example.BTC, assumptions, MARKET, inverse);
    }

    private static PositionRisk future(String name, double quantity) {
        return position(name, quantity, 1.0, 0.0);
    }

    private static List<PositionRisk> perpetual(double quantity) {
        return List.of(future("BTC-PERPETUAL", quantity));
    }

    @Test
    void nothingIsChargedForNothing() {
        assertThat(INVERSE.of(List.of()).rollShock()).isZero();
        assertThat(INVERSE.of(List.of()).deltaShock()).isZero();
    }

    @Test
    void workedExampleAgrees() {
        // 10 short calls of delta 0.116..., 1.2 coins of perpetual, both at the least rate of 1 %.
        List<PositionRisk> book = List.of(
                future("BTC-PERPETUAL", 1.2), position("BTC-28JUN24-75000-C", -10.0, 0.1160361300717842, 0.005));
        assertThat(INVERSE.of(book).rollShock()).isCloseTo(0.02360361300717842, within(1e-17));
        assertThat(INVERSE.of(book).deltaShock()).isZero();
    }

    @Test
    void officialExampleAgreesInEveryBit() {
        List<PositionRisk> book = List.of(future("BTC-28JUN24", -0.001187534), future("BTC-PERPETUAL", 0.314538364));
        assertThat(INVERSE.of(book).rollShock()).isEqualTo(0.00315725898);
    }

    @Test
    void perpetualsAreChargedTheLeastRate() {
        assertThat(INVERSE.of(perpetual(-7.0)).rollShock()).isEqualTo(7.0 * 0.01);
        assertThat(LINEAR.of(perpetual(-7.0)).rollShock()).isEqualTo(7.0 * 0.01 * Example.INDEX);
    }

    @Test
    void rateGrowsExponentiallyOrLinearlyWithTime() {
        List<PositionRisk> book = List.of(future("BTC-27MAR26", 2.0));
        assertThat(INVERSE.of(book).rollShock()).isCloseTo(2.0 * (Math.exp(0.075 * YEARS) - 1.0), within(1e-15));
        assertThat(charges(AnnualisedMove.LINEAR, ShockDelta.PLAIN, true)
                        .of(book)
                        .rollShock())
                .isEqualTo(2.0 * (0.075 * YEARS));
    }

    @Test
    void expiriesAreChargedGrossAndNettedInside() {
        List<PositionRisk> gross =
                List.of(future("BTC-26DEC25", -1.0), future("BTC-27MAR26", 1.0), future("BTC-PERPETUAL", 1.0));
        double near = ContractClock.years(Example.AS_OF, Instant.parse("2025-12-26T08:00:00Z"));
        double expected = Math.expm1(0.075 * near) + Math.expm1(0.075 * YEARS) + 0.01;
        assertThat(INVERSE.of(gross).rollShock()).isCloseTo(expected, within(1e-16));
        List<PositionRisk> net = List.of(future("BTC-27MAR26", 1.0), position("BTC-27MAR26-80000-C", -2.0, 0.5, 0.1));
        assertThat(INVERSE.of(net).rollShock()).isZero();
    }

    @Test
    void shockDeltaIsPlainOrPremiumAdjusted() {
        List<PositionRisk> book = List.of(position("BTC-28JUN24-75000-C", -10.0, 0.25, 0.0625));
        ShockCharges adjusted = charges(AnnualisedMove.EXPONENTIAL, ShockDelta.PREMIUM_ADJUSTED, true);
        assertThat(INVERSE.of(book).rollShock()).isEqualTo(10.0 * 0.25 * 0.01);
        assertThat(adjusted.of(book).rollShock()).isEqualTo(10.0 * (0.25 - 0.0625) * 0.01);
        // A linear option's value is not in coin: nothing to adjust.
        assertThat(charges(AnnualisedMove.EXPONENTIAL, ShockDelta.PREMIUM_ADJUSTED, false)
                        .of(book)
                        .rollShock())
                .isEqualTo(LINEAR.of(book).rollShock());
    }

    @Test
    void thousandCoinsAreChargedAsPublished() {
        // Excess 695.43 coins, rate 3.477 %.
        assertThat(INVERSE.of(perpetual(1_000.0)).deltaShock()).isCloseTo(34.771, within(5e-4));
        assertThat(INVERSE.of(perpetual(-1_000.0)).deltaShock())
                .isEqualTo(INVERSE.of(perpetual(1_000.0)).deltaShock());
        assertThat(LINEAR.of(perpetual(1_000.0)).deltaShock())
                .isEqualTo(INVERSE.of(perpetual(1_000.0)).deltaShock() * Example.INDEX);
    }

    @Test
    void deltaBelowTheThresholdIsFree() {
        double threshold = 20_000_000.0 / Example.INDEX;
        assertThat(INVERSE.of(perpetual(threshold * (1.0 - 1e-15))).deltaShock())
                .isZero();
        assertThat(INVERSE.of(perpetual(threshold + 1.0)).deltaShock())
                .isCloseTo((threshold + 1.0) * 5e-5, within(1e-9));
    }

    @Test
    void rateIsCappedFromAnExcessOfTwoThousandCoins() {
        double threshold = 20_000_000.0 / Example.INDEX;
        double below = threshold + 1_999.0;
        assertThat(INVERSE.of(perpetual(below)).deltaShock()).isCloseTo(below * 5e-5 * 1_999.0, within(1e-9));
        assertThat(INVERSE.of(perpetual(threshold + 2_001.0)).deltaShock()).isEqualTo((threshold + 2_001.0) * 0.1);
        assertThat(INVERSE.of(perpetual(1e9)).deltaShock()).isEqualTo(1e8);
    }

    @Test
    void longOptionsShrinkTheShockedDelta() {
        // 2000 coins of futures, long puts of -800: as if 1200 coins.
        assertThat(INVERSE.of(withLongOptions(2_000.0, -800.0)).deltaShock())
                .isCloseTo(INVERSE.of(perpetual(1_200.0)).deltaShock(), within(1e-12));
        assertThat(INVERSE.of(withLongOptions(-2_000.0, 800.0)).deltaShock())
                .isCloseTo(INVERSE.of(perpetual(-1_200.0)).deltaShock(), within(1e-12));
    }

    @Test
    void longOptionsNeitherEnlargeNorTurnIt() {
        assertThat(INVERSE.of(withLongOptions(2_000.0, 800.0)).deltaShock())
                .isEqualTo(INVERSE.of(perpetual(2_000.0)).deltaShock());
        assertThat(INVERSE.of(withLongOptions(-2_000.0, -800.0)).deltaShock())
                .isEqualTo(INVERSE.of(perpetual(-2_000.0)).deltaShock());
        assertThat(INVERSE.of(withLongOptions(2_000.0, -9_000.0)).deltaShock()).isZero();
        assertThat(INVERSE.of(withLongOptions(-2_000.0, 9_000.0)).deltaShock()).isZero();
        assertThat(INVERSE.of(withLongOptions(0.0, 9_000.0)).deltaShock()).isZero();
    }

    @Test
    void shortOptionsCountAsFutures() {
        List<PositionRisk> shortCalls = List.of(position("BTC-28JUN24-60000-C", -2_000.0, 0.5, 0.1));
        assertThat(INVERSE.of(shortCalls).deltaShock())
                .isEqualTo(INVERSE.of(perpetual(-1_000.0)).deltaShock());
    }

    private static List<PositionRisk> withLongOptions(double futures, double optionDelta) {
        String name = optionDelta < 0.0 ? "BTC-28JUN24-60000-P" : "BTC-28JUN24-60000-C";
        PositionRisk option = position(name, Math.abs(optionDelta) * 2.0, Math.signum(optionDelta) * 0.5, 0.01);
        return List.of(future("BTC-PERPETUAL", futures), option);
    }

    @Test
    void expiringDeltaFadesInTheSettlementWindow() {
        Instant expiry = Instant.parse("2024-06-28T08:00:00Z");
        for (double elapsed : new double[] {0.0, 0.25, 0.5, 0.999}) {
            Instant now = expiry.minus(Duration.ofMillis(Math.round(1_800_000.0 * (1.0 - elapsed))));
            PairMarket market = new PairMarket(now, Example.INDEX, OptionalDouble.of(Example.INDEX));
            ShockCharges charges =
                    new ShockCharges(Example.PAIR, Example.BTC, DeribitAssumptions.DEFAULT, market, true);
            assertThat(charges.of(List.of(future("BTC-28JUN24", 8.0))).rollShock())
                    .as("elapsed %s", elapsed)
                    .isCloseTo(8.0 * (1.0 - elapsed) * 0.01, within(1e-15));
            // A contract of another expiry keeps its delta.
            assertThat(charges.of(perpetual(8.0)).rollShock()).isEqualTo(0.08);
        }
    }

    @Test
    void notANumberIsNotHidden() {
        assertThat(INVERSE.of(List.of(position("BTC-PERPETUAL", 1.0, Double.NaN, 0.0)))
                        .rollShock())
                .isNaN();
        assertThat(INVERSE.of(List.of(position("BTC-PERPETUAL", 1.0, Double.NaN, 0.0)))
                        .deltaShock())
                .isNaN();
    }
}
