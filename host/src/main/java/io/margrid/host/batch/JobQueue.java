package io.margrid.host.batch;

import io.margrid.host.batch.RefusedException.Reason;
import io.margrid.host.engine.CallTerms;
import io.margrid.host.engine.CallTerms.Priority;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;

/// Decides which jobs may wait and who is next. Has neither threads nor a clock: every method is told the time, as
/// `System.nanoTime` counts it. Not thread-safe.
///
/// - A batch holds jobs of one priority. Interactive work goes first, but bulk work that waits is not passed over for
/// longer
///   than the ageing bound: then the next batch is bulk work.
/// - Within a priority tenants take [Turns] by cells, and a tenant's oldest job is first.
/// - Whose turn it is decides the [Shape] of the batch; it is filled with jobs of that shape, in the same order.
/// - A job of more rows than fit goes behind the others of its tenant after each turn.
final class JobQueue {
    private static final long RETRY_MIN = Duration.ofMillis(10).toNanos();
    private static final long RETRY_MAX = Duration.ofSeconds(10).toNanos();
    private static final Duration RETRY_ELSEWHERE = Duration.ofSeconds(1);

    private final BatchSettings settings;
    private final ServiceEstimate estimate = new ServiceEstimate();
    private final Map<Priority, Turns> turns = new EnumMap<>(Priority.class);
    private final Map<String, Load> tenants = new HashMap<>();
    private final Load total = new Load();
    private boolean draining;
    private long sequence;
    private long admitted;
    /// When bulk work had its last turn, once it had one.
    private OptionalLong bulkNanos = OptionalLong.empty();

    JobQueue(BatchSettings settings) {
        this.settings = settings;
        for (Priority priority : Priority.values()) {
            turns.put(priority, new Turns());
        }
    }

    private Turns turns(Priority priority) {
        Turns some = turns.get(priority);
        if (some == null) {
            throw new AssertionError(priority);
        }
        return some;
    }

    /// Lets a job wait, or does not.
    ///
    /// @param job a new one
    /// @param now the time
    /// @return why not; empty if it waits from now on
    Optional<RefusedException> admit(Job job, long now) {
        Optional<RefusedException> refusal = refusal(job, now);
        if (refusal.isEmpty()) {
            admitted++;
            total.add(job);
            load(job).add(job);
            enqueue(job, now);
        }
        return refusal;
    }

