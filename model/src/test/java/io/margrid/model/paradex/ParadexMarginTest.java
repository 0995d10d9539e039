package io.margrid.model.paradex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.margrid.model.book.AccountTerms;
import io.margrid.model.margin.CurrencyMargin;
import io.margrid.model.margin.PositionRisk;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.matrix.HandMade;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParadexMarginTest {
    private static final MarketSnapshot MARKET = HandMade.market(Map.of("btc_usd", 1_000.0));

    /// 3 perpetual coins long and 1 dated one short that lose `loss` when the price falls.
    private static CurrencyMargin margin(double loss) {
        ParadexParameters parameters = new ParadexParameters(
                HandMade.head(),
                HandMade.allCoins(new ParadexParameters.Coin(HandMade.TABLE, HandMade.VOLATILITY, 0.05, 0.01)),
                0.5,
                0.0002,
                0.001);
        PositionRisk swap = HandMade.position(HandMade.perpetual("btc_usdc"), 3.0, 0.0, 1.0, -loss / 3.0, 0.0, 0.0);
        PositionRisk dated = HandMade.position(HandMade.future("btc_usdc", 73), -1.0, 0.0, 1.0, 0.0, 0.0, 0.0);
        return ParadexMargin.model(parameters)
                .margin(HandMade.account(AccountTerms.NONE, swap, dated), MARKET)
                .currencies()
                .getFirst();
    }

    @Test
    void theMinimumByDeltaExceedsASmallLoss() {
        // Net 2, hedged 1: (0.05 2 + 0.01 1) 1,000 = 110.
        CurrencyMargin margin = margin(30.0);
        assertThat(margin.component("scan")).isCloseTo(30.0, within(1e-9));
        assertThat(margin.component("minimum_delta_excess")).isCloseTo(80.0, within(1e-9));
        assertThat(margin.component("net_requirement")).isCloseTo(110.0, within(1e-9));
    }

    @Test
    void aLargeLossExceedsTheMinimum() {
        CurrencyMargin margin = margin(300.0);
        assertThat(margin.component("minimum_delta_excess")).isZero();
        assertThat(margin.component("net_requirement")).isCloseTo(300.0, within(1e-9));
    }

    @Test
    void provisionsAreOnTopAndNotScaledDown() {
        // Fees of 0.02 % on 4,000, funding of 0.1 % on the 3,000 of the perpetual.
        CurrencyMargin margin = margin(300.0);
        assertThat(margin.component("fee_provision")).isCloseTo(0.8, within(1e-12));
        assertThat(margin.component("funding_provision")).isCloseTo(3.0, within(1e-12));
        assertThat(margin.initial()).isCloseTo(303.8, within(1e-9));
        assertThat(margin.maintenance()).isCloseTo(153.8, within(1e-9));
    }
}
