package io.margrid.bench;

import io.margrid.v1.MarketServiceGrpc;
import io.margrid.v1.PublishSnapshotRequest;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/// The snapshots that a soak publishes, one after the other, and those of them that the server has for sure.
final class SoakSnapshots {
    /// Snapshots that the server is told to keep.
    static final int KEPT = 48;

    /// So few that the last of them is not dropped while a call names it.
    private static final int RECENT = 6;

    private final SoakClient client;
    private final SoakWorkload workload;
    private final AtomicInteger count = new AtomicInteger();
    private final ConcurrentLinkedDeque<Published> recent = new ConcurrentLinkedDeque<>();

    SoakSnapshots(SoakClient client, SoakWorkload workload) {
        this.client = client;
        this.workload = workload;
    }

    /// A snapshot.
    ///
    /// @param name its name
    /// @param tick which quotes it has
    record Published(String name, int tick) {}

    /// Publishes a market under a new name.
    ///
    /// @throws io.grpc.StatusRuntimeException if the server refuses it
    Published publish(int tick) {
        Published next = new Published(name(count.getAndIncrement()), tick);
        client.bounded(MarketServiceGrpc::newBlockingStub)
                .publishSnapshot(PublishSnapshotRequest.newBuilder()
                        .setMarket(workload.market(next.name(), tick))
                        .build());
        recent.addFirst(next);
        while (recent.size() > RECENT) {
            recent.pollLast();
        }
        return next;
    }

    /// Publishes the market of the next tick.
    Published publish() {
        return publish(count.get() % SoakWorkload.TICKS);
    }

    /// One of those that were published last.
    Published any(SplittableRandom random) {
        List<Published> some = List.copyOf(recent);
        return some.get(random.nextInt(some.size()));
    }

    /// Name of one that the server has dropped by now.
    String dropped() {
        return name(count.get() - 2 * KEPT);
    }

    private static String name(int number) {
        return "snapshot " + number;
    }
}
