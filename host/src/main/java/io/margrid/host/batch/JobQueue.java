package io.margrid.host.batch;

import io.margrid.host.engine.CallTerms;
import io.margrid.host.engine.CallTerms.Priority;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;

/// Decides which jobs may wait and who is next. Has neither threads nor a clock: every method is told the time, as
/// `System.nanoTime` counts it. Not thread-safe.
///
/// - A batch holds jobs of one priority. Interactive work goes first, but bulk work that waits is not passed over
///   for longer than the ageing bound: then the next batch is bulk work.
/// - Within a priority tenants take [Turns] by cells, and a tenant's oldest job is first.
/// - Whose turn it is decides the [Shape] of the batch; it is filled with jobs of that shape, in the same order.
/// - A job of more rows than fit goes behind the others of its tenant after each turn.
final class JobQueue {
    private final BatchSettings settings;
    private final ServiceEstimate estimate = new ServiceEstimate();
    private final Map<Priority, Turns> turns = new EnumMap<>(Priority.class);
    private final Admission admission;
    private long sequence;
    /// When bulk work had its last turn, once it had one.
    private OptionalLong bulkNanos = OptionalLong.empty();

    JobQueue(BatchSettings settings) {
        this.settings = settings;
        this.admission = new Admission(settings, estimate);
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
        Optional<RefusedException> refusal = admission.refusal(job, now, () -> cellsUntilDone(job));
        if (refusal.isEmpty()) {
            admission.add(job);
            enqueue(job, now);
        }
        return refusal;
    }

    private long cellsUntilDone(Job job) {
        Priority priority = job.terms().priority();
        long before = priority == Priority.BULK ? turns(Priority.INTERACTIVE).cells() : 0;
        return before + turns(priority).cellsUntilDone(job);
    }

    /// Why a job is not wanted any more.
    ///
    /// @param job one that is cancelled or late
    /// @param now the time
    /// @return the refusal
    RefusedException unwanted(Job job, long now) {
        return admission.unwanted(job, now);
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
        admission.remove(job);
        return true;
    }

    /// When there is a batch to be taken.
    ///
    /// @param now the time
    /// @return nanoseconds from now, zero or less for at once; empty if nothing waits
    OptionalLong nanosToBatch(long now) {
        if (isEmpty()) {
            return OptionalLong.empty();
        }
        if (settings.delayNanos() == 0 || !settings.join() || admission.total().cells() >= settings.cells()) {
            return OptionalLong.of(0);
        }
        long needed = estimate.nanos(admission.total().cells());
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
                    admission.remove(job);
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
            admission.remove(job);
        } else {
            job.advance();
            admission.subtractCells(job, cells);
            unfinished.add(job);
        }
    }

    /// Learns how long a batch took.
    void took(long cells, long nanos) {
        estimate.add(cells, nanos);
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
        return admission.total().jobs() == 0;
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
        Load total = admission.total();
        return new QueueLoad(total.jobs(), total.cells(), total.bytes(), oldest, admission.admitted());
    }
}
