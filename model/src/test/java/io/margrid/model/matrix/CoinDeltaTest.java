package io.margrid.model.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.model.instrument.OptionType;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoinDeltaTest {
    @Test
    void longAndShortOffsetInPairs() {
        // +3 and 4 puts sold at a delta of -0.5, +2; against -1.
        CoinDelta delta = CoinDelta.of(List.of(
                HandMade.future(HandMade.perpetual("btc_usdc"), 3.0),
                HandMade.position(HandMade.option("btc_usdc", 73, 900.0, OptionType.PUT), -4.0, 20.0, -0.5),
                HandMade.future(HandMade.future("btc_usdt", 73), -1.0)));
        assertThat(delta).isEqualTo(new CoinDelta(4.0, 6.0));
        assertThat(delta.hedged()).isEqualTo(1.0);
    }

    @Test
    void aShortNetHedgesAsMuch() {
        assertThat(new CoinDelta(-4.0, 6.0).hedged()).isEqualTo(1.0);
        assertThat(new CoinDelta(-6.0, 6.0).hedged()).isZero();
        assertThat(CoinDelta.of(List.of()).hedged()).isZero();
    }
}
