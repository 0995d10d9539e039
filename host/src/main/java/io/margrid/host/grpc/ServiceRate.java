package io.margrid.host.grpc;

import java.time.Duration;

/// How fast calls leave while all processors have something to do, and how long one takes that meets no others.
/// Has no clock: every method is told the time, as `System.nanoTime` counts it. Not thread-safe.
///
/// Both are learned from what happened. The rate counts only time in which at least [#busyCalls] ran, since with
/// fewer the calls set the pace, not the server.
final class ServiceRate {
    /// Time over which what was learned loses its weight: an overload that is long over says nothing.
    private static final double MEMORY_NANOS = Duration.ofSeconds(1).toNanos();

    /// Calls that took no time: the slow first calls of a cold server do not make the estimate large.
    private static final double PRIOR_CALLS = 32.0;

    private static final double DOWN = 1.0 / 4.0;
    private static final double UP = 1.0 / 64.0;

    private final int busyCalls;
    private double nanos;
    private double calls;
    private double aloneNanos;
    private long last;

    /// @param busyCalls so many calls keep the server busy, at least 1
    /// @param now       the time
    ServiceRate(int busyCalls, long now) {
        this.busyCalls = busyCalls;
        this.last = now;
    }

    /// Time has passed.
    ///
    /// @param running calls that ran since the last event
    /// @param now     the time
    void pass(int running, long now) {
        long passed = Math.max(0, now - last);
        last = now;
        double kept = Math.max(0.0, 1.0 - passed / MEMORY_NANOS);
        nanos *= kept;
        calls *= kept;
        if (running >= busyCalls) {
            nanos += passed;
        }
    }

    /// A call has left. [#pass] goes before.
    ///
    /// @param running calls that ran until now, this one among them
    void left(int running) {
        if (running >= busyCalls) {
            calls++;
        }
    }

    /// A call has left that found fewer than [#busyCalls] when it came.
    ///
    /// @param took nanoseconds
    void leftAlone(long took) {
        // Rather too little than too much: a call that met others on its way says nothing.
        aloneNanos += (took < aloneNanos ? DOWN : UP) * (took - aloneNanos);
    }

    /// Time from one call that leaves to the next.
    ///
    /// @return nanoseconds; 0 if nothing is known
    double nanosPerCall() {
        return nanos / (calls + PRIOR_CALLS);
    }

    /// Time of a call that meets no others.
    ///
    /// @return nanoseconds; 0 if nothing is known
    double aloneNanos() {
        return aloneNanos;
    }
}
