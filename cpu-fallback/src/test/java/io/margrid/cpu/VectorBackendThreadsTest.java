package io.margrid.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.model.revaluation.RandomBatches;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBackendContract;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.RevaluationResult;
import io.margrid.model.revaluation.VectorStorage;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// However the work is divided, the bits are the same.
class VectorBackendThreadsTest {
    /// Blocks of few rows, and no batch too small for all threads.
    private static VectorSettings tiny(int threads) {
        return new VectorSettings(threads, 3, 40, 0);
    }

    @Nested
    class OneThread extends RevaluationBackendContract {
        @Override
        protected RevaluationBackend open() {
            return new VectorBackend(VectorStorage.FLOAT64, tiny(1));
        }

        @Override
        protected RevaluationBackend openReference() {
            return new ScalarBackend();
        }
    }

    @Nested
    class TwoThreads extends RevaluationBackendContract {
        @Override
        protected RevaluationBackend open() {
            return new VectorBackend(VectorStorage.FLOAT64, tiny(2));
        }

        @Override
        protected RevaluationBackend openReference() {
            return new ScalarBackend();
        }
    }

    @Nested
    class ThreeThreads extends RevaluationBackendContract {
        @Override
        protected RevaluationBackend open() {
            return new VectorBackend(VectorStorage.FLOAT64, tiny(3));
        }

        @Override
        protected RevaluationBackend openReference() {
            return new ScalarBackend();
        }
    }

    @Test
    void otherThreadsTakePart() {
        SplittableRandom random = new SplittableRandom(1);
        RevaluationBatch batch = RandomBatches.batch(
                random, 30, 35, 3, 1, random.ints(200, 100, 300).toArray());
        RevaluationResult result = RevaluationResult.allocate(batch);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        try (RevaluationBackend backend = new VectorBackend(VectorStorage.FLOAT64, tiny(2))) {
            // The caller waits in its first row until another thread has one too.
            backend.revalue(batch, result, (_, _, _) -> {
                threads.add(Thread.currentThread());
                while (threads.size() < 2) {
                    Thread.onSpinWait();
                }
            });
        }
        assertThat(threads).hasSize(2).contains(Thread.currentThread());
        assertThat(threads)
                .filteredOn(thread -> !thread.equals(Thread.currentThread()))
                .allMatch(Thread::isDaemon);
    }

    @Test
    void smallBatchesStayOnTheCallersThread() {
        SplittableRandom random = new SplittableRandom(1);
        RevaluationBatch batch = RandomBatches.batch(random, 500, 35, 3, 1, 500);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        try (RevaluationBackend backend = new VectorBackend(VectorStorage.FLOAT64, VectorSettings.withThreads(2))) {
            backend.revalue(batch, RevaluationResult.allocate(batch), (_, _, _) -> threads.add(Thread.currentThread()));
        }
        assertThat(threads).containsExactly(Thread.currentThread());
    }
}
