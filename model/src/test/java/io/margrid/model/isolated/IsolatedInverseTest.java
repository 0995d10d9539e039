package io.margrid.model.isolated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.margrid.model.account.RateTiers;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class IsolatedInverseTest {
    private static final long SEED = Long.getLong("margrid.seed", 20_260_527L);
    private static final RateTiers TIERS = new RateTiers(List.of(1.0, 5.0), List.of(0.005, 0.01, 0.03));

    /// 10,000 USD at 20,000: half a coin.
    private static IsolatedInverse position(int side, double leverage, double extra, double counted, boolean onEntry) {
        return new IsolatedInverse(
                side * 0.4, 20_000.0, 25_000.0, leverage, extra, counted, RateTiers.of(0.005), 0.0, onEntry);
    }

    @Test
    void onEntryValueByThePrintedFormula() {
        // IM = 0.5 / 10, MM = 0.5 x 0.5 %, LP = N / (N / E + d (IM - MM + A))
        IsolatedInverse held = position(1, 10.0, 0.01, 0.01, true);
        assertThat(held.initial()).isCloseTo(0.05, within(1e-15));
        assertThat(held.maintenance()).isCloseTo(0.0025, within(1e-15));
        assertThat(held.liquidationPrice().orElseThrow())
                .isCloseTo(10_000.0 / (0.5 + 0.05 - 0.0025 + 0.01), within(1e-9));
        assertThat(position(-1, 10.0, 0.01, 0.01, true).liquidationPrice().orElseThrow())
                .isCloseTo(10_000.0 / (0.5 - 0.05 + 0.0025 - 0.01), within(1e-9));
        assertThat(held.bankruptcyPrice().orElseThrow()).isCloseTo(10_000.0 / 0.56, within(1e-9));
    }

    @Test
    void ruleOf2026ByThePrintedFormula() {
        double counted = 0.01 / 1.00055;
        // Long: LP = N (1 + m) / (N / E + IM + A / (1 + t) + k); short with the opposite signs.
        IsolatedInverse held = position(1, 10.0, 0.01, counted, false);
        assertThat(held.maintenance()).isCloseTo(0.002, within(1e-15));
        assertThat(held.liquidationPrice().orElseThrow())
                .isCloseTo(10_000.0 * 1.005 / (0.5 + 0.05 + counted), within(1e-9));
        assertThat(position(-1, 10.0, 0.01, counted, false).liquidationPrice().orElseThrow())
                .isCloseTo(10_000.0 * 0.995 / (0.5 - 0.05 - counted), within(1e-9));
    }

    @Test
    void aShortThatCanPayForAnyRiseHasNoPrice() {
        for (boolean onEntry : new boolean[] {true, false}) {
            assertThat(position(-1, 1.0, 0.1, 0.1, onEntry).liquidationPrice()).isEmpty();
            assertThat(position(-1, 1.0, 0.1, 0.1, onEntry).bankruptcyPrice()).isEmpty();
            // A long loses coins without bound as the price falls.
            assertThat(position(1, 1.0, 0.1, 0.1, onEntry).liquidationPrice()).isPresent();
        }
    }

    @Test
    void marginAndProfitAreWorthTheMaintenanceThereWhateverTheTier() {
        SplittableRandom random = new SplittableRandom(SEED);
        int found = 0;
        for (int round = 0; round < 2_000; round++) {
            double quantity = random.nextDouble(0.01, 20.0) * (random.nextBoolean() ? 1.0 : -1.0);
            double entry = random.nextDouble(10_000.0, 30_000.0);
            double extra = random.nextDouble(0.0, 0.3) * Math.abs(quantity) * 20_000.0 / entry;
            IsolatedInverse position = new IsolatedInverse(
                    quantity, entry, 20_000.0, random.nextDouble(2.0, 20.0), extra, extra, TIERS, 0.0005, false);
            double price = position.liquidationPrice().orElseThrow();
            double notional = quantity * 20_000.0;
            double left = position.initial() + extra + notional * (1.0 / entry - 1.0 / price);
            double value = Math.abs(notional) / price;
            assertThat(left)
                    .as("seed %d, round %d", SEED, round)
                    .isCloseTo(TIERS.amount(value) + 0.0005 * value, within(1e-11));
            found |= 1 << TIERS.tier(value);
        }
        assertThat(found).as("every tier is met").isEqualTo(0b111);
    }
}
