package io.margrid.host.batch;

import io.margrid.host.engine.CallTerms;
import io.margrid.host.engine.CallTerms.Priority;
import io.margrid.host.engine.Revalued;
import io.margrid.model.margin.RevaluationPlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;

/// A run of the batcher's own [Dispatcher], with its queue and packer, on a clock, a device and callers that all
/// follow from one seed. One thread does everything, so a run repeats to the last step.
///
/// While the device computes, other events happen: calls come, are given up, reach their deadlines, the batcher
/// closes. Whatever happens is checked: [SimulationChecks] says against what.
final class Simulation {
    private static final int STEPS_MAX = 20_000;
    private static final long LEAP_NANOS = 5_000_000_000L;
    private static final long LAG_NANOS = 50_000;
    private static final long SPREAD_NANOS = 2_000_000;
    static final List<String> TENANTS = List.of("", "a", "b");

    private final SplittableRandom random;
    final Set<SimulatedFault> faults = EnumSet.noneOf(SimulatedFault.class);
    final BatchSettings settings;
    final Dispatcher dispatcher;
    private final SimulationChecks checks;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingInt(Event::order));
    private final List<SimulatedCall> calls = new ArrayList<>();
    /// Near the overflow of the clock, which `System.nanoTime` may be.
    private final long base;

    private long passed;
    private int order;
    private boolean inTurn;
    private int readsToFailure;
    boolean closed;

    /// Something that happens at a time.
    private record Event(long at, int order, Runnable what) {}

    Simulation(long seed) {
        random = new SplittableRandom(seed);
        base = random.nextBoolean() ? Long.MAX_VALUE - random.nextLong(2 * SPREAD_NANOS) : random.nextLong();
        for (SimulatedFault fault : SimulatedFault.values()) {
            if (random.nextInt(4) == 0) {
                faults.add(fault);
            }
        }
        long cells = random.nextInt(1, 200);
        settings = new BatchSettings(
                random.nextInt(8) > 0,
                cells,
                random.nextInt(1, 40),
                cells * random.nextInt(1, 40),
                random.nextInt(4) == 0 ? random.nextInt(1_000, 100_000) : 1L << 30,
                random.nextBoolean() ? 1.0 : 0.2 + 0.8 * random.nextDouble(),
                random.nextBoolean() ? 0 : random.nextInt(100_000),
                random.nextInt(300_000));
        SimulatedDevice device = new SimulatedDevice(this, random.split(), faults);
        checks = new SimulationChecks(this);
        BatchObserver observer = has(SimulatedFault.OBSERVER_THROWS) ? new Throwing() : BatchObserver.NONE;
        dispatcher = new Dispatcher(device, settings, this::clock, observer);
    }

    /// An observer that is not to be relied on.
    private static final class Throwing implements BatchObserver {
        @Override
        public void admitted(long cells) {
            throw new IllegalStateException("admitted");
        }

        @Override
        public void refused(RefusedException.Reason reason) {
            throw new IllegalStateException("refused");
        }

        @Override
        public void dropped(RefusedException.Reason reason) {
            throw new IllegalStateException("dropped");
        }

        @Override
        public void batchDone(BatchRun run) {
            throw new LinkageError("batchDone");
        }
    }

    private boolean has(SimulatedFault fault) {
        return faults.contains(fault);
    }

    private boolean chance(SimulatedFault fault) {
        return has(fault) && random.nextInt(6) == 0;
    }

    long now() {
        return base + passed;
    }

    /// The batcher's clock. It is where a job that takes a part of its result can be made to fail.
    private long clock() {
        if (readsToFailure > 0 && --readsToFailure == 0) {
            throw new OutOfMemoryError("simulated");
        }
        return now();
    }

    /// The next job that cuts rows out of the batch just computed fails at it, if one does. The clock is read once
    /// before that, and by nobody that minds if there is none.
    void failHandOut() {
        readsToFailure = 2;
    }

    List<SimulatedCall> calls() {
        return calls;
    }

    boolean isInTurn() {
        return inTurn;
    }

    private void at(long time, Runnable what) {
        events.add(new Event(time, order++, what));
    }

    /// Runs to the end.
    ///
    /// @throws AssertionError if the batcher did anything wrong
    void run() {
        int clients = random.nextInt(1, 25);
        for (int c = 0; c < clients; c++) {
            at(random.nextLong(SPREAD_NANOS), this::call);
        }
        if (has(SimulatedFault.BURST)) {
            String tenant = TENANTS.get(random.nextInt(TENANTS.size()));
            int size = random.nextInt(5, 30);
            at(random.nextLong(SPREAD_NANOS), () -> {
                for (int c = 0; c < size; c++) {
                    call(tenant);
                }
            });
        }
        if (has(SimulatedFault.CLOCK_LEAPS)) {
            at(random.nextLong(SPREAD_NANOS), () -> passed += LEAP_NANOS);
        }
        if (has(SimulatedFault.CLOSE)) {
            at(random.nextLong(2 * SPREAD_NANOS), () -> {
                closed = true;
                dispatcher.close();
            });
        }
        for (int step = 0; ; step++) {
            if (step == STEPS_MAX) {
                throw new AssertionError("the run does not end");
            }
            if (!step()) {
                break;
            }
        }
        checks.atEnd();
        checks.throwIfAny();
    }

    /// Does the next thing.
    ///
    /// @return false if there is none
    private boolean step() {
        happenUntil(passed);
        checks.betweenTurns();
        OptionalLong due = closed ? OptionalLong.empty() : dispatcher.nanosToTurn();
        if (due.isPresent() && due.getAsLong() <= 0) {
            turn();
            return true;
        }
        Event next = events.peek();
        if (next == null && due.isEmpty()) {
            return false;
        }
        long turn = due.isPresent() ? passed + due.getAsLong() : Long.MAX_VALUE;
        passed = Math.max(passed, next == null ? turn : Math.min(turn, next.at()));
        return true;
    }

    private void turn() {
        checks.beforeTurn();
        inTurn = true;
        dispatcher.turn();
        inTurn = false;
        readsToFailure = 0;
        checks.afterTurn();
        checks.throwIfAny();
    }

    private void happenUntil(long time) {
        while (true) {
            Event event = events.peek();
            if (event == null || event.at() > time) {
                return;
            }
            events.remove();
            passed = Math.max(passed, event.at());
            event.what().run();
        }
    }

    /// The device was given a batch.
    ///
    /// @param cells instruments or rows, times scenarios
    /// @param jobs  at least so many are in it
    void batch(long cells, int jobs) {
        checks.batch(cells, jobs);
    }

    /// The device computes for a while.
    ///
    /// @param nanos   how long
    /// @param batch   calls that may be in its batch
    /// @param numbers of calls that are
    void pass(long nanos, List<SimulatedCall> batch, Set<Integer> numbers) {
        checks.computing(numbers);
        long end = passed + nanos;
        for (SimulatedCall call : batch) {
            if (call.has(SimulatedFault.CANCEL_RUNNING)) {
                at(passed + nanos / 2, () -> cancel(call));
            }
        }
        happenUntil(end);
        passed = Math.max(passed, end);
    }

    /// Gives a call up. Who listens may hear of it later.
    private void cancel(SimulatedCall call) {
        call.cancel();
        at(passed + lag(), call::tell);
    }

    private long lag() {
        return random.nextBoolean() ? 0 : random.nextLong(LAG_NANOS);
    }

    private void call() {
        call(TENANTS.get(random.nextInt(TENANTS.size())));
    }

    private void call(String tenant) {
        EnumSet<SimulatedFault> own = EnumSet.noneOf(SimulatedFault.class);
        for (SimulatedFault fault : SimulatedFault.values()) {
            if (chance(fault)) {
                own.add(fault);
            }
        }
        SimulatedCall call = newCall(own);
        calls.add(call);
        if (call.has(SimulatedFault.CANCEL_BEFORE)) {
            call.cancel();
            call.tell();
        }
        CallTerms terms = new CallTerms(
                tenant, random.nextInt(3) == 0 ? Priority.BULK : Priority.INTERACTIVE, deadline(call), call);
        try {
            if (call.has(SimulatedFault.WORK_EXCLUSIVE)) {
                submit(call, new ExclusiveJob<>(random.nextInt(100), terms, _ -> work(call)));
            } else {
                submit(call, new RevaluationJob(call.plan, call.rows, terms, settings.cells()));
            }
        } catch (RuntimeException e) {
            call.failure = Optional.of(e);
            checks.refused(call, terms, e);
        }
    }

    private SimulatedCall newCall(Set<SimulatedFault> own) {
        int number = calls.size() + 1;
        if (own.contains(SimulatedFault.PLAN_SHARED) && !calls.isEmpty()) {
            SimulatedCall other = calls.get(random.nextInt(calls.size()));
            own.removeAll(
                    EnumSet.of(SimulatedFault.JOB_POISONED, SimulatedFault.JOB_MALFORMED, SimulatedFault.ANSWER_NAN));
            if (other.has(SimulatedFault.JOB_MALFORMED)) {
                own.add(SimulatedFault.JOB_MALFORMED);
            }
            int n = other.plan.instruments().size();
            return new SimulatedCall(
                    number, other.planNumber, other.plan, SimulatedJobs.rows(random, number, n, rows(own)), own);
        }
        int shape = own.contains(SimulatedFault.JOB_WITHOUT_SCENARIOS)
                ? SimulatedJobs.WITHOUT_SCENARIOS
                : random.nextInt(SimulatedJobs.WITHOUT_SCENARIOS);
        int n = own.contains(SimulatedFault.JOB_WITHOUT_INSTRUMENTS) ? 0 : random.nextInt(1, 6);
        if (n == 0) {
            own.removeAll(EnumSet.of(SimulatedFault.JOB_POISONED, SimulatedFault.JOB_MALFORMED));
        }
        RevaluationPlan plan = SimulatedJobs.plan(random, number, shape, n);
        if (own.contains(SimulatedFault.ANSWER_NAN) && n > 0) {
            plan.instruments().strikeOverForward()[random.nextInt(n)] = SimulatedJobs.NAN_MARK;
        }
        if (own.contains(SimulatedFault.JOB_MALFORMED)) {
            SimulatedJobs.malform(plan);
        }
        return new SimulatedCall(number, number, plan, SimulatedJobs.rows(random, number, n, rows(own)), own);
    }

    private int rows(Set<SimulatedFault> own) {
        if (own.contains(SimulatedFault.JOB_WITHOUT_ROWS)) {
            return 0;
        }
        return own.contains(SimulatedFault.JOB_HUGE) ? random.nextInt(20, 200) : random.nextInt(1, 6);
    }

    private long deadline(SimulatedCall call) {
        long left;
        if (call.has(SimulatedFault.DEADLINE_PAST)) {
            left = -random.nextLong(1_000);
        } else if (call.has(SimulatedFault.DEADLINE_SOON) || call.has(SimulatedFault.DEADLINE_RUNNING)) {
            left = random.nextLong(1, SPREAD_NANOS / 4);
        } else {
            return CallTerms.NO_DEADLINE;
        }
        call.deadline = OptionalLong.of(now() + left);
        return now() + left;
    }

    /// What `DynamicBatcher` does for a caller.
    private void submit(SimulatedCall call, Job job) {
        boolean ownTurn = false;
        if (!inTurn && job instanceof RevaluationJob && random.nextBoolean()) {
            ownTurn = dispatcher.submitForOwnTurn(job);
        } else {
            dispatcher.submit(job);
        }
        call.job = Optional.of(job);
        call.since = now();
        call.cellsLeft = job.cellsLeft();
        Runnable giveUp = () -> dispatcher.giveUp(job);
        boolean atOnce = random.nextBoolean();
        var _ = job.answer().whenComplete((_, failure) -> {
            call.forget(giveUp);
            if (failure == null) {
                answered(call, job, atOnce);
            } else {
                call.failure = Optional.of(failure);
                checks.failed(call, failure);
            }
        });
        call.onCancel(giveUp);
        call.deadline.ifPresent(deadline -> at(passed + (deadline - now()) + lag(), () -> {
            call.deadlinePassedBeforeAnswer |= call.isOpen();
            dispatcher.giveUp(job);
        }));
        if (call.has(SimulatedFault.CANCEL_SOON)) {
            at(passed + random.nextLong(SPREAD_NANOS / 2), () -> cancel(call));
        }
        if (call.has(SimulatedFault.CANCEL_TWICE)) {
            long time = passed + random.nextLong(SPREAD_NANOS / 2);
            at(time, () -> cancel(call));
            at(time + random.nextLong(2), () -> {
                cancel(call);
                dispatcher.giveUp(job);
            });
        }
        if (ownTurn) {
            turn();
        }
    }

    private void answered(SimulatedCall call, Job job, boolean atOnce) {
        call.answered = true;
        checks.answered(call);
        if (call.has(SimulatedFault.CANCEL_LATE)) {
            at(passed, () -> {
                cancel(call);
                dispatcher.giveUp(job);
            });
        }
        if (job instanceof RevaluationJob revaluation) {
            // A caller may take its time: what it was given must stay as it is.
            long wait = atOnce ? 0 : random.nextLong(SPREAD_NANOS);
            at(passed + wait, () -> {
                Revalued revalued = revaluation.revalued(this::now);
                checks.revalued(call, revalued);
            });
        }
    }

    private long work(SimulatedCall call) {
        call.exclusiveRuns++;
        pass(random.nextLong(SPREAD_NANOS / 10), List.of(call), Set.of(call.number));
        if (call.has(SimulatedFault.WORK_THROWS)) {
            throw new UnsupportedOperationException("simulated");
        }
        return call.number;
    }
}
