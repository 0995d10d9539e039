package io.margrid.host.engine;

import java.util.LinkedHashMap;
import java.util.Map;

/// Where the time of a call went, by stage, in the order of the stages. Not thread-safe.
public final class StageTimes {
    private final Map<String, Long> nanos = new LinkedHashMap<>();
    private long last = System.nanoTime();

    /// Starts the clock.
    public StageTimes() {}

    /// Ends a stage: books the time since the last mark on it.
    ///
    /// @param stage the stage's name
    public void mark(String stage) {
        long now = System.nanoTime();
        nanos.merge(stage, now - last, Long::sum);
        last = now;
    }

    /// Ends a revaluation: books the time since the last mark on `pack`, `kernel` and `cut` as told, and what is left,
    /// the
    /// waiting, on `queue`.
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
    public Map<String, Long> nanos() {
        return new LinkedHashMap<>(nanos);
    }
}