    private Optional<RefusedException> refusal(Job job, long now) {
        if (draining) {
            return Optional.of(draining());
        }
        if (job.terms().cancellation().isCancelled()) {
            return Optional.of(cancelled());
        }
        if (job.isLate(now)) {
            return Optional.of(late());
        }
        return tooLarge(job)
                .or(() -> tooManyOfTenant(job))
                .or(() -> tooMany(job))
                .or(() -> cannotBeInTime(job, now));
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

    private Optional<RefusedException> cannotBeInTime(Job job, long now) {
        if (job.terms().deadlineNanos() == CallTerms.NO_DEADLINE) {
            return Optional.empty();
        }
        Priority priority = job.terms().priority();
        long cells = turns(priority).cellsUntilDone(job);
        if (priority == Priority.BULK) {
            for (Job before : turns(Priority.INTERACTIVE).waiting()) {
                cells += before.cellsLeft();
            }
        }
        long needed = estimate.nanos(cells);
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

    private Load load(Job job) {
        return tenants.computeIfAbsent(job.terms().tenant(), _ -> new Load());
    }

    private void enqueue(Job job, long now) {
        job.waitsFrom(sequence++, now);
        turns(job.terms().priority()).add(job);
    }

    /// Takes a job out that waits, so that it never has another turn.
    ///
    /// @param job any
    /// @return false if it does not wait
    boolean remove(Job job) {
        if (!turns(job.terms().priority()).remove(job)) {
            return false;
        }
        discount(job);
        return true;
    }

    private void discount(Job job) {
        total.remove(job, job.cellsLeft());
        Load own = load(job);
        own.remove(job, job.cellsLeft());
        if (own.jobs() == 0) {
            tenants.remove(job.terms().tenant());
        }
    }

    /// When there is a batch to be taken.
    ///
    /// @param now the time
    /// @return nanoseconds from now, zero or less for at once; empty if nothing waits
    OptionalLong nanosToBatch(long now) {
        if (isEmpty()) {
            return OptionalLong.empty();
        }
        if (settings.delayNanos() == 0 || !settings.join() || draining || total.cells() >= settings.cells()) {
            return OptionalLong.of(0);
        }
        long needed = estimate.nanos(total.cells());
        long wait = Long.MAX_VALUE;
        for (Turns some : turns.values()) {
            for (Job job : some.waiting()) {
                wait = Math.min(wait, nanosToTurn(job, now, needed));
            }
        }
        return OptionalLong.of(wait);
    }

    private long nanosToTurn(Job job, long now, long needed) {
        if (job instanceof ExclusiveJob<?>) {
            return 0;
        }
        long delay = settings.delayNanos() - (now - job.sinceNanos());
        return job.terms().deadlineNanos() == CallTerms.NO_DEADLINE
                ? delay
                : Math.min(delay, job.terms().deadlineNanos() - now - needed);
    }

    /// Takes the next batch.
    ///
    /// @param now the time
    /// @return jobs of one priority and shape, in the order of their turns, and what was dropped on the way
    Taken take(long now) {
        List<Job> dropped = new ArrayList<>();
        while (true) {
            Optional<Turns> some = next(now);
            Optional<Job> lead = some.flatMap(Turns::next);
            if (some.isEmpty() || lead.isEmpty()) {
                return new Taken(List.of(), Optional.empty(), dropped);
            }
            Job first = lead.get();
            if (isUnwanted(first, now)) {
                remove(first);
                dropped.add(first);
                continue;
            }
            if (first.terms().priority() == Priority.BULK) {
                bulkNanos = OptionalLong.of(now);
            }
            return switch (first) {
                case ExclusiveJob<?> job -> {
                    turns(job.terms().priority()).takeTurn(job);
                    discount(job);
                    yield new Taken(List.of(), Optional.of(job), dropped);
                }
                case RevaluationJob job -> new Taken(fill(some.get(), job, now, dropped), Optional.empty(), dropped);
            };
        }
    }

    private Optional<Turns> next(long now) {
        Turns interactive = turns(Priority.INTERACTIVE);
        Turns bulk = turns(Priority.BULK);
        if (bulk.isEmpty() && interactive.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(interactive.isEmpty() || isOverdue(bulk, now) ? bulk : interactive);
    }

    private boolean isOverdue(Turns bulk, long now) {
        if (bulk.oldest().isEmpty()) {
            return false;
        }
        long passedOver = now - bulk.oldest().get().sinceNanos();
        if (bulkNanos.isPresent()) {
            passedOver = Math.min(passedOver, now - bulkNanos.getAsLong());
        }
        return passedOver >= settings.ageingNanos();
    }

    private static boolean isUnwanted(Job job, long now) {
        return job.isLate(now) || job.terms().cancellation().isCancelled();
    }

    private List<Part> fill(Turns some, RevaluationJob first, long now, List<Job> dropped) {
        List<Part> parts = new ArrayList<>();
        List<Job> unfinished = new ArrayList<>();
        BatchRoom room = new BatchRoom(settings.cells(), first.shape().width());
        takePart(some, first, now, room, parts, unfinished);
        if (settings.join()) {
            PriorityQueue<Turns.Tenant> order = some.having(first.shape());
            while (!order.isEmpty()) {
                Turns.Tenant tenant = order.poll();
                Optional<RevaluationJob> next = tenant.oldest(first.shape());
                if (next.isEmpty()) {
                    continue;
                }
                RevaluationJob job = next.get();
                if (isUnwanted(job, now)) {
                    remove(job);
                    dropped.add(job);
                } else if (room.fits(job.nextPart(now))) {
                    takePart(some, job, now, room, parts, unfinished);
                } else {
                    continue;
                }
                order.add(tenant);
            }
        }
        unfinished.forEach(job -> enqueue(job, now));
        return parts;
    }

    private void takePart(
            Turns some, RevaluationJob job, long now, BatchRoom room, List<Part> parts, List<Job> unfinished) {
        Part part = job.nextPart(now);
        long cells = job.nextCells();
        some.takeTurn(job);
        room.add(part);
        parts.add(part);
        if (part.isLast()) {
            discount(job);
        } else {
            job.advance();
            total.subtractCells(cells);
            load(job).subtractCells(cells);
            unfinished.add(job);
        }
    }

    /// Learns how long a batch took.
    void took(long cells, long nanos) {
        estimate.add(cells, nanos);
    }

    /// Admits nothing from now on.
    void drain() {
        draining = true;
    }

    /// Takes everything out.
    ///
    /// @return the jobs that waited
    List<Job> clear() {
        List<Job> all = new ArrayList<>();
        for (Turns some : turns.values()) {
            all.addAll(some.waiting());
        }
        all.forEach(this::remove);
        return all;
    }

    boolean isEmpty() {
        return total.jobs() == 0;
    }

    /// What waits.
    ///
    /// @param now the time
    QueueLoad load(long now) {
        long oldest = 0;
        for (Turns some : turns.values()) {
            if (some.oldest().isPresent()) {
                oldest = Math.max(oldest, now - some.oldest().get().sinceNanos());
            }
        }
        return new QueueLoad(total.jobs(), total.cells(), total.bytes(), oldest, admitted);
    }
}
