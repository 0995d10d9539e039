package io.margrid.host.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ServiceRateTest {
    private static final long MILLI = Duration.ofMillis(1).toNanos();

    private final ServiceRate rate = new ServiceRate(2, 0);
    private long now;

    private void leave(int calls, int running, long each) {
        for (int call = 0; call < calls; call++) {
            now += each;
            rate.pass(running, now);
            rate.left(running);
        }
    }

    @Test
    void nothingIsKnownAtFirst() {
        assertThat(rate.nanosPerCall()).isZero();
        assertThat(rate.aloneNanos()).isZero();
    }

    @Test
    void theRateOfABusyServerIsLearned() {
        leave(5_000, 2, MILLI);
        assertThat(rate.nanosPerCall()).isCloseTo(1.0 * MILLI, within(0.05 * MILLI));
        leave(20_000, 2, MILLI / 4);
        assertThat(rate.nanosPerCall()).isCloseTo(0.25 * MILLI, within(0.05 * MILLI));
    }

    @Test
    void aFewSlowCallsMakeNoRate() {
        leave(1, 2, 100 * MILLI);
        assertThat(rate.nanosPerCall()).isLessThan(12.0 * MILLI);
    }

    /// One call at a time says how long a call takes, not how many can be answered; and what was learned is
    /// forgotten.
    @Test
    void timeWithFewerCallsDoesNotCount() {
        leave(1_000, 2, MILLI);
        double before = rate.nanosPerCall();
        leave(10, 1, 50 * MILLI);
        assertThat(rate.nanosPerCall()).isBetween(0.8 * before, before);
        rate.pass(0, now + Duration.ofHours(1).toNanos());
        assertThat(rate.nanosPerCall()).isZero();
    }

    @Test
    void theTimeOfACallAloneIsRatherTooLow() {
        rate.leftAlone(300 * MILLI);
        assertThat(rate.aloneNanos()).isLessThan(5.0 * MILLI);
        for (int call = 0; call < 500; call++) {
            rate.leftAlone(call % 10 == 0 ? 30 * MILLI : MILLI);
        }
        assertThat(rate.aloneNanos()).isBetween(1.0 * MILLI, 2.0 * MILLI);
    }

    @Test
    void aClockThatGoesBackChangesNothing() {
        leave(10, 2, MILLI);
        double before = rate.nanosPerCall();
        rate.pass(2, now - MILLI);
        assertThat(rate.nanosPerCall()).isEqualTo(before);
    }
}
