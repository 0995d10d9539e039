package io.margrid.host.batch;

import io.margrid.host.batch.RefusedException.Reason;
import io.margrid.host.engine.CallTerms;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Counts what waits, in all and of each tenant, and says who may not wait, why, and when to come again. Guarded
/// by who guards the queue.
final class Admission {
    private static final long RETRY_MIN = Duration.ofMillis(10).toNanos();
    private static final long RETRY_MAX = Duration.ofSeconds(10).toNanos();
    private static final Duration RETRY_ELSEWHERE = Duration.ofSeconds(1);

    private final BatchSettings settings;
    private final ServiceEstimate estimate;
    private final Map<String, Load> tenants = new HashMap<>();
    private final Load total = new Load();
    private long admitted;

    Admission(BatchSettings settings, ServiceEstimate estimate) {
        this.settings = settings;
        this.estimate = estimate;
    }

    /// Whether a job may wait.
    ///
    /// @param job            a new one
    /// @param now            the time
    /// @param cellsUntilDone cells that would be computed until it was done, its own among them
    /// @return why not; empty if it may
    Optional<RefusedException> refusal(Job job, long now, LongSupplier cellsUntilDone) {
        if (job.terms().cancellation().isCancelled()) {
            return Optional.of(cancelled());
        }
        if (job.isLate(now)) {
            return Optional.of(late());
        }
        return tooLarge(job)
                .or(() -> tooManyOfTenant(job))
                .or(() -> tooMany(job))
                .or(() -> cannotBeInTime(job, now, cellsUntilDone));
    }

    private Optional<RefusedException> tooLarge(Job job) {
        long cells = share(job, settings.queueCells());
        long bytes = share(job, settings.queueBytes());
        if (job.cells() <= cells && job.bytes() <= bytes) {
            return Optional.empty();
        }
        return Optional.of(new RefusedException(
                Reason.JOB_TOO_LARGE,
                "the work has %d cells and %d bytes; at most %d and %d may wait: send less"
                        .formatted(job.cells(), job.bytes(), cells, bytes),
                Duration.ZERO));
    }

    private Optional<RefusedException> tooManyOfTenant(Job job) {
        Load own = tenants.getOrDefault(job.terms().tenant(), new Load());
        long jobs = share(job, settings.queueJobs());
        long cells = share(job, settings.queueCells());
        long bytes = share(job, settings.queueBytes());
        if (job.terms().tenant().isEmpty()
                || (own.jobs() < jobs && own.cells() + job.cells() <= cells && own.bytes() + job.bytes() <= bytes)) {
            return Optional.empty();
        }
        return Optional.of(new RefusedException(
                Reason.TENANT_QUOTA,
                "of tenant %s %d jobs, %d cells, %d bytes wait; at most %d, %d, %d may"
                        .formatted(job.terms().tenant(), own.jobs(), own.cells(), own.bytes(), jobs, cells, bytes),
                retryAfter()));
    }

    private Optional<RefusedException> tooMany(Job job) {
        if (total.jobs() >= settings.queueJobs() || total.cells() + job.cells() > settings.queueCells()) {
            return Optional.of(new RefusedException(
                    Reason.QUEUE_FULL,
                    "%d jobs and %d cells wait; at most %d and %d may"
                            .formatted(total.jobs(), total.cells(), settings.queueJobs(), settings.queueCells()),
                    retryAfter()));
        }
        if (total.bytes() + job.bytes() > settings.queueBytes()) {
            return Optional.of(new RefusedException(
                    Reason.QUEUE_MEMORY,
                    "jobs that wait hold %d bytes; at most %d may be held"
                            .formatted(total.bytes(), settings.queueBytes()),
                    retryAfter()));
        }
        return Optional.empty();
    }

    private Optional<RefusedException> cannotBeInTime(Job job, long now, LongSupplier cellsUntilDone) {
        if (job.terms().deadlineNanos() == CallTerms.NO_DEADLINE) {
            return Optional.empty();
        }
        long needed = estimate.nanos(cellsUntilDone.getAsLong());
        long left = job.terms().deadlineNanos() - now;
        if (needed <= left) {
            return Optional.empty();
        }
        return Optional.of(new RefusedException(
                Reason.DEADLINE,
                "the deadline is in %d us and the work would take %d us with what goes before it"
                        .formatted(left / 1_000, needed / 1_000),
                retryAfter()));
    }

    private static RefusedException cancelled() {
        return new RefusedException(Reason.CANCELLED, "the call was given up", Duration.ZERO);
    }

    private RefusedException late() {
        return new RefusedException(Reason.DEADLINE, "the deadline has passed", retryAfter());
    }

    /// Why nothing is taken any more.
    static RefusedException draining() {
        return new RefusedException(Reason.DRAINING, "the server takes no more work", RETRY_ELSEWHERE);
    }

    /// Why a job is not wanted any more.
    ///
    /// @param job one that is cancelled or late
    /// @param now the time
    /// @return late if it is both: a call is cancelled when its deadline passes
    RefusedException unwanted(Job job, long now) {
        return job.isLate(now) ? late() : cancelled();
    }

    private Duration retryAfter() {
        return Duration.ofNanos(Math.clamp(estimate.nanos(total.cells()), RETRY_MIN, RETRY_MAX));
    }

    /// What one tenant may have of a bound; calls of nobody in particular may have all of it.
    private long share(Job job, long bound) {
        return job.terms().tenant().isEmpty() ? bound : Math.max(1, (long) (settings.tenantShare() * bound));
    }

    /// Counts a job that waits from now on.
    void add(Job job) {
        admitted++;
        total.add(job);
        tenants.computeIfAbsent(job.terms().tenant(), _ -> new Load()).add(job);
    }

    /// Counts a turn of a job that goes on waiting for others.
    void subtractCells(Job job, long cells) {
        total.subtractCells(cells);
        own(job).subtractCells(cells);
    }

    /// Counts a job that waits no more.
    void remove(Job job) {
        total.remove(job);
        Load own = own(job);
        own.remove(job);
        if (own.jobs() == 0) {
            tenants.remove(job.terms().tenant());
        }
    }

    private Load own(Job job) {
        Load own = tenants.get(job.terms().tenant());
        if (own == null) {
            throw new AssertionError("a tenant whose job waits is unknown");
        }
        return own;
    }

    /// All that waits.
    Load total() {
        return total;
    }

    /// Jobs that were admitted so far.
    long admitted() {
        return admitted;
    }
}
