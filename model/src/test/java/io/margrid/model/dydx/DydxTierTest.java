package io.margrid.model.dydx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DydxTierTest {
    private static final DydxTier MIDDLE = new DydxTier(100_000, 500_000, 20_000_000L, 50_000_000L, false);

    @ParameterizedTest
    @CsvSource({
        "0, 100000",
        "20000000, 100000",
        // 900,000 x 1 / 30,000,000 = 0.03, rounded down
        "20000001, 100000",
        // 900,000 x 34 / 30,000,000 = 1.02
        "20000034, 100001",
        "30000000, 400000",
        "49999999, 999999",
        "50000000, 1000000",
        "9223372036854775807, 1000000",
    })
    void initialFractionGrowsWithOpenInterest(long open, int ppm) {
        assertThat(MIDDLE.initialPpm(open)).isEqualTo(ppm);
        assertThat(MIDDLE.maintenancePpm()).isEqualTo(50_000);
    }

    @Test
    void withoutACapTheBaseCounts() {
        assertThat(new DydxTier(20_000, 600_000, 0L, 0L, false).initialPpm(Long.MAX_VALUE))
                .isEqualTo(20_000);
    }

    @Test
    void hugeMarketsDoNotOverflow() {
        DydxTier tier = new DydxTier(1, 1_000_000, 0L, 9_000_000_000_000_000_000L, false);
        assertThat(tier.initialPpm(4_500_000_000_000_000_000L)).isEqualTo(1 + 499_999);
    }

    @Test
    void maintenanceFractionIsTruncated() {
        assertThat(new DydxTier(33_333, 500_000, 0L, 0L, false).maintenancePpm())
                .isEqualTo(16_666);
    }

    @ParameterizedTest
    @CsvSource({"0, 50000, 0", "1, 1, 1", "1000000, 1, 1", "1000001, 1, 2", "9000000000, 50000, 450000000"})
    void requirementsAreRoundedUp(long notional, int ppm, long needs) {
        assertThat(DydxTier.requirement(BigInteger.valueOf(notional), ppm)).isEqualTo(BigInteger.valueOf(needs));
    }

    @Test
    void badFiguresAreNamed() {
        assertThatThrownBy(() -> new DydxTier(0, 500_000, 0L, 0L, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("initial_ppm must be 1 to 1000000: 0");
        assertThatThrownBy(() -> new DydxTier(1, 1_000_001, 0L, 0L, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maintenance_fraction_ppm must be 1 to 1000000: 1000001");
        assertThatThrownBy(() -> new DydxTier(1, 1, 5L, 5L, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("lower_cap must be zero or more and below upper_cap: 5, 5 quantums");
    }
}
