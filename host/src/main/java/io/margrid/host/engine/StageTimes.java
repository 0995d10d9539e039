package io.margrid.host.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// Where the time of a call went, by stage, in the order of the stages. The stages' times add up to the call's.
///
/// One thread goes through the stages; any may end them.
public final class StageTimes {
    private final LongSupplier nanoClock;
    private final long start;
    private final Map<String, Long> nanos = new LinkedHashMap<>();
    private long last;
    private boolean ended;

    /// Starts the clock.
    public StageTimes() {
        this(System::nanoTime);
    }

    /// Starts a clock of one's own.
    ///
    /// @param nanoClock the time, as `System.nanoTime` tells it
    public StageTimes(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.start = nanoClock.getAsLong();
        this.last = start;
    }

    /// Ends a stage: books the time since the last mark on it.
    ///
    /// @param stage the stage's name
    public synchronized void mark(String stage) {
        if (!ended) {
            long now = nanoClock.getAsLong();
            nanos.merge(stage, now - last, Long::sum);
            last = now;
        }
    }

    /// Ends a revaluation: of the time since the last mark, books on `pack`, `kernel` and `cut` what was
    /// measured, at most what is there, and on `queue`, the waiting, what is left.
    ///
    /// @param times of the revaluation
    public synchronized void mark(RevaluationTimes times) {
        if (!ended) {
            long now = nanoClock.getAsLong();
            long left = now - last;
            long pack = Math.clamp(times.packNanos(), 0L, left);
            long kernel = Math.clamp(times.kernelNanos(), 0L, left - pack);
            long cut = Math.clamp(times.cutNanos(), 0L, left - pack - kernel);
            nanos.merge("queue", left - pack - kernel - cut, Long::sum);
            nanos.merge("pack", pack, Long::sum);
            nanos.merge("kernel", kernel, Long::sum);
            nanos.merge("cut", cut, Long::sum);
            last = now;
        }
    }

    /// Ends the call: books the time since the last mark, and takes no mark after it.
    ///
    /// @param stage the stage's name
    /// @return nanoseconds of the whole call, which is what the stages add up to
    public synchronized long end(String stage) {
        mark(stage);
        ended = true;
        return last - start;
    }

    /// The stages so far.
    ///
    /// @return nanoseconds by stage
    public synchronized Map<String, Long> nanos() {
        return new LinkedHashMap<>(nanos);
    }
}
