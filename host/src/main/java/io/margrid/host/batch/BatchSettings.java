package io.margrid.host.batch;

import io.margrid.model.Limits;
import io.margrid.model.input.Violations;
import java.time.Duration;

/// How jobs are queued and joined.
///
/// Cells are instruments or rows, whichever are more, times scenarios. Bytes are estimates of a job's arrays and
/// of its result. A tenant may use its share of each bound of the queue; calls without a tenant have no share of
/// their own.
///
/// @param join        whether jobs are joined; without it each is a batch of its own
/// @param cells       most cells of one batch, 1 to [Limits#CELLS]; a job of more is cut by rows
/// @param queueJobs   most jobs that wait, 1 to 1,000,000
/// @param queueCells  most cells that wait, `cells` to 2^40
/// @param queueBytes  most memory of jobs that wait, 1 to 2^40
/// @param tenantShare part of the queue that one tenant may fill, above 0 and at most 1
/// @param delayNanos  how long a batch that is not full may wait for company, 0 to 1 s
/// @param ageingNanos how long bulk work may be passed over while interactive work waits, 0 to 1 h
public record BatchSettings(
        boolean join,
        long cells,
        int queueJobs,
        long queueCells,
        long queueBytes,
        double tenantShare,
        long delayNanos,
        long ageingNanos) {
    private static final int JOBS_MAX = 1_000_000;
    private static final long QUEUE_MAX = 1L << 40;
    private static final long DELAY_MAX = Duration.ofSeconds(1).toNanos();
    private static final long AGEING_MAX = Duration.ofHours(1).toNanos();

    /// What a server uses unless it is told otherwise.
    public static final BatchSettings DEFAULT = new BatchSettings(
            true,
            4L << 20,
            10_000,
            256L << 20,
            512L << 20,
            0.5,
            0,
            Duration.ofMillis(250).toNanos());

    /// Checks the ranges.
    ///
    /// @throws io.margrid.model.input.InvalidInputException naming every component that is outside, and its value
    public BatchSettings {
        Violations violations = new Violations();
        range(violations, "cells", cells, 1, Limits.CELLS);
        range(violations, "queueJobs", queueJobs, 1, JOBS_MAX);
        range(violations, "queueCells", queueCells, cells, QUEUE_MAX);
        range(violations, "queueBytes", queueBytes, 1, QUEUE_MAX);
        if (!(tenantShare > 0.0 && tenantShare <= 1.0)) {
            violations.add("tenantShare", "must be in (0, 1]: " + tenantShare);
        }
        range(violations, "delayNanos", delayNanos, 0, DELAY_MAX);
        range(violations, "ageingNanos", ageingNanos, 0, AGEING_MAX);
        violations.throwIfAny();
    }

    private static void range(Violations violations, String component, long value, long min, long max) {
        if (value < min || value > max) {
            violations.add(component, "must be in [%d, %d]: %d".formatted(min, max, value));
        }
    }
}
