package io.margrid.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;
import io.margrid.model.revaluation.BackendProbe;
import io.margrid.model.revaluation.Output;
import io.margrid.model.revaluation.RandomBatches;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBackendContract;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.RevaluationResult;
import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class VectorBackendTest extends RevaluationBackendContract {
    @Override
    protected RevaluationBackend open() {
        // Not by way of the probe: the bits must be the same with two lanes too, though the speed is not.
        return new VectorBackend(VectorSettings.withThreads(1));
    }

    @Override
    protected RevaluationBackend openReference() {
        return new ScalarBackend();
    }

    /// The allocation is what makes vectors of two lanes unusable.
    @Test
    void allocatesNothingOnceCompiledOrIsNotOffered() {
        BackendProbe probe = new VectorBackendProvider().probe();
        if (VectorBackend.lanes() < 4) {
            assertThat(probe)
                    .isInstanceOfSatisfying(
                            BackendProbe.Unusable.class,
                            unusable -> assertThat(unusable.reason()).contains("slower than plain Java"));
            return;
        }
        assertThat(probe).isInstanceOf(BackendProbe.Usable.class);
        SplittableRandom random = new SplittableRandom(1);
        RevaluationBatch batch = RandomBatches.batch(random, 1024, 35, 3, 1, 200, 200, 200);
        RevaluationResult result = RevaluationResult.allocate(batch);
        try (RevaluationBackend backend = open()) {
            assertThat(allocatedOnceCompiled(backend, batch, result)).isZero();
        }
    }

    /// Many books, all threads, rules that change cells, and only the worst cells wanted.
    @Test
    void allocatesNothingForManyBooks() {
        assumeThat(VectorBackend.lanes()).isGreaterThanOrEqualTo(4);
        SplittableRandom random = new SplittableRandom(1);
        RevaluationBatch batch = RandomBatches.batch(
                random, 64, 35, 3, 1, random.ints(300, 0, 600).toArray());
        RevaluationResult result = RevaluationResult.allocate(batch, Set.of(Output.WORST_CELLS));
        try (RevaluationBackend backend = new VectorBackend(new VectorSettings(2, 16, 4_000, 0))) {
            assertThat(allocatedOnceCompiled(backend, batch, result)).isZero();
        }
    }

    /// Bytes that twenty calls allocate on the caller's thread and the backend's own.
    private static long allocatedOnceCompiled(
            RevaluationBackend backend, RevaluationBatch batch, RevaluationResult result) {
        // The compiler works in the background; ask until it is done, and fail if it never stops boxing.
        long allocated = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 60 && allocated > 0; attempt++) {
            for (int call = 0; call < 50; call++) {
                backend.revalue(batch, result);
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
                backend.revalue(batch, result);
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
