package io.margrid.model.isolated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.margrid.model.account.RateTiers;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class IsolatedLinearTest {
    private static final long SEED = Long.getLong("margrid.seed", 20_260_527L);
    private static final RateTiers TIERS =
            new RateTiers(List.of(10_000.0, 50_000.0, 200_000.0), List.of(0.005, 0.01, 0.025, 0.05));

    private static IsolatedLinear position(double quantity, double leverage, double extra, boolean onEntry) {
        return new IsolatedLinear(quantity, 20_000.0, 21_000.0, leverage, extra, RateTiers.of(0.005), 0.0, onEntry);
    }

    @Test
    void printedExampleOnEntryValue() {
        // Bybit's help page: long 1 BTC at 20,000, 50x, 0.5 %: 20,000 - (400 - 100) = 19,700.
        IsolatedLinear held = position(1.0, 50.0, 0.0, true);
        assertThat(held.initial()).isEqualTo(400.0);
        assertThat(held.maintenance()).isEqualTo(100.0);
        assertThat(held.liquidationPrice()).hasValue(19_700.0);
        assertThat(held.bankruptcyPrice()).hasValue(19_600.0);
        assertThat(position(-1.0, 50.0, 0.0, true).liquidationPrice()).hasValue(20_300.0);
        assertThat(position(1.0, 50.0, 3_000.0, true).liquidationPrice()).hasValue(16_700.0);
    }

    @Test
    void onMarkValueTheMarkCountsAndThePriceDiffers() {
        IsolatedLinear held = position(1.0, 50.0, 0.0, false);
        assertThat(held.maintenance()).isEqualTo(105.0);
        assertThat(held.liquidationPrice().orElseThrow()).isCloseTo(19_600.0 / 0.995, within(1e-9));
        assertThat(position(-1.0, 50.0, 0.0, false).liquidationPrice().orElseThrow())
                .isCloseTo(20_400.0 / 1.005, within(1e-9));
    }

    @Test
    void aFullyPaidLongHasNoPrices() {
        assertThat(position(1.0, 1.0, 0.0, false).liquidationPrice()).isEmpty();
        assertThat(position(1.0, 1.0, 500.0, true).liquidationPrice()).isEmpty();
        assertThat(position(1.0, 1.0, 0.0, true).bankruptcyPrice()).isEmpty();
    }

    @Test
    void marginAndProfitAreWorthTheMaintenanceThereWhateverTheTier() {
        SplittableRandom random = new SplittableRandom(SEED);
        int found = 0;
        for (int round = 0; round < 2_000; round++) {
            double quantity = random.nextDouble(0.01, 20.0) * (random.nextBoolean() ? 1.0 : -1.0);
            double entry = random.nextDouble(10_000.0, 30_000.0);
            double extra = random.nextDouble(0.0, 0.3) * Math.abs(quantity) * entry;
            double fee = random.nextBoolean() ? 0.0 : 0.00055;
            IsolatedLinear position = new IsolatedLinear(
                    quantity, entry, entry * 1.01, random.nextDouble(2.0, 20.0), extra, TIERS, fee, false);
            double price = position.liquidationPrice().orElseThrow();
            double left = position.initial() + extra + quantity * (price - entry);
            double value = Math.abs(quantity) * price;
            assertThat(left)
                    .as("seed %d, round %d", SEED, round)
                    .isCloseTo(TIERS.amount(value) + fee * value, within(1e-7));
            found |= 1 << TIERS.tier(value);
        }
        assertThat(found).as("every tier is met").isEqualTo(0b1111);
    }
}
