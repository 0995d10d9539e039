package io.margrid.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WorkerThreadsTest {
    @Test
    void noThreadIsInAPieceOfWorkOnceItIsReturnedFrom() {
        AtomicInteger inside = new AtomicInteger();
        try (WorkerThreads threads = new WorkerThreads(3)) {
            for (int piece = 0; piece < 20_000; piece++) {
                threads.run(_ -> {
                    inside.incrementAndGet();
                    Thread.onSpinWait();
                    inside.decrementAndGet();
                });
                assertThat(inside).as("piece %d", piece).hasValue(0);
            }
        }
    }

    @Test
    void eachThreadHasItsNumberAndComesOnce() {
        Set<Integer> numbers = ConcurrentHashMap.newKeySet();
        AtomicInteger calls = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(4);
        try (WorkerThreads threads = new WorkerThreads(3)) {
            threads.run(thread -> {
                numbers.add(thread);
                calls.incrementAndGet();
                all.countDown();
                awaitUninterrupted(all);
            });
        }
        assertThat(numbers).containsExactlyInAnyOrder(0, 1, 2, 3);
        assertThat(calls).hasValue(4);
    }

    @Test
    void whatAnotherThreadThrowsIsThrownOnceAllHaveLeft() {
        CountDownLatch thrown = new CountDownLatch(1);
        try (WorkerThreads threads = new WorkerThreads(1)) {
            assertThatThrownBy(() -> threads.run(thread -> {
                        if (thread == 1) {
                            thrown.countDown();
                            throw new IllegalStateException("on a helper");
                        }
                        awaitUninterrupted(thrown);
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("on a helper");
            AtomicInteger calls = new AtomicInteger();
            threads.run(_ -> calls.incrementAndGet());
            assertThat(calls.get()).isBetween(1, 2);
        }
    }

    @Test
    void allFailuresAreToldAndAnErrorStaysAnError() {
        CountDownLatch both = new CountDownLatch(2);
        try (WorkerThreads threads = new WorkerThreads(1)) {
            assertThatThrownBy(() -> threads.run(thread -> {
                        both.countDown();
                        awaitUninterrupted(both);
                        throw new AssertionError("thread " + thread);
                    }))
                    .isInstanceOf(AssertionError.class)
                    .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
        }
    }

    @Test
    void anInterruptWaitsForTheCaller() {
        CountDownLatch entered = new CountDownLatch(1);
        AtomicInteger finished = new AtomicInteger();
        try (WorkerThreads threads = new WorkerThreads(1)) {
            Thread caller = Thread.currentThread();
            threads.run(thread -> {
                if (thread == 1) {
                    entered.countDown();
                    caller.interrupt();
                    for (int i = 0; i < 1_000_000; i++) {
                        Thread.onSpinWait();
                    }
                    finished.incrementAndGet();
                } else {
                    while (entered.getCount() > 0) {
                        Thread.onSpinWait();
                    }
                }
            });
            assertThat(finished).hasValue(1);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void closingEndsTheThreads() throws InterruptedException {
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        CountDownLatch all = new CountDownLatch(3);
        WorkerThreads threads = new WorkerThreads(2);
        threads.run(_ -> {
            seen.add(Thread.currentThread());
            all.countDown();
            awaitUninterrupted(all);
        });
        threads.close();
        threads.close();
        seen.remove(Thread.currentThread());
        assertThat(seen).hasSize(2);
        for (Thread thread : seen) {
            assertThat(thread.join(Duration.ofSeconds(30))).isTrue();
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
