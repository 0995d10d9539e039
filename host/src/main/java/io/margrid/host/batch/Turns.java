package io.margrid.host.batch;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/// The jobs of one priority, and whose turn it is: the tenant's that has had the fewest cells, and of its jobs the
/// oldest.
///
/// Start-time fair queueing (Goyal, Vin, Cheng, SIGCOMM 1996). A tenant's tag is what it has had; its next turn
/// begins there. A tenant that comes, or comes back, begins no lower than the turn given last, so nobody saves up
/// turns by staying away; one that comes back at once keeps what it has had. Two tenants that always wait are
/// never apart by more than one turn of each.
final class Turns {
    private static final Comparator<Tenant> NEXT =
            Comparator.comparingLong(Tenant::tag).thenComparingLong(Tenant::oldestSequence);
    /// Tags of tenants that are away are looked through when there are more.
    private static final int AWAY_MAX = 1_000;

    private final Map<String, Tenant> tenants = new HashMap<>();
    /// Tags of tenants that have no job, as far as they are above the floor.
    private final Map<String, Long> away = new HashMap<>();
    /// All jobs in the order of arrival.
    private final LinkedHashSet<Job> waiting = new LinkedHashSet<>();

    private long floor;
    private long cells;

    /// The jobs of a tenant: those that may go into one batch, by shape, and those that want the backend for
    /// themselves.
    static final class Tenant {
        private final Map<Optional<Shape>, LinkedHashSet<Job>> jobs = new LinkedHashMap<>();
        private long tag;
        private long cells;

        private Tenant(long tag) {
            this.tag = tag;
        }

        private long tag() {
            return tag;
        }

        private long oldestSequence() {
            return jobs.isEmpty() ? Long.MAX_VALUE : oldest().sequence();
        }

        private Job oldest() {
            Iterator<LinkedHashSet<Job>> each = jobs.values().iterator();
            Job oldest = each.next().getFirst();
            while (each.hasNext()) {
                Job other = each.next().getFirst();
                oldest = other.sequence() < oldest.sequence() ? other : oldest;
            }
            return oldest;
        }

        /// The oldest job of a shape.
        Optional<RevaluationJob> oldest(Shape shape) {
            LinkedHashSet<Job> some = jobs.get(Optional.of(shape));
            return some != null && some.getFirst() instanceof RevaluationJob job ? Optional.of(job) : Optional.empty();
        }
    }

    private static Optional<Shape> shape(Job job) {
        return switch (job) {
            case RevaluationJob revaluation -> Optional.of(revaluation.shape());
            case ExclusiveJob<?> _ -> Optional.empty();
        };
    }

    /// Puts a job behind those of its tenant.
    void add(Job job) {
        String name = job.terms().tenant();
        Tenant tenant = tenants.get(name);
        if (tenant == null) {
            Long before = away.remove(name);
            tenant = new Tenant(before == null ? floor : Math.max(floor, before));
            tenants.put(name, tenant);
        }
        tenant.jobs.computeIfAbsent(shape(job), _ -> new LinkedHashSet<>()).add(job);
        tenant.cells += job.cellsLeft();
        cells += job.cellsLeft();
        waiting.add(job);
    }

    /// Takes a job out.
    ///
    /// @return false if it was not in
    boolean remove(Job job) {
        if (!waiting.remove(job)) {
            return false;
        }
        String name = job.terms().tenant();
        Tenant tenant = tenants.get(name);
        LinkedHashSet<Job> same = tenant == null ? null : tenant.jobs.get(shape(job));
        if (tenant == null || same == null || !same.remove(job)) {
            throw new AssertionError("a job that waits is not among those of its tenant");
        }
        tenant.cells -= job.cellsLeft();
        cells -= job.cellsLeft();
        if (same.isEmpty()) {
            tenant.jobs.remove(shape(job));
        }
        if (tenant.jobs.isEmpty()) {
            tenants.remove(name);
            leave(name, tenant.tag);
        }
        return true;
    }

    private void leave(String name, long tag) {
        if (waiting.isEmpty()) {
            // Who finds nobody waiting has taken nothing from anybody.
            away.clear();
            floor = 0;
            return;
        }
        if (away.size() >= AWAY_MAX) {
            away.values().removeIf(other -> other <= floor);
        }
        away.put(name, tag);
    }

    /// Takes a job out for a turn, which its tenant is charged for.
    ///
    /// @param job one that is in
    void takeTurn(Job job) {
        Tenant tenant = tenants.get(job.terms().tenant());
        if (tenant == null) {
            throw new AssertionError("a tenant whose job waits is unknown");
        }
        floor = Math.max(floor, tenant.tag);
        tenant.tag += job.nextCells();
        remove(job);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /// Cells of all jobs.
    long cells() {
        return cells;
    }

    Collection<Job> waiting() {
        return waiting;
    }

    /// The job that waits since the longest ago.
    ///
    /// @return empty if none waits
    Optional<Job> oldest() {
        return waiting.isEmpty() ? Optional.empty() : Optional.of(waiting.getFirst());
    }

    /// The job whose turn it is.
    ///
    /// @return empty if none waits
    Optional<Job> next() {
        return tenants.values().stream().min(NEXT).map(Tenant::oldest);
    }

    /// The tenants that have jobs of a shape, in the order of their turns. A tenant that has had one is to be put
    /// back.
    PriorityQueue<Tenant> having(Shape shape) {
        PriorityQueue<Tenant> some = new PriorityQueue<>(NEXT);
        for (Tenant tenant : tenants.values()) {
            if (tenant.jobs.containsKey(Optional.of(shape))) {
                some.add(tenant);
            }
        }
        return some;
    }

    /// Cells that will be taken before a job that came now would be done: its own, its tenant's before it, and of
    /// each other tenant as many, if so many wait.
    long cellsUntilDone(Job job) {
        Tenant own = tenants.get(job.terms().tenant());
        long mine = job.cells() + (own == null ? 0 : own.cells);
        long all = mine;
        for (Tenant tenant : tenants.values()) {
            if (tenant != own) {
                all += Math.min(tenant.cells, mine);
            }
        }
        return all;
    }
}
