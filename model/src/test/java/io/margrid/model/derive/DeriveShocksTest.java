package io.margrid.model.derive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.instrument.OptionContract;
import io.margrid.model.instrument.OptionType;
import io.margrid.model.instrument.Settlement;
import io.margrid.model.margin.RelativeShocks;
import io.margrid.model.scenario.RelativeVolatilityShock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Figures of a test portfolio of github.com/derivexyz/v2-core, January 2026: short one 100,000 call.
class DeriveShocksTest {
    private static final double FORWARD = 95776.67392708939;
    private static final double VOLATILITY = 0.453803924321583;
    private static final double SECONDS = 794_852.0;
    private static final double YEARS = SECONDS / (365.0 * 86_400.0);
    private static final OptionContract CALL = new OptionContract(
            "call",
            new CurrencyPair("btc", "usdc"),
            Settlement.LINEAR,
            1.0,
            Instant.parse("2025-01-10T08:00:00Z"),
            100_000.0,
            OptionType.CALL);
    private static final RelativeVolatilityShock RULE = new RelativeVolatilityShock(
            0.5, 0.275, 0.30, 0.13, 1.0, false, 0.45, RelativeVolatilityShock.FloorOn.RESULT);
    private static final DeriveShocks SHOCKS = new DeriveShocks(
            RelativeShocks.of(RULE, SECONDS / 86_400.0), new DeriveParameters.Skew(0.15, 0.05, 0.01, 4.0, 0.6, 0.1));

    private static double volatility(int shock) {
        return SHOCKS.deviation(shock, CALL, FORWARD, VOLATILITY, YEARS) / Math.sqrt(YEARS);
    }

    @Test
    void shockedVolatilitiesAreTheVenues() {
        assertThat(volatility(0)).isCloseTo(0.7772805240184925, within(1e-12));
        assertThat(volatility(1)).isCloseTo(VOLATILITY, within(1e-12));
        assertThat(volatility(2)).isCloseTo(0.2758917944882828, within(1e-12));
    }

    @Test
    void theSmileTurnsByLogMoneyness() {
        double k = StrictMath.log(CALL.strike() / FORWARD);
        assertThat(SHOCKS.multiplier(k, YEARS)).isCloseTo(1.01652586234559, within(1e-12));
        assertThat(volatility(DeriveShocks.LINEAR)).isCloseTo(VOLATILITY * 1.01652586234559, within(1e-12));
        assertThat(volatility(DeriveShocks.ABSOLUTE)).isEqualTo(volatility(DeriveShocks.LINEAR));
        assertThat(SHOCKS.multiplier(-k, YEARS)).isCloseTo(2.0 - 1.01652586234559, within(1e-12));
    }

    @Test
    void theTurnIsCapped() {
        double cap = 0.15 - 0.05 * Math.sqrt(YEARS);
        assertThat(SHOCKS.multiplier(10.0, YEARS)).isEqualTo(1.0 + cap);
        assertThat(SHOCKS.multiplier(-10.0, YEARS)).isEqualTo(1.0 - cap);
    }

    @Test
    void staticDiscountOfShortsIsTheVenues() {
        DeriveExpiry expiry = new DeriveExpiry(YEARS, 0.15, List.of());
        DeriveParameters.Discount rule = new DeriveParameters.Discount(0.95, 1.04, 0.5, 0.08);
        assertThat(expiry.staticDiscount(-1.0, rule)).isCloseTo(1.0037878445554764, within(1e-12));
        assertThat(expiry.staticDiscount(1.0, rule)).isCloseTo(0.95 * StrictMath.exp(-0.23 * YEARS), within(1e-15));
    }
}
