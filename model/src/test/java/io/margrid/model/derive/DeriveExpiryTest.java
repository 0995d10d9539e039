package io.margrid.model.derive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.margrid.model.instrument.OptionContract;
import io.margrid.model.instrument.OptionType;
import io.margrid.model.margin.PositionRisk;
import io.margrid.model.matrix.HandMade;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeriveExpiryTest {
    private static PositionRisk position(
            int days, double strike, OptionType type, double quantity, double value, double... pnl) {
        OptionContract option = HandMade.option("btc_usdc", days, strike, type);
        return HandMade.position(option, quantity, value, 0.0, pnl);
    }

    private static PositionRisk call(double strike, double quantity) {
        return position(73, strike, OptionType.CALL, quantity, 1.0);
    }

    private static PositionRisk put(double strike, double quantity) {
        return position(73, strike, OptionType.PUT, quantity, 1.0);
    }

    private static double naked(PositionRisk... positions) {
        return new DeriveExpiry(0.2, 0.05, List.of(positions)).naked();
    }

    @Test
    void shortsAreCoveredAtTheirOwnStrikeOnly() {
        assertThat(naked(call(900.0, 5.0), call(1_000.0, -3.0))).isEqualTo(3.0);
        assertThat(naked(put(1_000.0, 1.0), call(1_000.0, -3.0))).isEqualTo(2.0);
        assertThat(naked(call(900.0, 5.0), put(900.0, -1.0), call(1_000.0, -3.0), put(1_000.0, -2.0)))
                .isEqualTo(5.0);
        assertThat(naked(call(1_000.0, 3.0))).isZero();
    }

    @Test
    void expiriesAreInOrderOfTime() {
        PositionRisk late = position(146, 1_000.0, OptionType.CALL, 1.0, 1.0);
        PositionRisk early = call(1_000.0, 1.0);
        PositionRisk other = put(1_000.0, 1.0);
        Map<String, Double> years = Map.of(
                late.position().instrument().name(), 0.4,
                early.position().instrument().name(), 0.2,
                other.position().instrument().name(), 0.2);
        assertThat(DeriveExpiry.of(List.of(late, early, other), years, 0.05))
                .containsExactly(
                        new DeriveExpiry(0.2, 0.05, List.of(early, other)), new DeriveExpiry(0.4, 0.05, List.of(late)));
    }

    @Test
    void aNegativeRateDoesNotDiscount() {
        assertThat(new DeriveExpiry(0.5, -0.1, List.of()).discountFactor()).isEqualTo(1.0);
        // e^-0.05
        assertThat(new DeriveExpiry(0.5, 0.1, List.of()).discountFactor()).isCloseTo(0.951229424500714, within(1e-14));
    }

    @Test
    void profitIsOfTheWholeExpiry() {
        // At no rate: 2 of 30 - 1 of 20 = 40 now, 2 of 10 - 1 of 50 = -30 and 2 of 45 - 1 of 10 = 80 shocked.
        DeriveExpiry expiry = new DeriveExpiry(
                0.2,
                0.0,
                List.of(
                        position(73, 900.0, OptionType.CALL, 2.0, 30.0, -20.0, 15.0),
                        position(73, 1_000.0, OptionType.PUT, -1.0, 20.0, 30.0, -10.0)));
        assertThat(expiry.mark()).isEqualTo(40.0);
        assertThat(expiry.shocked(0)).isEqualTo(-30.0);
        assertThat(expiry.shocked(1)).isEqualTo(80.0);
        // What is owed is not scaled up above e^0; what is owned counts at 90 %.
        DeriveParameters.Discount rule = new DeriveParameters.Discount(0.9, 1.5, 0.0, 0.0);
        assertThat(expiry.profits(2, rule)[0]).isEqualTo(-70.0);
        assertThat(expiry.profits(2, rule)[1]).isCloseTo(72.0 - 40.0, within(1e-12));
    }
}
