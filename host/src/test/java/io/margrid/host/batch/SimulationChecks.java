package io.margrid.host.batch;

import io.margrid.host.batch.RefusedException.Reason;
import io.margrid.host.engine.CallTerms;
import io.margrid.host.engine.CallTerms.Priority;
import io.margrid.host.engine.Revalued;
import io.margrid.model.revaluation.BackendException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// What a [Simulation] is checked against.
///
/// - Every call ends, once, with its own answer or with a failure that something in its course explains.
/// - What waits never exceeds a bound, is counted exactly, and nobody is refused for a bound that is not reached.
/// - Interactive work goes before bulk work, and bulk work is not passed over for longer than the ageing bound.
final class SimulationChecks {
    private final Simulation simulation;
    private Optional<AssertionError> violation = Optional.empty();
    private boolean interactiveWaits;
    private List<SimulatedCall> unwanted = List.of();
    private boolean bulkIsDue;
    private boolean bulkHadTurn;
    /// Whether it cannot be told when bulk work had its last turn.
    private boolean unclear;
    private boolean firstOfTurn;
    private OptionalLong bulkNanos = OptionalLong.empty();
    private long turnNanos;

    SimulationChecks(Simulation simulation) {
        this.simulation = simulation;
    }

    /// Keeps the first violation: who is called may be called by the batcher, which throws nothing on.
    private void require(boolean holds, String message, Object... values) {
        if (!holds && violation.isEmpty()) {
            violation = Optional.of(new AssertionError(message.formatted(values)));
        }
    }

    /// Throws what was found so far.
    void throwIfAny() {
        violation.ifPresent(found -> {
            throw found;
        });
    }

    private boolean isLate(SimulatedCall call) {
        return call.deadline.isPresent() && simulation.now() - call.deadline.getAsLong() >= 0;
    }

    private List<SimulatedCall> open() {
        return simulation.calls().stream().filter(SimulatedCall::isOpen).toList();
    }

    private List<SimulatedCall> open(Priority priority) {
        return open().stream().filter(call -> call.priority() == priority).toList();
    }

    void betweenTurns() {
        List<SimulatedCall> open = open();
        QueueLoad load = simulation.dispatcher.load();
        BatchSettings settings = simulation.settings;
        require(load.jobs() == open.size(), "%d jobs wait, counted %d", open.size(), load.jobs());
        long cells = open.stream()
                .mapToLong(call -> call.job.orElseThrow().cellsLeft())
                .sum();
        long bytes =
                open.stream().mapToLong(call -> call.job.orElseThrow().bytes()).sum();
        require(load.cells() == cells, "%d cells wait, counted %d", cells, load.cells());
        require(load.bytes() == bytes, "%d bytes wait, counted %d", bytes, load.bytes());
        require(load.jobs() <= settings.queueJobs(), "%d jobs wait", load.jobs());
        require(load.cells() <= settings.queueCells(), "%d cells wait", load.cells());
        require(load.bytes() <= settings.queueBytes(), "%d bytes wait", load.bytes());
        for (String tenant : Simulation.TENANTS) {
            List<Job> same = open.stream()
                    .filter(call -> !tenant.isEmpty() && call.tenant().equals(tenant))
                    .map(call -> call.job.orElseThrow())
                    .toList();
            double share = settings.tenantShare();
            require(
                    same.size() <= Math.max(1, share * settings.queueJobs())
                            && same.stream().mapToLong(Job::cellsLeft).sum()
                                    <= Math.max(1, share * settings.queueCells())
                            && same.stream().mapToLong(Job::bytes).sum() <= Math.max(1, share * settings.queueBytes()),
                    "tenant %s has more than its share",
                    tenant);
        }
    }

