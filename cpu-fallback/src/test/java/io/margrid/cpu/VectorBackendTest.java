package io.margrid.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.margrid.model.revaluation.BackendProbe;
import io.margrid.model.revaluation.BookTable;
import io.margrid.model.revaluation.InstrumentTable;
import io.margrid.model.revaluation.KnownAnswer;
import io.margrid.model.revaluation.Output;
import io.margrid.model.revaluation.RandomBatches;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBackendContract;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.RevaluationResult;
import io.margrid.model.revaluation.RowConsumer;
import io.margrid.model.revaluation.RunSums;
import io.margrid.model.revaluation.RunWeights;
import io.margrid.model.revaluation.ShockTable;
import io.margrid.model.revaluation.ValueKind;
import io.margrid.model.revaluation.VectorStorage;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VectorBackendTest extends RevaluationBackendContract {
    @Override
    protected RevaluationBackend open() {
        // Not by way of the probe: the bits must be the same with two lanes too, though the speed is not.
        return new VectorBackend(VectorStorage.FLOAT64, VectorSettings.withThreads(1));
    }

    @Override
    protected RevaluationBackend openReference() {
        return new ScalarBackend();
    }

    /// Columns that no caller should give: what the scalar reference makes of them, lanes make of them too.
    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, 0.0, -0.0, Double.MIN_VALUE, 1e300})
    void strangeNumbersGiveTheReferencesBits(double strange) {
        SplittableRandom random = new SplittableRandom(3);
        for (int kind = ValueKind.FIRST_OPTION_CODE; kind < ValueKind.values().length; kind++) {
            for (int column = 0; column < 7; column++) {
                InstrumentTable table = RandomBatches.instruments(random, 19, 3, 1);
                Arrays.fill(table.kind(), kind);
                double[] changed = switch (column) {
                    case 0 -> table.forward();
                    case 1 -> table.strikeOverForward();
                    case 2 -> table.logForwardOverStrike();
                    case 3 -> table.years();
                    case 4 -> table.baseDeviation();
                    case 5 -> table.givenBase();
                    default -> table.shockedDeviation();
                };
                for (int i = 0; i < changed.length; i += 1 + random.nextInt(3)) {
                    changed[i] = strange;
                }
                ShockTable shocks = RandomBatches.shocks(random, 35, 3, 1);
                RevaluationBatch batch = new RevaluationBatch(table, shocks, BookTable.EMPTY);
                try (RevaluationBackend vector = open();
                        RevaluationBackend scalar = openReference()) {
                    assertThat(KnownAnswer.hash(batch, vector.revalue(batch)))
                            .as("kind %d, column %d", kind, column)
                            .isEqualTo(KnownAnswer.hash(batch, scalar.revalue(batch)));
                }
            }
        }
    }

    /// The allocation is what makes vectors of two lanes unusable.
    @ParameterizedTest
    @EnumSource
    void allocatesNothingOnceCompiledOrIsNotOffered(VectorStorage storage) {
        if (!isOffered(storage)) {
            return;
        }
        SplittableRandom random = new SplittableRandom(1);
        RevaluationBatch batch = RandomBatches.batch(random, 1024, 35, 3, 1, 200, 200, 200);
        RevaluationResult result = RevaluationResult.allocate(batch);
        try (RevaluationBackend backend = new VectorBackend(storage, VectorSettings.withThreads(1))) {
            assertThat(allocatedOnceCompiled(backend, batch, result, (_, _, _) -> {}))
                    .isZero();
        }
    }

    /// Many books, all threads, rules that change cells, sums of runs, and only the worst cells wanted.
    @ParameterizedTest
    @EnumSource
    void allocatesNothingForManyBooks(VectorStorage storage) {
        if (!isOffered(storage)) {
            return;
        }
        SplittableRandom random = new SplittableRandom(1);
        RevaluationBatch batch = RandomBatches.batch(
                random, 64, 35, 3, 1, random.ints(300, 0, 600).toArray());
        RevaluationResult result = RevaluationResult.allocate(batch, Set.of(Output.WORST_CELLS));
        RunWeights weights = new RunWeights(
                RandomBatches.runs(random, batch.books()), random.doubles(64).toArray());
        RowConsumer consumer = new RowConsumer() {
            @Override
            public RunWeights priced() {
                return weights;
            }

            @Override
            public void rows(int from, int to, RunSums sums) {}
        };
        try (RevaluationBackend backend = new VectorBackend(storage, new VectorSettings(2, 16, 4_000, 0))) {
            assertThat(allocatedOnceCompiled(backend, batch, result, consumer)).isZero();
        }
    }

    /// Whether the backend can be chosen, which it cannot with two lanes, and says so.
    private static boolean isOffered(VectorStorage storage) {
        BackendProbe probe = new VectorBackendProvider(storage).probe();
        if (VectorBackend.lanes() < 4) {
            assertThat(probe)
                    .isInstanceOfSatisfying(
                            BackendProbe.Unusable.class,
                            unusable -> assertThat(unusable.reason()).contains("slower than plain Java"));
            return false;
        }
        assertThat(probe).isInstanceOf(BackendProbe.Usable.class);
        return true;
    }

    /// Bytes that twenty calls allocate on the caller's thread and the backend's own.
    private static long allocatedOnceCompiled(
            RevaluationBackend backend, RevaluationBatch batch, RevaluationResult result, RowConsumer consumer) {
        // The compiler works in the background; ask until it is done, and fail if it never stops boxing.
        long allocated = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 60 && allocated > 0; attempt++) {
            for (int call = 0; call < 50; call++) {
                backend.revalue(batch, result, consumer);
            }
            long[] who = LongStream.concat(
                            LongStream.of(Thread.currentThread().threadId()),
                            Thread.getAllStackTraces().keySet().stream()
                                    .filter(thread -> thread.getName().startsWith("margrid-cpu-"))
                                    .mapToLong(Thread::threadId))
                    .toArray();
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long[] before = threads.getThreadAllocatedBytes(who);
            // Asking allocates, too.
            long own = threads.getCurrentThreadAllocatedBytes();
            for (int call = 0; call < 20; call++) {
                backend.revalue(batch, result, consumer);
            }
            own = threads.getCurrentThreadAllocatedBytes() - own;
            long[] after = threads.getThreadAllocatedBytes(who);
            allocated = own;
            for (int t = 1; t < who.length; t++) {
                // Threads of another test's backend may end meanwhile.
                allocated += after[t] < 0 ? 0 : after[t] - before[t];
            }
        }
        return allocated;
    }
}
