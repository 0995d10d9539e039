package io.margrid.host.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.host.backend.Backends;
import io.margrid.host.engine.CallTerms;
import io.margrid.host.engine.CallTerms.Priority;
import io.margrid.host.engine.Cancellation;
import io.margrid.model.revaluation.RevaluationBackend;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What [BatcherSimulationTest] does not come to: a turn that finds no memory for what goes around a batch.
class DispatcherTest {
    private static final long CELLS = 1_000;

    private final AtomicInteger readsToFailure = new AtomicInteger();
    private final RevaluationBackend backend = Backends.open("scalar");
    private final Dispatcher dispatcher =
            new Dispatcher(backend, BatchSettings.DEFAULT, this::clock, BatchObserver.NONE);
    private long now;

    private long clock() {
        if (readsToFailure.get() > 0 && readsToFailure.decrementAndGet() == 0) {
            throw new OutOfMemoryError("simulated");
        }
        return now;
    }

    private RevaluationJob job(long deadline) {
        SplittableRandom random = new SplittableRandom(1);
        RevaluationJob job = new RevaluationJob(
                SimulatedJobs.plan(random, 1, 0, 1),
                SimulatedJobs.rows(random, 1, 1, 3),
                new CallTerms("", Priority.INTERACTIVE, deadline, Cancellation.NEVER),
                CELLS);
        dispatcher.submit(job);
        return job;
    }

    private ExclusiveJob<String> work() {
        ExclusiveJob<String> work =
                new ExclusiveJob<>(1, CallTerms.LOCAL, device -> device.info().id());
        dispatcher.submit(work);
        return work;
    }

    @Test
    void whatATurnTookIsAnsweredThoughItFindsNoMemory() {
        RevaluationJob late = job(10);
        ExclusiveJob<String> work = work();
        RevaluationJob next = job(CallTerms.NO_DEADLINE);
        now = 10;
        // The turn's own time, then that of the work.
        readsToFailure.set(2);
        assertThatThrownBy(dispatcher::turn).isInstanceOf(OutOfMemoryError.class);
        assertThat(late.answer()).isCompletedExceptionally();
        assertThat(work.answer()).isCompletedExceptionally();
        assertThatThrownBy(work.answer()::join).hasRootCauseInstanceOf(OutOfMemoryError.class);
        assertThat(next.answer()).isNotDone();

        dispatcher.turn();
        assertThat(next.answer()).isCompleted();
        assertThat(dispatcher.load().jobs()).isZero();
    }
}
