package io.margrid.host.metrics;

/// Upper bounds of the buckets of histograms.
final class Bounds {
    /// Nanoseconds of a second.
    static final double NANOS = 1e9;

    /// Of whole calls, from a tenth of a millisecond to a minute.
    static final double[] SECONDS = {
        1e-4, 2.5e-4, 5e-4, 1e-3, 2.5e-3, 5e-3, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60
    };

    /// Of parts of calls and batches, from ten microseconds to ten seconds.
    static final double[] STAGE_SECONDS = {
        1e-5, 2.5e-5, 5e-5, 1e-4, 2.5e-4, 5e-4, 1e-3, 2.5e-3, 5e-3, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
    };

    /// Of inputs, from a second to a week.
    static final double[] AGE_SECONDS = {1, 5, 15, 60, 300, 900, 3_600, 14_400, 86_400, 604_800};

    /// Of jobs in a batch.
    static final double[] JOBS = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1_024};

    /// Of a part of a whole.
    static final double[] SHARES = {0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 1};

    private Bounds() {}
}
