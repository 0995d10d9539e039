package io.margrid.host.backend;

import io.margrid.model.revaluation.BackendInfo;
import io.margrid.model.revaluation.BackendProbe;
import io.margrid.model.revaluation.BookTable;
import io.margrid.model.revaluation.DeviceTimes;
import io.margrid.model.revaluation.ResidentBooks;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBackendProvider;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.RevaluationResult;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// A device that computes with the scalar backend and does wrong what a test asks for.
final class FakeDevice implements RevaluationBackendProvider {
    static final String LABEL = "fake/device/1";

    /// Where a fault can happen.
    enum Point {
        OPEN,
        KNOWN_ANSWER,
        REVALUE,
        KEEP,
        FREE,
        CLOSE
    }

    private final Map<Point, Queue<Consumer<RevaluationResult>>> faults = new ConcurrentHashMap<>();
    private final CountDownLatch release = new CountDownLatch(1);

    final AtomicInteger opened = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();

    /// Counted down when the first released call has ended.
    final CountDownLatch ended = new CountDownLatch(1);

    final Set<String> threads = ConcurrentHashMap.newKeySet();
    final List<RevaluationResult> results = new CopyOnWriteArrayList<>();

    /// Lets the next call at a point go wrong; several wait in line.
    void inject(Point point, Consumer<RevaluationResult> fault) {
        faults.computeIfAbsent(point, _ -> new ConcurrentLinkedQueue<>()).add(fault);
    }

    /// A fault that does not come back until [#release], and then writes rubbish.
    Consumer<RevaluationResult> hang() {
        return result -> {
            boolean waiting = true;
            while (waiting) {
                try {
                    release.await();
                    waiting = false;
                } catch (InterruptedException _) {
                    // A hung driver does not listen either.
                }
            }
            Arrays.fill(result.bookPnl(), 1e300);
            Arrays.fill(result.value(), 1e300);
            ended.countDown();
        };
    }

    void release() {
        release.countDown();
    }

    private void at(Point point, RevaluationResult result) {
        threads.add(Thread.currentThread().getName());
        Queue<Consumer<RevaluationResult>> waiting = faults.get(point);
        Consumer<RevaluationResult> fault = waiting == null ? null : waiting.poll();
        if (fault != null) {
            fault.accept(result);
        }
    }

    private void at(Point point) {
        at(point, RevaluationResult.allocate(GuardedBackendTest.BATCH));
    }

    Candidate candidate() {
        return new Candidate(this, probe());
    }

    @Override
    public String id() {
        return "fake";
    }

    @Override
    public BackendProbe probe() {
        return new BackendProbe.Usable(new BackendInfo("fake", LABEL, "for tests"), BackendProbe.Rank.CUDA);
    }

    @Override
    public RevaluationBackend open() {
        at(Point.OPEN);
        opened.incrementAndGet();
        RevaluationBackend scalar = Backends.open("scalar");
        return new RevaluationBackend() {
            private boolean asked;

            @Override
            public BackendInfo info() {
                return new BackendInfo("fake", LABEL, "for tests");
            }

            @Override
            public void revalue(RevaluationBatch batch, RevaluationResult result) {
                scalar.revalue(batch, result);
                at(asked ? Point.REVALUE : Point.KNOWN_ANSWER, result);
                if (asked) {
                    results.add(result);
                }
                asked = true;
            }

            @Override
            public Optional<DeviceTimes> lastDeviceTimes() {
                return Optional.of(new DeviceTimes(1, 2, 3));
            }

            @Override
            public ResidentBooks keep(BookTable books) {
                at(Point.KEEP);
                return new ResidentBooks() {
                    private boolean freed;

                    @Override
                    public BookTable table() {
                        return books;
                    }

                    @Override
                    public long deviceBytes() {
                        return freed ? 0 : 1000;
                    }

                    @Override
                    public void close() {
                        at(Point.FREE);
                        freed = true;
                    }
                };
            }

            @Override
            public void close() {
                closed.incrementAndGet();
                at(Point.CLOSE);
            }
        };
    }
}
