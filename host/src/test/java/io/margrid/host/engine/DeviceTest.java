package io.margrid.host.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.host.backend.Backends;
import io.margrid.model.Limits;
import io.margrid.model.input.InvalidInputException;
import io.margrid.model.margin.RevaluationPlan;
import io.margrid.model.revaluation.BackendInfo;
import io.margrid.model.revaluation.BatchLayout;
import io.margrid.model.revaluation.BookTable;
import io.margrid.model.revaluation.KnownAnswer;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.RevaluationResult;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeviceTest {
    private static final long SEED = Long.getLong("margrid.seed", 20_260_820L);
    private static final int ROWS = 300;
    private static final RevaluationBatch KNOWN = KnownAnswer.batch();
    private static final RevaluationPlan PLAN = new RevaluationPlan(
            KNOWN.instruments(), new double[KNOWN.instruments().size()], KNOWN.shocks());
    private static final int INSTRUMENTS = KNOWN.instruments().size();
    private static final int STRIDE = BatchLayout.stride(KNOWN.shocks().scenarios());

    private static BookTable books() {
        SplittableRandom random = new SplittableRandom(SEED);
        int[] rowStart = new int[ROWS + 1];
        for (int row = 0; row < ROWS; row++) {
            rowStart[row + 1] = rowStart[row] + random.nextInt(5);
        }
        int entries = rowStart[ROWS];
        return BookTable.of(
                INSTRUMENTS,
                rowStart,
                random.ints(entries, 0, INSTRUMENTS).toArray(),
                random.doubles(entries, -1e3, 1e3).toArray());
    }

    /// The scalar backend, counting revaluations.
    private static final class Counting implements RevaluationBackend {
        private final RevaluationBackend scalar = Backends.open("scalar");
        private int calls;
        private int mostRows;

        @Override
        public BackendInfo info() {
            return scalar.info();
        }

        @Override
        public void revalue(RevaluationBatch batch, RevaluationResult result) {
            calls++;
            mostRows = Math.max(mostRows, batch.books().rows());
            scalar.revalue(batch, result);
        }
    }

    @ParameterizedTest
    @MethodSource
    void slicesGiveTheBitsOfTheWhole(int rowsAtOnce) {
        BookTable books = books();
        RevaluationBatch whole = new RevaluationBatch(PLAN.instruments(), PLAN.shocks(), books);
        RevaluationResult expected = Backends.open("scalar").revalue(whole);
        Counting backend = new Counting();
        try (Device device = new Device(backend, (long) rowsAtOnce * STRIDE + STRIDE - 1)) {
            Revalued revalued = device.revalue(PLAN, books, CallTerms.LOCAL);
            assertThat(revalued.rows()).hasSize(ROWS);
            for (int row = 0; row < ROWS; row++) {
                assertThat(bits(revalued.rows().get(row)))
                        .as("seed %d, row %d", SEED, row)
                        .isEqualTo(bits(expected.bookVector(row)));
            }
            for (int i = 0; i < INSTRUMENTS; i++) {
                assertThat(bits(revalued.units().riskVector(i))).isEqualTo(bits(expected.riskVector(i)));
            }
            assertThat(bits(revalued.units().theta())).isEqualTo(bits(expected.theta()));
        }
        assertThat(backend.calls).isEqualTo((ROWS + rowsAtOnce - 1) / rowsAtOnce);
        assertThat(backend.mostRows).isEqualTo(Math.min(rowsAtOnce, ROWS));
    }

    /// The fewest that leave room for the instruments, and each side of all.
    static IntStream slicesGiveTheBitsOfTheWhole() {
        return IntStream.of(INSTRUMENTS, INSTRUMENTS + 1, ROWS - 50, ROWS - 1, ROWS, ROWS + 1);
    }

    private static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
    }

    /// A guarded device may leave a batch to another backend: the label is that of the batch.
    @Test
    void theAnswerSaysWhoComputedIt() {
        RevaluationBackend scalar = Backends.open("scalar");
        RevaluationBackend changing = new RevaluationBackend() {
            private int calls;

            @Override
            public BackendInfo info() {
                return new BackendInfo("call", "fake/call/" + calls, "for tests");
            }

            @Override
            public void revalue(RevaluationBatch batch, RevaluationResult result) {
                calls++;
                scalar.revalue(batch, result);
            }
        };
        try (Device device = new Device(changing, Limits.CELLS)) {
            Revalued first = device.revalue(PLAN, books(), CallTerms.LOCAL);
            Revalued second = device.revalue(PLAN, books(), CallTerms.LOCAL);
            assertThat(first.by().label()).isEqualTo("fake/call/1");
            assertThat(second.by().label()).isEqualTo("fake/call/2");
        }
    }

    @Test
    void refusesInstrumentsThatExceedTheLimitAlone() {
        long cells = (long) INSTRUMENTS * STRIDE;
        try (Device most = new Device(Backends.open("scalar"), cells);
                Device less = new Device(Backends.open("scalar"), cells - 1)) {
            assertThat(most.revalue(PLAN, BookTable.EMPTY, CallTerms.LOCAL).rows())
                    .isEmpty();
            assertThatThrownBy(() -> less.revalue(PLAN, BookTable.EMPTY, CallTerms.LOCAL))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage(
                            "books: %d instruments in 24 scenarios need %d cells, at most %d: put the books into"
                                    + " several calls",
                            INSTRUMENTS, cells, cells - 1);
        }
    }

    /// A backend that waits in the middle of a revaluation.
    private static final class Waiting implements RevaluationBackend {
        private final RevaluationBackend scalar = Backends.open("scalar");
        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch leave = new CountDownLatch(1);
        private final AtomicBoolean computing = new AtomicBoolean();
        private final AtomicBoolean closedWhileComputing = new AtomicBoolean();

        @Override
        public BackendInfo info() {
            return scalar.info();
        }

        @Override
        public void revalue(RevaluationBatch batch, RevaluationResult result) {
            computing.set(true);
            entered.countDown();
            try {
                leave.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            scalar.revalue(batch, result);
            computing.set(false);
        }

        @Override
        public void close() {
            closedWhileComputing.set(computing.get());
        }
    }

    @Test
    @Timeout(30)
    void closeWaitsForARevaluationUnderWay() throws Exception {
        Waiting backend = new Waiting();
        Device device = new Device(backend, Limits.CELLS);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Revalued> answer = threads.submit(() -> device.revalue(PLAN, BookTable.EMPTY, CallTerms.LOCAL));
            backend.entered.await();
            Thread closing = Thread.ofPlatform().start(device::close);
            // Either the thread waits for the lock or, with a fault, it has closed the backend and ended.
            while (closing.getState() != Thread.State.WAITING && closing.isAlive()) {
                Thread.onSpinWait();
            }
            backend.leave.countDown();
            closing.join();
            assertThat(answer.get().rows()).isEmpty();
        }
        assertThat(backend.closedWhileComputing).isFalse();
    }
}