    void beforeTurn() {
        turnNanos = simulation.now();
        firstOfTurn = true;
        bulkHadTurn = false;
        unwanted =
                open().stream().filter(call -> call.cancelled || isLate(call)).toList();
        interactiveWaits = open(Priority.INTERACTIVE).stream().anyMatch(call -> !call.cancelled && !isLate(call));
        long passedOver = open(Priority.BULK).stream()
                .mapToLong(call -> turnNanos - call.since)
                .max()
                .orElse(-1);
        if (bulkNanos.isPresent()) {
            passedOver = Math.min(passedOver, turnNanos - bulkNanos.getAsLong());
        }
        bulkIsDue = passedOver >= simulation.settings.ageingNanos();
        open().forEach(call -> call.cellsLeft = call.job.orElseThrow().cellsLeft());
    }

    /// The device has been given a batch.
    void batch(long cells, int jobs) {
        BatchSettings settings = simulation.settings;
        require(jobs <= 1 || settings.join(), "%d jobs were joined", jobs);
        require(jobs <= 1 || cells <= settings.cells(), "%d jobs of %d cells were joined", jobs, cells);
    }

    /// The device has been given a batch, or its backend some work.
    ///
    /// @param numbers of calls whose rows or work it certainly is
    void computing(Set<Integer> numbers) {
        for (int number : numbers) {
            SimulatedCall call = simulation.calls().get(number - 1);
            bulkHadTurn |= call.priority() == Priority.BULK;
            require(call.isOpen(), "call %d is computed though it has ended", number);
            require(!unwanted.contains(call), "call %d is computed though nobody wants it", number);
            require(
                    !firstOfTurn
                            || !interactiveWaits
                            || bulkIsDue
                            || unclear
                            || call.priority() == Priority.INTERACTIVE,
                    "bulk work goes before interactive work");
        }
        firstOfTurn = false;
    }

    void afterTurn() {
        boolean bulkGivenUp = false;
        for (SimulatedCall call : simulation.calls()) {
            if (call.job.isEmpty()) {
                continue;
            }
            long left = call.isOpen() ? call.job.orElseThrow().cellsLeft() : 0;
            if (left == call.cellsLeft) {
                continue;
            }
            call.cellsLeft = left;
            boolean bulk = call.priority() == Priority.BULK;
            if (call.failure.isPresent() && call.failure.get() instanceof RefusedException) {
                bulkGivenUp |= bulk;
                // Without instruments nothing tells whether the device had begun with it.
                unclear |= bulk && call.plan.instruments().size() == 0;
            } else {
                call.since = turnNanos;
                bulkHadTurn |= bulk;
            }
        }
        require(
                bulkHadTurn || bulkGivenUp || !bulkIsDue || unclear,
                "bulk work was passed over for longer than the ageing bound");
        if (bulkHadTurn) {
            bulkNanos = OptionalLong.of(turnNanos);
            unclear = false;
        }
    }

    /// A call was not admitted.
    void refused(SimulatedCall call, CallTerms terms, RuntimeException failure) {
        if (!(failure instanceof RefusedException refused)) {
            require(failure instanceof IllegalStateException && simulation.closed, "refused by %s", failure);
            return;
        }
        BatchSettings settings = simulation.settings;
        QueueLoad load = simulation.dispatcher.load();
        Job job = call.has(SimulatedFault.WORK_EXCLUSIVE)
                ? new ExclusiveJob<>(100, terms, _ -> 0)
                : new RevaluationJob(call.plan, call.rows, terms, settings.cells());
        double share = terms.tenant().isEmpty() ? 1.0 : settings.tenantShare();
        List<Job> same = open().stream()
                .filter(other -> other.tenant().equals(terms.tenant()))
                .map(other -> other.job.orElseThrow())
                .toList();
        boolean explained = switch (refused.reason()) {
            // Told to who waits, never to who comes.
            case DRAINING -> false;
            case CANCELLED -> call.cancelled;
            case DEADLINE -> call.deadline.isPresent();
            case QUEUE_FULL ->
                load.jobs() + 1 > settings.queueJobs() || load.cells() + job.cells() > settings.queueCells();
            case QUEUE_MEMORY -> load.bytes() + job.bytes() > settings.queueBytes();
            case JOB_TOO_LARGE ->
                job.cells() > (long) (share * settings.queueCells())
                        || job.bytes() > (long) (share * settings.queueBytes());
            case TENANT_QUOTA ->
                !terms.tenant().isEmpty()
                        && (same.size() + 1 > Math.max(1, (long) (share * settings.queueJobs()))
                                || same.stream().mapToLong(Job::cells).sum() + job.cells()
                                        > (long) (share * settings.queueCells())
                                || same.stream().mapToLong(Job::bytes).sum() + job.bytes()
                                        > (long) (share * settings.queueBytes()));
        };
        require(explained, "call %d was refused without a reason: %s", call.number, failure);
    }

