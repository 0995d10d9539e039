package io.margrid.host.batch;

import io.margrid.model.revaluation.BackendException;
import io.margrid.model.revaluation.BackendException.Fault;
import io.margrid.model.revaluation.BackendInfo;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.RevaluationResult;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/// The device of a [Simulation]: takes time on the simulated clock, in which other things happen, and has faults.
final class SimulatedDevice implements RevaluationBackend {
    private static final long NANOS_PER_CELL = 100;
    private static final int SLOW = 1_000;
    /// One batch in so many has each of the faults that the run has.
    private static final int RARITY = 6;
    /// Rows or instruments of a small device; no job has as many instruments.
    private static final int SMALL = 8;

    private final Simulation simulation;
    private final SplittableRandom random;
    private final Set<SimulatedFault> faults;
    private int batches;

    SimulatedDevice(Simulation simulation, SplittableRandom random, Set<SimulatedFault> faults) {
        this.simulation = simulation;
        this.random = random;
        this.faults = faults;
    }

    /// Another one after each batch, as if a guard had changed the device.
    @Override
    public BackendInfo info() {
        return new BackendInfo("simulated", "simulated/" + batches, "for tests");
    }

    private boolean happens(SimulatedFault fault) {
        return faults.contains(fault) && random.nextInt(RARITY) == 0;
    }

    @Override
    public void revalue(RevaluationBatch batch, RevaluationResult result) {
        batches++;
        Set<Integer> plans = new HashSet<>();
        for (double forward : batch.instruments().forward()) {
            plans.add((int) (forward / SimulatedJobs.SPAN));
        }
        Set<Integer> numbers = new HashSet<>();
        for (double quantity : batch.books().quantity()) {
            numbers.add((int) (quantity / SimulatedJobs.SPAN));
        }
        List<SimulatedCall> calls = simulation.calls().stream()
                .filter(SimulatedCall::isOpen)
                .filter(call -> mayBeIn(call, plans, numbers))
                .toList();
        long cells = (long) result.stride()
                * Math.max(batch.instruments().size(), batch.books().rows());
        simulation.batch(Math.max(cells, 1), numbers.size());
        long nanos = happens(SimulatedFault.DEVICE_SLOW) ? SLOW * NANOS_PER_CELL * cells : NANOS_PER_CELL * cells;
        simulation.pass(happens(SimulatedFault.CLOCK_STANDS) ? 0 : nanos, calls, numbers);
        for (SimulatedCall call : calls) {
            if (call.has(SimulatedFault.JOB_POISONED) && numbers.contains(call.number)) {
                throw new IllegalStateException("poisoned by " + call.number);
            }
        }
        boolean large = Math.max(batch.instruments().size(), batch.books().rows()) > SMALL;
        if (large && faults.contains(SimulatedFault.DEVICE_SMALL)) {
            throw new BackendException(Fault.MEMORY, "simulated: more than " + SMALL);
        }
        for (SimulatedFault fault : List.of(
                SimulatedFault.DEVICE_LAUNCH,
                SimulatedFault.DEVICE_LOST,
                SimulatedFault.DEVICE_MEMORY,
                SimulatedFault.HEAP,
                SimulatedFault.DEVICE_ERROR)) {
            if (happens(fault)) {
                calls.forEach(call -> call.met.add(fault));
                if (plans.size() <= 1 && numbers.size() <= 1) {
                    calls.forEach(call -> call.metAlone.add(fault));
                }
                fail(fault);
            }
        }
        SimulatedJobs.revalue(batch, result);
        if (happens(SimulatedFault.HAND_OUT)) {
            calls.forEach(call -> call.met.add(SimulatedFault.HAND_OUT));
            simulation.failHandOut();
        }
    }

    private static void fail(SimulatedFault fault) {
        switch (fault) {
            case DEVICE_LAUNCH -> throw new BackendException(Fault.LAUNCH, "simulated");
            case DEVICE_LOST -> throw new BackendException(Fault.LOST, "simulated");
            case DEVICE_MEMORY -> throw new BackendException(Fault.MEMORY, "simulated");
            case HEAP -> throw new OutOfMemoryError("simulated");
            default -> throw new LinkageError("simulated");
        }
    }

    /// A call without instruments leaves no trace in a batch, so it may be in any.
    private static boolean mayBeIn(SimulatedCall call, Set<Integer> plans, Set<Integer> numbers) {
        return numbers.contains(call.number)
                || (call.rows.entries() == 0 && plans.contains(call.planNumber))
                || call.plan.instruments().size() == 0;
    }
}
