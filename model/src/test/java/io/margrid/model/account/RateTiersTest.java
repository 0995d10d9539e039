package io.margrid.model.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RateTiersTest {
    private static final long SEED = Long.getLong("margrid.seed", 20_260_527L);
    private static final RateTiers TIERS = new RateTiers(List.of(100.0, 400.0), List.of(0.01, 0.02, 0.05));

    /// The other printed form: each rate on its slice.
    private static double slices(RateTiers tiers, double value) {
        double sum = 0.0;
        double from = 0.0;
        for (int i = 0; i < tiers.rates().size(); i++) {
            double to = i < tiers.upTo().size() ? Math.min(value, tiers.upTo().get(i)) : value;
            sum += Math.max(0.0, to - from) * tiers.rates().get(i);
            from = to;
        }
        return sum;
    }

    @Test
    void sliceAndDeductionFormAreEqual() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < 1_000; round++) {
            List<Double> bounds = new ArrayList<>();
            List<Double> rates = new ArrayList<>();
            double bound = 0.0;
            for (int tier = random.nextInt(1, 12); tier > 0; tier--) {
                rates.add(random.nextDouble());
                bound += random.nextDouble(1.0, 1e6);
                bounds.add(bound);
            }
            bounds.removeLast();
            RateTiers tiers = new RateTiers(bounds, rates);
            double value = random.nextDouble(0.0, 2.0 * bound);
            assertThat(tiers.amount(value))
                    .as("seed %d, round %d", SEED, round)
                    .isCloseTo(slices(tiers, value), within(1e-11 * bound));
        }
    }

    @Test
    void deductionsAreThePrintedOnes() {
        // k_2 = 100 (0.02 - 0.01), k_3 = k_2 + 400 (0.05 - 0.02)
        assertThat(TIERS.deduction(0)).isZero();
        assertThat(TIERS.deduction(1)).isCloseTo(1.0, within(1e-12));
        assertThat(TIERS.deduction(2)).isCloseTo(13.0, within(1e-12));
        assertThat(TIERS.amount(1_000.0)).isCloseTo(1.0 + 6.0 + 30.0, within(1e-12));
    }

    @Test
    void aValueOnABoundIsInTheLowerTier() {
        assertThat(TIERS.tier(100.0)).isZero();
        assertThat(TIERS.tier(Math.nextUp(100.0))).isEqualTo(1);
        assertThat(TIERS.tier(1e300)).isEqualTo(2);
    }

    @Test
    void onlyASolutionInItsOwnTierCounts() {
        // value = price, solutions 50, 300, 200: the last is in the second tier, not in the third.
        List<Double> solutions = List.of(50.0, 300.0, 200.0);
        RateTiers.PriceInTier form = (rate, _) -> solutions.get(TIERS.rates().indexOf(rate));
        assertThat(TIERS.price(290.0, form, price -> price)).hasValue(300.0);
        assertThat(TIERS.price(60.0, form, price -> price)).hasValue(50.0);
        assertThat(TIERS.price(1.0, (_, _) -> -5.0, price -> price)).isEmpty();
        assertThat(TIERS.price(1.0, (_, _) -> Double.NaN, price -> price)).isEmpty();
    }

    @Test
    void badTablesAreRefused() {
        assertThatThrownBy(() -> new RateTiers(List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there must be 1 to 1000 tiers: 0");
        assertThatThrownBy(() -> new RateTiers(List.of(2.0, 2.0), List.of(0.1, 0.2, 0.3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("up_to must rise from tier to tier and be positive: 2.0 after 2.0");
        assertThatThrownBy(() -> new RateTiers(List.of(2.0), List.of(0.1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("up_to must be given for every tier but the last: 1 for 1 tiers");
        assertThatThrownBy(() -> RateTiers.of(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rates must be 0 to 1: NaN");
        assertThatThrownBy(() -> new RateTiers(List.of(2.0), List.of(0.2, 0.1)).requireRising("rate"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rate must not fall from tier to tier and be below 1: 0.1 after 0.2");
    }
}
