package io.margrid.host.batch;

import io.margrid.host.engine.CallTerms;
import io.margrid.host.engine.Cancellation;
import io.margrid.host.engine.Revalued;
import io.margrid.model.margin.RevaluationPlan;
import io.margrid.model.revaluation.BookTable;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.RevaluationResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// A caller of a [Simulation], what it asked and what came of it.
final class SimulatedCall implements Cancellation {
    final int number;
    final int planNumber;
    final RevaluationPlan plan;
    final BookTable rows;
    final Set<SimulatedFault> faults;
    private final List<Runnable> actions = new ArrayList<>();

    Optional<Job> job = Optional.empty();
    /// What it got, once it got something.
    Optional<Throwable> failure = Optional.empty();
    boolean answered;
    boolean cancelled;
    boolean cancelledBeforeAnswer;
    OptionalLong deadline = OptionalLong.empty();
    boolean deadlinePassedBeforeAnswer;
    /// Since when it waits for its next turn, and what is left then.
    long since;
    long cellsLeft;
    /// Faults that the device had with a batch in which this call was, and with one in which it was alone.
    final Set<SimulatedFault> met = new HashSet<>();
    final Set<SimulatedFault> metAlone = new HashSet<>();
    int exclusiveRuns;

    SimulatedCall(int number, int planNumber, RevaluationPlan plan, BookTable rows, Set<SimulatedFault> faults) {
        this.number = number;
        this.planNumber = planNumber;
        this.plan = plan;
        this.rows = rows;
        this.faults = faults;
    }

    boolean has(SimulatedFault fault) {
        return faults.contains(fault);
    }

    /// Whether its job waits or is being computed.
    boolean isOpen() {
        return job.isPresent() && !answered && failure.isEmpty();
    }

    CallTerms.Priority priority() {
        return job.orElseThrow().terms().priority();
    }

    String tenant() {
        return job.orElseThrow().terms().tenant();
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public void onCancel(Runnable action) {
        if (cancelled) {
            action.run();
        } else {
            actions.add(action);
        }
    }

    @Override
    public void forget(Runnable action) {
        actions.remove(action);
    }

    void cancel() {
        cancelled = true;
    }

    /// Tells who listens that it was given up.
    void tell() {
        cancelledBeforeAnswer |= isOpen();
        List.copyOf(actions).forEach(Runnable::run);
    }

    /// Whether nothing is kept that would run when the call is given up.
    boolean isForgotten() {
        return actions.isEmpty();
    }

    /// What is wrong with an answer.
    ///
    /// @param revalued the answer
    /// @return empty if it is the one that the call gets alone
    Optional<String> difference(Revalued revalued) {
        RevaluationBatch alone = new RevaluationBatch(plan.instruments(), plan.shocks(), rows);
        RevaluationResult expected = RevaluationResult.allocate(alone, Revalued.OUTPUTS);
        SimulatedJobs.revalue(alone, expected);
        RevaluationResult units = revalued.units();
        int n = plan.instruments().size();
        if (revalued.rows().size() != rows.rows()) {
            return Optional.of(
                    "%d rows in place of %d".formatted(revalued.rows().size(), rows.rows()));
        }
        for (int row = 0; row < rows.rows(); row++) {
            if (!Arrays.equals(revalued.rows().get(row), expected.bookVector(row))) {
                return Optional.of("row " + row + " is another");
            }
        }
        for (int i = 0; i < n; i++) {
            if (!Arrays.equals(units.riskVector(i), expected.riskVector(i))) {
                return Optional.of("the vector of instrument %d is another".formatted(i));
            }
        }
        boolean same = sameFirst(n, units.value(), expected.value())
                && sameFirst(n, units.delta(), expected.delta())
                && sameFirst(n, units.gamma(), expected.gamma())
                && sameFirst(n, units.vega(), expected.vega())
                && sameFirst(n, units.theta(), expected.theta());
        return same ? Optional.empty() : Optional.of("values or Greeks are others");
    }

    private static boolean sameFirst(int n, double[] one, double[] other) {
        return Arrays.equals(one, 0, n, other, 0, n);
    }
}