    /// A call was admitted and failed.
    void failed(SimulatedCall call, Throwable failure) {
        require(!call.answered, "call %d was answered twice", call.number);
        boolean explained = switch (failure) {
            case RefusedException refused -> isExplained(call, refused.reason());
            case BackendException fault ->
                switch (fault.fault()) {
                    case LAUNCH -> call.met.contains(SimulatedFault.DEVICE_LAUNCH);
                    case LOST -> call.met.contains(SimulatedFault.DEVICE_LOST);
                    case MEMORY -> call.metAlone.contains(SimulatedFault.DEVICE_MEMORY);
                    default -> false;
                };
            case OutOfMemoryError _ ->
                call.metAlone.contains(SimulatedFault.HEAP) || call.met.contains(SimulatedFault.HAND_OUT);
            case LinkageError _ -> call.metAlone.contains(SimulatedFault.DEVICE_ERROR);
            case IllegalStateException _ -> call.has(SimulatedFault.JOB_POISONED);
            case IllegalArgumentException _ -> call.has(SimulatedFault.JOB_MALFORMED);
            case UnsupportedOperationException _ -> call.has(SimulatedFault.WORK_THROWS);
            default -> false;
        };
        require(explained, "call %d failed without a reason: %s", call.number, failure);
    }

    private boolean isExplained(SimulatedCall call, Reason reason) {
        return switch (reason) {
            case CANCELLED -> call.cancelled;
            case DEADLINE -> isLate(call);
            case DRAINING -> simulation.closed;
            case QUEUE_FULL, QUEUE_MEMORY, TENANT_QUOTA, JOB_TOO_LARGE -> false;
        };
    }

    /// A call got an answer.
    void answered(SimulatedCall call) {
        require(call.failure.isEmpty(), "call %d was answered after it failed", call.number);
        boolean exclusive = call.has(SimulatedFault.WORK_EXCLUSIVE);
        require(
                exclusive || !call.cancelledBeforeAnswer,
                "call %d was given up and yet waited for its answer",
                call.number);
        require(
                exclusive || !call.deadlinePassedBeforeAnswer,
                "call %d waited for its answer beyond its deadline",
                call.number);
        if (exclusive) {
            require(call.exclusiveRuns == 1, "work %d was done %d times", call.number, call.exclusiveRuns);
            require(
                    call.job.orElseThrow().answer().resultNow().equals((long) call.number),
                    "work %d got another's result",
                    call.number);
        }
    }

    /// A caller has cut its answer out.
    void revalued(SimulatedCall call, Revalued revalued) {
        call.difference(revalued)
                .ifPresent(difference -> require(false, "call %d got a wrong answer: %s", call.number, difference));
    }

    void atEnd() {
        for (SimulatedCall call : simulation.calls()) {
            require(call.answered || call.failure.isPresent(), "call %d was lost", call.number);
            require(call.isForgotten(), "call %d left a listener behind", call.number);
        }
        QueueLoad load = simulation.dispatcher.load();
        require(load.jobs() == 0 && load.cells() == 0 && load.bytes() == 0, "something is left: %s", load);
    }
}
