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

    /// Ends several stages at once: of the time since the last mark, books on each what somebody else measured, at
    /// most what is there, and on the last stage what is left.
    ///
    /// @param parts nanoseconds by stage, in order
    /// @param rest  the stage that takes what is left; may be one of the parts
    public synchronized void mark(Map<String, Long> parts, String rest) {
        if (!ended) {
            long now = nanoClock.getAsLong();
            for (Map.Entry<String, Long> part : parts.entrySet()) {
                long taken = Math.clamp(part.getValue(), 0L, now - last);
                nanos.merge(part.getKey(), taken, Long::sum);
                last += taken;
            }
            nanos.merge(rest, now - last, Long::sum);
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

    /// Ends a revaluation: books the time since the last mark on `pack`, `kernel` and `cut` as told, and what is
    /// left, the waiting, on `queue`.
    ///
    /// @param times of the revaluation, all within that time
    public void mark(RevaluationTimes times) {
        long now = System.nanoTime();
        long known = times.packNanos() + times.kernelNanos() + times.cutNanos();
        nanos.merge("queue", now - last - known, Long::sum);
        nanos.merge("pack", times.packNanos(), Long::sum);
        nanos.merge("kernel", times.kernelNanos(), Long::sum);
        nanos.merge("cut", times.cutNanos(), Long::sum);
        last = now;
    }

    /// The stages so far.
    ///
    /// @return nanoseconds by stage
    public synchronized Map<String, Long> nanos() {
        return new LinkedHashMap<>(nanos);
    }
}
