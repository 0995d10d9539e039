package io.margrid.model.bybit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.margrid.model.instrument.OptionType;
import io.margrid.model.margin.NettingSet;
import io.margrid.model.margin.NettingSetRisk;
import io.margrid.model.margin.PositionRisk;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.matrix.HandMade;
import io.margrid.model.matrix.UnitRisk;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BybitContingencyTest {
    private static final MarketSnapshot MARKET =
            HandMade.market(Map.of("btc_usd", 2_000.0, "btc_usdc", 2_000.0, "btc_usdt", 2_000.0));
    private static final BybitParameters.Coin RATES =
            new BybitParameters.Coin(HandMade.TABLE, HandMade.VOLATILITY, 0.01, 0.001, 0.1, 0.005, 0.002);

    private static BybitContingency of(PositionRisk... positions) {
        UnitRisk unit = HandMade.unit(MARKET, positions);
        return BybitContingency.of(RATES, unit, unit.sets().getFirst());
    }

    private static PositionRisk option(int days, double strike, OptionType type, double quantity) {
        return HandMade.position(HandMade.option("btc_usdc", days, strike, type), quantity, 20.0, 0.0);
    }

    @Test
    void longCallsDoNotCoverShortPuts() {
        // 4 - 1 calls short, 2 puts short, 1 put long of them: (3 + 1) 0.01 2,000.
        BybitContingency charges = of(
                option(73, 900.0, OptionType.CALL, 1.0),
                option(73, 1_000.0, OptionType.CALL, -4.0),
                option(73, 900.0, OptionType.PUT, -2.0),
                option(73, 1_000.0, OptionType.PUT, 1.0));
        assertThat(charges.options()).isCloseTo(80.0, within(1e-10));
        assertThat(of(option(73, 900.0, OptionType.CALL, 5.0), option(73, 900.0, OptionType.PUT, -1.0))
                        .options())
                .isCloseTo(20.0, within(1e-10));
    }

    @Test
    void optionsHedgedAcrossExpiriesPayByTheDay() {
        // 1 of the 3 is hedged, 146 - 73 days apart: 73 0.001 2,000.
        BybitContingency charges =
                of(option(73, 1_000.0, OptionType.CALL, 3.0), option(146, 1_000.0, OptionType.CALL, -1.0));
        assertThat(charges.vega()).isCloseTo(146.0, within(1e-10));
        assertThat(charges.calendar()).isZero();
        assertThat(of(option(73, 900.0, OptionType.CALL, 3.0), option(73, 1_000.0, OptionType.CALL, -1.0))
                        .vega())
                .isZero();
    }

    @Test
    void deltasHedgedAcrossExpiriesPayByTheYear() {
        // 1 coin hedged by the perpetual over 0.2 years: 0.2 0.1 2,000.
        BybitContingency charges = of(
                HandMade.future(HandMade.perpetual("btc_usdt"), 2.0),
                HandMade.future(HandMade.future("btc_usdt", 73), -1.0));
        assertThat(charges.calendar()).isCloseTo(40.0, within(1e-10));
        assertThat(charges.vega()).isZero();
        assertThat(charges.stablecoins()).isZero();
    }

    @Test
    void futuresPayByTheirGrossSize() {
        BybitContingency charges = of(
                HandMade.future(HandMade.perpetual("btc_usdt"), 2.0),
                HandMade.future(HandMade.future("btc_usdt", 73), -1.0),
                option(73, 1_000.0, OptionType.CALL, 7.0));
        assertThat(charges.futures()).isCloseTo(3.0 * 0.002 * 2_000.0, within(1e-10));
    }

    @Test
    void theTwoStablecoinsHedgeEachOther() {
        BybitContingency charges = of(
                HandMade.future(HandMade.perpetual("btc_usdt"), 3.0),
                HandMade.future(HandMade.perpetual("btc_usdc"), -1.0));
        assertThat(charges.stablecoins()).isCloseTo(1.0 * 0.005 * 2_000.0, within(1e-10));
        assertThat(of(
                                HandMade.future(HandMade.perpetual("btc_usdt"), 3.0),
                                HandMade.future(HandMade.perpetual("btc_usdc"), 1.0))
                        .stablecoins())
                .isZero();
        assertThat(of(
                                HandMade.future(HandMade.perpetual("btc_usdt"), 3.0),
                                HandMade.future(HandMade.perpetual("btc_usd"), -1.0))
                        .stablecoins())
                .isZero();
    }

    @Test
    void aSetWithoutPositionsPaysNothing() {
        NettingSetRisk set = new NettingSetRisk(NettingSet.ofCoin("btc"), List.of(), new double[3]);
        UnitRisk unit = HandMade.unit(MARKET, HandMade.future(HandMade.perpetual("btc_usdt"), 3.0));
        assertThat(BybitContingency.of(RATES, unit, set).sum()).isZero();
        assertThat(new BybitContingency(1.0, 2.0, 4.0, 8.0, 16.0).sum()).isEqualTo(31.0);
    }
}
