package io.margrid.host.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.host.backend.Backends;
import io.margrid.host.batch.BatchObserver;
import io.margrid.host.batch.BatchSettings;
import io.margrid.host.batch.DynamicBatcher;
import io.margrid.host.batch.RefusedException;
import io.margrid.host.engine.CallTerms;
import io.margrid.host.engine.CallTerms.Priority;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final BatchSettings ONE_JOB = new BatchSettings(true, 1 << 20, 1, 1 << 20, 1 << 20, 1.0, 0, 0);

    private final DynamicBatcher batcher = DynamicBatcher.start(Backends.open("scalar"), ONE_JOB, BatchObserver.NONE);
    private final List<Duration> pauses = new ArrayList<>();

    @AfterEach
    void close() {
        batcher.close();
    }

    /// Waits are those of the test: the first lets the device go on.
    @Test
    void workIsBroughtAgainUntilThereIsRoom() throws InterruptedException, ExecutionException {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> first = threads.submit(() -> batcher.exclusively(1, CallTerms.LOCAL, _ -> {
                running.countDown();
                await(goOn);
                return "first";
            }));
            running.await();
            Future<String> waiting = threads.submit(() -> batcher.exclusively(1, CallTerms.LOCAL, _ -> "waiting"));
            while (batcher.load().jobs() == 0) {
                Thread.onSpinWait();
            }
            Patience patience = new Patience(CallTerms.LOCAL, pause -> {
                pauses.add(pause);
                goOn.countDown();
            });
            String last = patience.until(() -> batcher.exclusively(1, CallTerms.LOCAL, _ -> "last"));
            assertThat(last).isEqualTo("last");
            assertThat(first.get()).isEqualTo("first");
            assertThat(waiting.get()).isEqualTo("waiting");
        }
        assertThat(pauses)
                .isNotEmpty()
                .allSatisfy(pause -> assertThat(pause).isBetween(Duration.ofMillis(1), Duration.ofMillis(250)));
    }

    @Test
    void aPassedDeadlineIsNotWaitedFor() {
        CallTerms late = new CallTerms("", Priority.BULK, System.nanoTime() - 1, CallTerms.LOCAL.cancellation());
        Patience patience = new Patience(late, pauses::add);
        assertThatThrownBy(() -> patience.until(() -> batcher.exclusively(1, late, _ -> "never")))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.reason()).isEqualTo(RefusedException.Reason.DEADLINE));
        assertThat(pauses).isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
