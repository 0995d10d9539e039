package io.margrid.host.log;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Lets a number of lines through in a second and counts the others, so that a flood of equal events cannot fill a
/// disk or slow down who writes. Safe for use by many threads.
public final class LineBudget {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final int perSecond;
    private final LongSupplier nanoClock;
    private long begin;
    private int written;
    private long left;

    /// A budget that is full.
    ///
    /// @param perSecond lines in a second
    /// @param nanoClock the time, as `System.nanoTime` tells it
    public LineBudget(int perSecond, LongSupplier nanoClock) {
        this.perSecond = perSecond;
        this.nanoClock = nanoClock;
        this.begin = nanoClock.getAsLong();
    }

    /// Asks whether to write a line.
    ///
    /// @return how many lines were left out since the last that was written; empty if this is one of them
    public synchronized OptionalLong take() {
        long now = nanoClock.getAsLong();
        if (now - begin >= SECOND) {
            begin = now;
            written = 0;
        }
        if (written >= perSecond) {
            left++;
            return OptionalLong.empty();
        }
        written++;
        long told = left;
        left = 0;
        return OptionalLong.of(told);
    }
}
