package io.margrid.model.okx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.margrid.model.instrument.OptionType;
import io.margrid.model.margin.PositionRisk;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.matrix.HandMade;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OkxChargesTest {
    /// One of the stablecoins is worth half a dollar.
    private static final MarketSnapshot MARKET = HandMade.market(
            Map.of("btc_usd", 1_000.0, "btc_usdc", 2_000.0, "btc_usdt", 1_000.0, "usdc_usd", 0.5, "usdt_usd", 1.0));

    private static OkxCharges of(PositionRisk... positions) {
        return OkxCharges.of(OkxExample.parameters(), "btc", HandMade.unit(MARKET, positions));
    }

    @ParameterizedTest
    @CsvSource({
        // 1 % of the cash delta, in slices: the first 100 once, the next 200 twice, the rest three times.
        "0, 0",
        "5000, 50",
        "10000, 100",
        "20000, 300",
        "30000, 500",
        "50000, 1100"
    })
    void theMinimumIsTakenInSlices(double cashDelta, double charge) {
        assertThat(OkxCharges.minimum(OkxExample.MINIMUM, cashDelta)).isCloseTo(charge, within(1e-9));
    }

    @Test
    void theMinimumIsOfTheGrossCashDelta() {
        // 12 and 8 coins at 1,000: 20,000, though 4,000 net.
        assertThat(of(
                                HandMade.future(HandMade.perpetual("btc_usdt"), 12.0),
                                HandMade.future(HandMade.future("btc_usdt", 73), -8.0))
                        .minimum())
                .isCloseTo(300.0, within(1e-9));
    }

    @Test
    void futuresPayForTheBasisByExpiry() {
        // 0.2 years 2,000 and 0.4 years 1,000 at 10 % a year: expiries do not net.
        assertThat(of(
                                HandMade.future(HandMade.future("btc_usdt", 73), 3.0),
                                HandMade.future(HandMade.future("btc_usd", 73), -1.0),
                                HandMade.future(HandMade.future("btc_usdt", 146), -1.0))
                        .basis())
                .isCloseTo(40.0 + 40.0, within(1e-9));
    }

    @Test
    void swapsPayOnTheirNet() {
        // +3,000, and -1 at 1,000 of half a dollar: 2,500 at 3 %.
        assertThat(of(
                                HandMade.future(HandMade.perpetual("btc_usdt"), 3.0),
                                HandMade.future(HandMade.perpetual("btc_usdc"), -1.0))
                        .basis())
                .isCloseTo(75.0, within(1e-9));
    }

    @Test
    void whatIsMatchedOnceIsNotMatchedAgain() {
        // usd +100 takes usdc -60 (at 0.5, factor 0.05), then 40 of usdt -60 (at 1, factor 0.01); -20 stay open.
        assertThat(of(
                                HandMade.future(HandMade.perpetual("btc_usd"), 0.1),
                                HandMade.future(HandMade.perpetual("btc_usdc"), -0.12),
                                HandMade.future(HandMade.perpetual("btc_usdt"), -0.06))
                        .depeg())
                .isCloseTo(60.0 * 0.05 + 40.0 * 0.01, within(1e-12));
    }

    @Test
    void quoteCoinsOnOneSideDoNotHedge() {
        assertThat(of(
                                HandMade.future(HandMade.perpetual("btc_usdc"), 1.0),
                                HandMade.future(HandMade.perpetual("btc_usdt"), 1.0))
                        .depeg())
                .isZero();
    }

    @Test
    void ratesMoveTogetherOrAroundThePivot() {
        // 10 of 5 in 0.2 years: 10; -1 of 200 in 1 year: -200. Parallel 190, around half a year -10 - 200.
        PositionRisk near =
                HandMade.position(HandMade.option("btc_usdt", 73, 1_000.0, OptionType.CALL), 10.0, 5.0, 0.0);
        PositionRisk far =
                HandMade.position(HandMade.option("btc_usdt", 365, 1_000.0, OptionType.CALL), -1.0, 200.0, 0.0);
        assertThat(of(near, far).rates()).isCloseTo(0.02 * 210.0, within(1e-12));
        OkxParameters parallel = OkxExample.parameters(new OkxParameters.RateMove(0.03, 0.02, 0.5));
        assertThat(OkxCharges.of(parallel, "btc", HandMade.unit(MARKET, near, far))
                        .rates())
                .isCloseTo(0.03 * 190.0, within(1e-12));
    }
}
