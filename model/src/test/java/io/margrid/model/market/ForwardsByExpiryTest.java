package io.margrid.model.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.margrid.model.deribit.DeribitInstruments;
import io.margrid.model.instrument.OptionContract;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ForwardsByExpiryTest {
    private static final long SEED = Long.getLong("margrid.seed", 20_260_820L);

    private record Mark(OptionContract option, double mark) {}

    private static OptionContract option(String name) {
        return (OptionContract) DeribitInstruments.parse(name);
    }

    private static ForwardsByExpiry of(List<Mark> marks) {
        ForwardsByExpiry forwards = new ForwardsByExpiry();
        marks.forEach(mark -> forwards.add(mark.option(), mark.mark()));
        return forwards;
    }

    @Test
    void inverseMarksAreInCoin() {
        // c - p = 1 - K / F with F = 66,200.
        ForwardsByExpiry forwards = new ForwardsByExpiry();
        forwards.add(option("BTC-28JUN24-75000-C"), 0.005);
        forwards.add(option("BTC-28JUN24-75000-P"), 0.005 - (1.0 - 75_000.0 / 66_200.0));
        assertThat(forwards.forward(option("BTC-28JUN24-60000-P")).orElseThrow())
                .isCloseTo(66_200.0, within(1e-9));
    }

    @Test
    void linearMarksAreInQuoteCurrency() {
        ForwardsByExpiry forwards = new ForwardsByExpiry();
        forwards.add(option("SOL_USDC-28JUN24-150-P"), 2.25);
        forwards.add(option("SOL_USDC-28JUN24-150-C"), 12.5);
        assertThat(forwards.forward(option("SOL_USDC-28JUN24-150-C"))).hasValue(160.25);
    }

    @Test
    void strikeWithoutBothMarksGivesNoForward() {
        ForwardsByExpiry forwards = new ForwardsByExpiry();
        forwards.add(option("SOL_USDC-28JUN24-150-C"), 12.5);
        forwards.add(option("SOL_USDC-28JUN24-160-P"), 12.5);
        forwards.add(option("SOL_USDC-28JUN24-170-C"), 1.0);
        forwards.add(option("SOL_USDC-28JUN24-170-P"), Double.NaN);
        assertThat(forwards.forward(option("SOL_USDC-28JUN24-150-C"))).isEmpty();
        assertThat(forwards.forward(option("SOL_USDC-29JUN24-150-C"))).isEmpty();
    }

    @Test
    void pairsSettlementsAndExpiriesStandAlone() {
        ForwardsByExpiry forwards = new ForwardsByExpiry();
        String[] expiries = {"BTC_USDC-28JUN24", "BTC_USDC-29JUN24", "ETH_USDC-28JUN24", "BTC_USDT-28JUN24"};
        for (int i = 0; i < expiries.length; i++) {
            forwards.add(option(expiries[i] + "-100-C"), 10.0 * i);
            forwards.add(option(expiries[i] + "-100-P"), 0.0);
        }
        for (int i = 0; i < expiries.length; i++) {
            assertThat(forwards.forward(option(expiries[i] + "-100-C"))).hasValue(100.0 + 10.0 * i);
        }
        assertThat(forwards.forward(option("BTC-28JUN24-100-C"))).isEmpty();
    }

    @Test
    void laterMarksCount() {
        ForwardsByExpiry forwards = new ForwardsByExpiry();
        OptionContract call = option("SOL_USDC-28JUN24-150-C");
        forwards.add(call, 12.5);
        assertThat(forwards.forward(call)).isEmpty();
        forwards.add(option("SOL_USDC-28JUN24-150-P"), 2.5);
        assertThat(forwards.forward(call)).hasValue(160.0);
        forwards.add(call, 13.5);
        assertThat(forwards.forward(call)).hasValue(161.0);
    }

    @Test
    void orderOfMarksChangesNoBit() {
        Random random = new Random(SEED);
        List<Mark> marks = new ArrayList<>();
        for (String expiry : List.of("BTC-28JUN24", "BTC-27SEP24", "SOL_USDC-28JUN24")) {
            for (int strike = 1; strike <= 20; strike++) {
                for (String type : List.of("C", "P")) {
                    if (random.nextInt(5) > 0) {
                        marks.add(new Mark(option("%s-%d-%s".formatted(expiry, strike, type)), random.nextDouble()));
                    }
                }
            }
        }
        ForwardsByExpiry expected = of(marks);
        for (int round = 0; round < 50; round++) {
            Collections.shuffle(marks, random);
            ForwardsByExpiry shuffled = of(marks);
            for (Mark mark : marks) {
                assertThat(shuffled.forward(mark.option()))
                        .as("seed %d, round %d, %s", SEED, round, mark.option())
                        .isEqualTo(expected.forward(mark.option()));
            }
        }
    }
}
