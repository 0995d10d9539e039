package io.margrid.host.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.margrid.host.backend.Backends;
import io.margrid.host.batch.RefusedException.Reason;
import io.margrid.host.engine.CallTerms;
import io.margrid.host.engine.CallTerms.Priority;
import io.margrid.host.engine.Cancellation;
import io.margrid.host.engine.Revalued;
import io.margrid.model.margin.RevaluationPlan;
import io.margrid.model.revaluation.BookTable;
import io.margrid.model.revaluation.KnownAnswer;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.RevaluationResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DynamicBatcherTest {
    private static final RevaluationBatch KNOWN = KnownAnswer.batch();
    private static final RevaluationPlan PLAN = new RevaluationPlan(
            KNOWN.instruments(), new double[KNOWN.instruments().size()], KNOWN.shocks());

    private static final BookTable BOOKS = BookTable.of(
            KNOWN.instruments().size(),
            KNOWN.books().rowStart(),
            KNOWN.books().instrument(),
            KNOWN.books().quantity());

    private final GatedBackend backend = new GatedBackend();
    private final ConcurrentLinkedQueue<BatchRun> runs = new ConcurrentLinkedQueue<>();
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final BatchObserver observer = new BatchObserver() {
        @Override
        public void batchDone(BatchRun run) {
            runs.add(run);
        }
    };

    private final List<DynamicBatcher> started = new ArrayList<>();

    @AfterEach
    void letGo() {
        backend.letThrough(1_000);
        started.forEach(DynamicBatcher::close);
        callers.close();
    }

    private DynamicBatcher start(BatchSettings settings) {
        started.add(DynamicBatcher.start(backend, settings, observer));
        return started.getLast();
    }

    private Future<Revalued> call(DynamicBatcher batcher, BookTable rows, CallTerms terms) {
        return callers.submit(() -> batcher.revalue(PLAN, rows, terms));
    }

    private static void awaitWaiting(DynamicBatcher batcher, int jobs) {
        while (batcher.load().jobs() != jobs) {
            assertThat(Thread.interrupted()).as("timed out").isFalse();
            Thread.onSpinWait();
        }
    }

    private static Reason reason(Future<?> call) {
        ExecutionException failure = catchThrowableOfType(ExecutionException.class, call::get);
        if (failure != null && failure.getCause() instanceof RefusedException refused) {
            return refused.reason();
        }
        throw new AssertionError("not refused", failure);
    }

    /// A call that can be given up, and counts who listens.
    private static class Given implements Cancellation {
        private final AtomicBoolean cancelled = new AtomicBoolean();
        private final List<Runnable> actions = new CopyOnWriteArrayList<>();

        @Override
        public boolean isCancelled() {
            return cancelled.get();
        }

        @Override
        public void onCancel(Runnable action) {
            actions.add(action);
            if (cancelled.get()) {
                action.run();
            }
        }

        @Override
        public void forget(Runnable action) {
            actions.remove(action);
        }

        private void giveUp() {
            cancelled.set(true);
            actions.forEach(Runnable::run);
        }

        private CallTerms terms() {
            return new CallTerms("", Priority.INTERACTIVE, CallTerms.NO_DEADLINE, this);
        }
    }

    @Test
    void whatWaitsWhileTheBackendIsBusyIsOneBatch() throws Exception {
        RevaluationResult expected =
                Backends.open("scalar").revalue(new RevaluationBatch(PLAN.instruments(), PLAN.shocks(), BOOKS));
        DynamicBatcher batcher = start(BatchSettings.DEFAULT);
        List<Future<Revalued>> calls = new ArrayList<>();
        calls.add(call(batcher, BOOKS, CallTerms.LOCAL));
        backend.awaitBatch();
        for (int c = 0; c < 20; c++) {
            calls.add(call(batcher, BOOKS, CallTerms.LOCAL));
        }
        awaitWaiting(batcher, 20);
        backend.letThrough(2);
        for (Future<Revalued> call : calls) {
            Revalued answer = call.get();
            assertThat(answer.by()).isEqualTo(backend.info());
            assertThat(answer.rows()).hasSize(BOOKS.rows());
            for (int row = 0; row < BOOKS.rows(); row++) {
                assertThat(answer.rows().get(row)).isEqualTo(expected.bookVector(row));
            }
            assertThat(answer.units().riskVector(0)).isEqualTo(expected.riskVector(0));
        }
        batcher.close();

        assertThat(runs).extracting(BatchRun::jobs).containsExactly(1, 20);
        // One plan: priced once for all.
        assertThat(runs).extracting(BatchRun::prices).containsOnly(KNOWN.cells());
        assertThat(runs).extracting(BatchRun::rows).containsExactly(BOOKS.rows(), 20 * BOOKS.rows());
    }

    @Test
    void aSmallCallThatIsAloneComputesItself() throws Exception {
        backend.computesOnCaller(true);
        DynamicBatcher batcher = start(BatchSettings.DEFAULT);
        backend.letThrough(1);
        assertThat(batcher.revalue(PLAN, BOOKS, CallTerms.LOCAL).rows()).hasSize(BOOKS.rows());
        backend.awaitBatch();
        assertThat(backend.lastThread()).isSameAs(Thread.currentThread());

        Future<Revalued> first = call(batcher, BOOKS, CallTerms.LOCAL);
        backend.awaitBatch();
        Future<Revalued> second = call(batcher, BOOKS, CallTerms.LOCAL);
        awaitWaiting(batcher, 1);
        backend.letThrough(2);
        assertThat(first.get().rows()).hasSize(BOOKS.rows());
        assertThat(second.get().rows()).hasSize(BOOKS.rows());
        assertThat(backend.lastThread().getName()).isEqualTo("batcher");
        assertThat(runs).extracting(BatchRun::jobs).containsOnly(1);
    }

    @Test
    void whatIsLargeOrWaitsForCompanyIsLeftToTheBatcher() {
        backend.computesOnCaller(true);
        backend.letThrough(10);
        DynamicBatcher waiting = start(new BatchSettings(true, 1 << 20, 100, 1 << 30, 1 << 30, 1.0, 1_000_000, 0));
        assertThat(waiting.revalue(PLAN, BOOKS, CallTerms.LOCAL).rows()).hasSize(BOOKS.rows());
        assertThat(backend.lastThread().getName()).isEqualTo("batcher");

        int rows = (1 << 16) / PLAN.shocks().scenarios() + 1;
        BookTable many = BookTable.of(PLAN.instruments().size(), new int[rows + 1], new int[0], new double[0]);
        DynamicBatcher batcher = start(BatchSettings.DEFAULT);
        assertThat(batcher.revalue(PLAN, BOOKS, CallTerms.LOCAL).rows()).hasSize(BOOKS.rows());
        assertThat(backend.lastThread()).isSameAs(Thread.currentThread());
        assertThat(batcher.revalue(PLAN, many, CallTerms.LOCAL).rows()).hasSize(rows);
        assertThat(backend.lastThread().getName()).isEqualTo("batcher");
    }

    @Test
    void whatIsLeftOfAJobAfterItsOwnTurnIsNotForgotten() {
        backend.computesOnCaller(true);
        backend.letThrough(1_000);
        DynamicBatcher batcher = start(new BatchSettings(true, 1, 100, 1 << 30, 1 << 30, 1.0, 0, 0));
        BookTable rows = BookTable.of(
                PLAN.instruments().size(), new int[3 * PLAN.instruments().size() + 1], new int[0], new double[0]);
        assertThat(batcher.revalue(PLAN, rows, CallTerms.LOCAL).rows()).hasSize(rows.rows());
        batcher.close();
        assertThat(runs).hasSize(3);
    }

    @Test
    void closeWaitsForACallerThatComputes() throws Exception {
        backend.computesOnCaller(true);
        DynamicBatcher batcher = start(BatchSettings.DEFAULT);
        Future<Revalued> running = call(batcher, BOOKS, CallTerms.LOCAL);
        backend.awaitBatch();
        Future<?> closing = callers.submit(batcher::close);
        assertThatThrownBy(() -> closing.get(50, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        assertThat(backend.isClosed()).isFalse();
        backend.letThrough(1);
        assertThat(running.get().rows()).hasSize(BOOKS.rows());
        closing.get();
        assertThat(backend.isClosed()).isTrue();
    }

    @Test
    void aCallerWithoutMemoryForItsTurnIsToldAndHoldsNobodyUp() {
        backend.computesOnCaller(true);
        AtomicInteger asked = new AtomicInteger();
        Given given = new Given() {
            @Override
            public boolean isCancelled() {
                // At admission first, then when its turn comes.
                if (asked.incrementAndGet() == 2) {
                    throw new OutOfMemoryError("simulated");
                }
                return super.isCancelled();
            }
        };
        backend.letThrough(2);
        DynamicBatcher batcher = start(BatchSettings.DEFAULT);
        assertThat(batcher.revalue(PLAN, BOOKS, given.terms()).rows()).hasSize(BOOKS.rows());
        assertThat(asked.get()).isGreaterThan(2);
        assertThat(batcher.revalue(PLAN, BOOKS, CallTerms.LOCAL).rows()).hasSize(BOOKS.rows());
    }

    @Test
    void withoutJoiningEachCallIsABatch() throws Exception {
        DynamicBatcher batcher = start(new BatchSettings(false, 1 << 20, 1_000, 1 << 30, 1 << 30, 1.0, 0, 1_000_000));
        backend.letThrough(5);
        List<Future<Revalued>> calls = new ArrayList<>();
        for (int c = 0; c < 5; c++) {
            calls.add(call(batcher, BOOKS, CallTerms.LOCAL));
        }
        for (Future<Revalued> call : calls) {
            assertThat(call.get().rows()).hasSize(BOOKS.rows());
        }
        batcher.close();

        assertThat(runs).hasSize(5).allSatisfy(run -> assertThat(run.jobs()).isOne());
    }

    @Test
    void aCallThatIsGivenUpReturnsAtOnceThoughItIsComputed() throws InterruptedException {
        Given running = new Given();
        Given waiting = new Given();
        DynamicBatcher batcher = start(BatchSettings.DEFAULT);
        Future<Revalued> first = call(batcher, BOOKS, running.terms());
        backend.awaitBatch();
        Future<Revalued> second = call(batcher, BOOKS, waiting.terms());
        awaitWaiting(batcher, 1);
        running.giveUp();
        waiting.giveUp();
        assertThat(reason(first)).isEqualTo(Reason.CANCELLED);
        assertThat(reason(second)).isEqualTo(Reason.CANCELLED);
        assertThat(batcher.load().jobs()).isZero();
        assertThat(running.actions).isEmpty();
        assertThat(waiting.actions).isEmpty();
        backend.letThrough(1);
    }

    @Test
    void aDeadlineEndsACallThatTheBackendDoesNot() {
        DynamicBatcher batcher = start(BatchSettings.DEFAULT);
        long deadline = System.nanoTime() + Duration.ofMillis(200).toNanos();
        CallTerms terms = new CallTerms("", Priority.INTERACTIVE, deadline, Cancellation.NEVER);
        Future<Revalued> call = call(batcher, BOOKS, terms);
        assertThat(reason(call)).isEqualTo(Reason.DEADLINE);
        backend.letThrough(1);
    }

    @Test
    void workForItselfIsWaitedForEvenIfItIsGivenUp() throws Exception {
        Given given = new Given();
        Semaphore begun = new Semaphore(0);
        Semaphore end = new Semaphore(0);
        DynamicBatcher batcher = start(BatchSettings.DEFAULT);
        Future<String> work = callers.submit(() -> batcher.exclusively(10, given.terms(), device -> {
            begun.release();
            end.acquireUninterruptibly();
            return device.info().id();
        }));
        begun.acquire();
        given.giveUp();
        assertThat(work.isDone()).isFalse();
        end.release();
        assertThat(work.get()).isEqualTo("scalar");
    }

    @Test
    void whatWorkThrowsIsItsCallers() {
        DynamicBatcher batcher = start(BatchSettings.DEFAULT);
        assertThatThrownBy(() -> batcher.exclusively(1, CallTerms.LOCAL, _ -> {
                    throw new UnsupportedOperationException("mine");
                }))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("mine");
        assertThat(batcher.<Integer>exclusively(1, CallTerms.LOCAL, _ -> 7)).isEqualTo(7);
    }

    /// Jobs that were joined are tried again in halves, down to single rows.
    @Test
    void aDeviceWithoutMemoryFailsItsJobsAndTheBatcherGoesOn() throws Exception {
        backend.failBatches(true);
        DynamicBatcher batcher = start(BatchSettings.DEFAULT);
        Future<Revalued> first = call(batcher, BOOKS, CallTerms.LOCAL);
        backend.awaitBatch();
        Future<Revalued> second = call(batcher, BOOKS, CallTerms.LOCAL);
        Future<Revalued> third = call(batcher, BOOKS, CallTerms.LOCAL);
        awaitWaiting(batcher, 2);
        backend.letThrough(1_000);
        for (Future<Revalued> call : List.of(first, second, third)) {
            assertThatThrownBy(call::get).hasCauseInstanceOf(OutOfMemoryError.class);
        }
        assertThat(batcher.load().jobs()).isZero();
        assertThat(runs).isEmpty();

        backend.failBatches(false);
        assertThat(batcher.revalue(PLAN, BOOKS, CallTerms.LOCAL).rows()).hasSize(BOOKS.rows());
    }

    @Test
    void aTurnThatFindsNoMemoryIsNotTheLast() {
        AtomicBoolean failed = new AtomicBoolean();
        Given given = new Given() {
            @Override
            public boolean isCancelled() {
                if (Thread.currentThread().getName().equals("batcher") && failed.compareAndSet(false, true)) {
                    throw new OutOfMemoryError("simulated");
                }
                return super.isCancelled();
            }
        };
        backend.letThrough(1);
        DynamicBatcher batcher = start(BatchSettings.DEFAULT);
        assertThat(batcher.revalue(PLAN, BOOKS, given.terms()).rows()).hasSize(BOOKS.rows());
        assertThat(failed).isTrue();
    }

    @Test
    void closeEndsWhatIsComputedAndRefusesWhatWaits() throws Exception {
        DynamicBatcher batcher = start(BatchSettings.DEFAULT);
        Future<Revalued> running = call(batcher, BOOKS, CallTerms.LOCAL);
        backend.awaitBatch();
        Future<Revalued> waiting = call(batcher, BOOKS, CallTerms.LOCAL);
        awaitWaiting(batcher, 1);
        Future<?> closing = callers.submit(batcher::close);
        assertThat(reason(waiting)).isEqualTo(Reason.DRAINING);
        assertThat(backend.isClosed()).isFalse();
        backend.letThrough(1);
        assertThat(running.get().rows()).hasSize(BOOKS.rows());
        closing.get();
        assertThat(backend.isClosed()).isTrue();
        assertThatThrownBy(() -> batcher.revalue(PLAN, BOOKS, CallTerms.LOCAL))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the engine is closed");
    }
}
