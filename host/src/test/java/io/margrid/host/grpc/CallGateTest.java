package io.margrid.host.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.host.grpc.CallGate.Pass;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallGateTest {
    private static final long MILLI = Duration.ofMillis(1).toNanos();
    private static final OverloadSettings SETTINGS = new OverloadSettings(Duration.ofMillis(100), Duration.ofMillis(5));

    private final CallGate gate = new CallGate(SETTINGS, 1, 0);
    private final Deque<In> in = new ArrayDeque<>();
    private final Map<String, Integer> answered = new HashMap<>();
    private final Map<String, Integer> refused = new HashMap<>();
    private long now;
    private long longestNanos;
    private Pass last = gate.enter("first", 0);

    /// A call that came in.
    private record In(String tenant, Pass pass, long since) {}

    CallGateTest() {
        gate.leave(last, 0);
    }

    private void come(String tenant) {
        last = gate.enter(tenant, now);
        if (last.isIn()) {
            in.add(new In(tenant, last, now));
        } else {
            refused.merge(tenant, 1, Integer::sum);
        }
    }

    /// One server that takes a millisecond a call, while calls of some tenants come at the same pace each.
    ///
    /// @param millis  how long
    /// @param tenants of the calls that come in each millisecond
    private void serve(int millis, String... tenants) {
        for (int milli = 0; milli < millis; milli++) {
            for (String tenant : tenants) {
                come(tenant);
            }
            now += MILLI;
            In done = in.poll();
            if (done != null) {
                longestNanos = Math.max(longestNanos, now - done.since());
                answered.merge(done.tenant(), 1, Integer::sum);
                gate.leave(done.pass(), now);
            }
        }
    }

    private void forget() {
        answered.clear();
        refused.clear();
        longestNanos = 0;
    }

    @Test
    void aServerThatKeepsUpRefusesNothing() {
        serve(20_000, "a");
        assertThat(refused).isEmpty();
    }

    @Test
    void aBurstIsTaken() {
        serve(2_000, "a");
        for (int call = 0; call < 90; call++) {
            come("a");
        }
        serve(1_000);
        assertThat(refused).isEmpty();
        assertThat(answered).containsEntry("a", 2_090);
    }

    /// Many callers, each of which waits for its answer, are no overload.
    @Test
    void aFewCallersThatNeverRestAreNotRefused() {
        for (int caller = 0; caller < 64; caller++) {
            come("a");
        }
        serve(20_000, "a");
        assertThat(refused).isEmpty();
    }

    @Test
    void aFloodIsHeldAtTheBoundAndTheServerStaysBusy() {
        serve(2_000, "a");
        serve(1_000, "a", "a", "a");
        forget();
        serve(10_000, "a", "a", "a");
        assertThat(answered).containsEntry("a", 10_000);
        assertThat(refused).containsEntry("a", 20_000);
        // The bound, and the time of a call by itself.
        assertThat(longestNanos).isLessThanOrEqualTo(8 * MILLI);
    }

    @Test
    void theFirstBoundHoldsToo() {
        serve(2_000, "a");
        serve(1_000, "a", "a", "a");
        // The rate of a server that was never busy is learned on the way, and is rather too high until then.
        assertThat(longestNanos).isBetween(90 * MILLI, 160 * MILLI);
    }

    /// Who was refused is told to come when the server would have answered all of those.
    @Test
    void refusalsSayWhenToComeAgain() {
        serve(2_000, "a");
        serve(3_000, "a", "a", "a");
        while (last.isIn()) {
            come("a");
        }
        assertThat(Duration.ofNanos(last.retryNanos())).isBetween(Duration.ofMillis(1_500), Duration.ofMillis(2_500));
        assertThat(Duration.ofNanos(last.waitNanos())).isBetween(Duration.ofMillis(3), Duration.ofMillis(7));
    }

    @Test
    void anOverloadEndsWithTheFlood() {
        serve(2_000, "a");
        serve(2_000, "a", "a", "a");
        serve(3_000);
        serve(2_000, "a");
        forget();
        for (int call = 0; call < 50; call++) {
            come("a");
        }
        assertThat(refused).isEmpty();
    }

    @Test
    void anotherTenantsFloodKeepsNobodyOut() {
        serve(2_000, "a");
        serve(1_000, "flood", "flood", "flood", "flood");
        forget();
        for (int turn = 0; turn < 2_500; turn++) {
            serve(3, "flood", "flood", "flood", "flood");
            serve(1, "flood", "flood", "flood", "flood", "desk");
        }
        assertThat(refused).doesNotContainKey("desk");
        assertThat(answered.get("desk")).isBetween(2_490, 2_500);
        assertThat(answered.get("flood")).isBetween(7_490, 7_510);
        assertThat(longestNanos).isLessThanOrEqualTo(14 * MILLI);
    }

    @Test
    void twoFloodsShareTheServer() {
        serve(2_000, "a");
        serve(1_000, "x", "y", "x", "x");
        forget();
        serve(10_000, "x", "y", "x", "x");
        // By arrivals it would be 2,500 of 10,000.
        assertThat(answered.get("y")).isGreaterThan(3_500);
        assertThat(answered.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(10_000);
    }

    /// Where calls take longer than the bound, so many are in that all processors work.
    @Test
    void slowCallsDoNotStarveTheServer() {
        CallGate slow = new CallGate(SETTINGS, 4, 0);
        long time = 0;
        Deque<Pass> running = new ArrayDeque<>();
        for (int turn = 0; turn < 2_000; turn++) {
            for (int call = 0; call < 4; call++) {
                Pass pass = slow.enter("", time);
                if (pass.isIn()) {
                    running.add(pass);
                }
            }
            time += 50 * MILLI;
            assertThat(running).hasSizeGreaterThanOrEqualTo(turn < 4 ? 1 : 8);
            slow.leave(running.remove(), time);
        }
    }

    @Test
    void zeroMeansNever() {
        CallGate open = new CallGate(new OverloadSettings(Duration.ZERO, Duration.ofMillis(5)), 1, 0);
        for (int call = 0; call < 100_000; call++) {
            assertThat(open.enter("", call).isIn()).isTrue();
        }
    }
}
