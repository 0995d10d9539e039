package io.margrid.host.grpc;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;

/// Decides whether a call comes in, knowing no more of it than its tenant. Has neither threads nor a clock: every
/// method is told the time, as `System.nanoTime` counts it. Not thread-safe.
///
/// - A call will wait as long as those take to leave that are in, at the [ServiceRate] of late.
/// - A burst is taken: while calls wait less than the first bound, all come in. Once one would wait longer, and
///   the oldest has waited for a part of that, more come than are answered, and waiting longer would only make
///   answers late. From then on so many are in that calls wait as long as the second bound, beside the time that
///   they take by themselves.
/// - That ends when at most one in eight of a second's calls was refused. Who is refused is told to wait for a
///   second at least: if callers who wait as told are all that is left, it ends.
/// - While it lasts, a tenant that has fewer calls in than its part comes in beyond the bound, so that another's
///   flood does not keep it out.
/// - So many calls that processors have work are in, whatever is estimated.
final class CallGate {
    private static final long WINDOW = Duration.ofSeconds(1).toNanos();

    /// An overload ends if at most one call in so many was refused.
    private static final int REFUSED_ONE_IN = 8;

    /// Calls in for each processor that are always taken: one is computed while another is read or written.
    private static final int CALLS_PER_PROCESSOR = 2;

    /// An estimate alone may be wrong. If so many times what can be answered comes, the oldest call has waited
    /// for this part of the first bound when the newest would wait for all of it.
    private static final int EVIDENCE = 8;

    private static final long RETRY_MAX = Duration.ofSeconds(10).toNanos();

    private final long burstNanos;
    private final long boundNanos;
    private final int fewest;
    private final ServiceRate rate;
    private final Map<String, Integer> tenants = new HashMap<>();
    /// Calls that are in, the oldest first.
    private final LinkedHashSet<Pass> running = new LinkedHashSet<>();

    private boolean overloaded;
    private long windowStart;
    private long came;
    private long refused;
    private long refusedBefore;

    /// A gate that is open.
    ///
    /// @param settings   bounds
    /// @param processors that serve
    /// @param now        the time
    CallGate(OverloadSettings settings, int processors, long now) {
        this.burstNanos = settings.burst().toNanos();
        this.boundNanos = settings.bound().toNanos();
        this.fewest = CALLS_PER_PROCESSOR * processors;
        this.rate = new ServiceRate(fewest, now);
        this.windowStart = now;
    }

    /// What becomes of a call. Each is one of its own.
    static final class Pass {
        private final String tenant;
        private final long since;
        private final boolean in;
        private final boolean alone;
        private final long wait;
        private final long retry;

        private Pass(String tenant, long since, boolean in, boolean alone, long wait, long retry) {
            this.tenant = tenant;
            this.since = since;
            this.in = in;
            this.alone = alone;
            this.wait = wait;
            this.retry = retry;
        }

        /// Whether it comes in; then [#leave] is to be told of its end.
        boolean isIn() {
            return in;
        }

        /// How long it waits, or would, by estimate.
        long waitNanos() {
            return wait;
        }

        /// If it is refused, when to come again: once those could be answered that were refused.
        long retryNanos() {
            return retry;
        }
    }

    /// A call has come.
    ///
    /// @param tenant whom it is for; empty for nobody
    /// @param now    the time
    Pass enter(String tenant, long now) {
        rate.pass(running.size(), now);
        turnWindow(now);
        came++;
        double each = rate.nanosPerCall();
        long wait = (long) (Math.max(0, running.size() - fewest + 1) * each);
        boolean alone = running.size() < fewest;
        if (burstNanos > 0 && !alone && wait > burstNanos && oldestNanos(now) > burstNanos / EVIDENCE) {
            overloaded = true;
        }
        if (overloaded && !alone && !hasRoom(tenant, each)) {
            refused++;
            return new Pass(tenant, now, false, false, wait, retryNanos(each));
        }
        Pass pass = new Pass(tenant, now, true, alone, wait, 0);
        running.add(pass);
        tenants.merge(tenant, 1, Integer::sum);
        return pass;
    }

    private long oldestNanos(long now) {
        return now - running.getFirst().since;
    }

    private boolean hasRoom(String tenant, double each) {
        double room = Math.max(fewest, (boundNanos + rate.aloneNanos()) / each);
        int own = tenants.getOrDefault(tenant, 0);
        int others = tenants.size() - (own > 0 ? 1 : 0);
        return running.size() < room
                || (running.size() < 2.0 * room && own < Math.max(1.0, Math.floor(room / (others + 1))));
    }

    private long retryNanos(double each) {
        return Math.clamp((long) ((running.size() + Math.max(refused, refusedBefore)) * each), WINDOW, RETRY_MAX);
    }

    private void turnWindow(long now) {
        if (now - windowStart < WINDOW) {
            return;
        }
        if (refused * REFUSED_ONE_IN <= came) {
            overloaded = false;
        }
        windowStart = now;
        refusedBefore = refused;
        came = 0;
        refused = 0;
    }

    /// A call that came in has ended.
    ///
    /// @param pass what it was given
    /// @param now  the time
    void leave(Pass pass, long now) {
        rate.pass(running.size(), now);
        rate.left(running.size());
        if (pass.alone) {
            rate.leftAlone(now - pass.since);
        }
        if (!running.remove(pass)) {
            throw new AssertionError("a call leaves that is not in");
        }
        tenants.computeIfPresent(pass.tenant, (_, own) -> own == 1 ? null : own - 1);
    }
}
