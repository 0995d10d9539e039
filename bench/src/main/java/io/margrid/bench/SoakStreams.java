package io.margrid.bench;

import io.grpc.stub.StreamObserver;
import io.margrid.v1.MarginServiceGrpc;
import io.margrid.v1.MarketServiceGrpc;
import io.margrid.v1.PublishUpdatesRequest;
import io.margrid.v1.PublishUpdatesResponse;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Calls of many messages: books by the thousand with some poisoned, whole, given up and out of time; updates of a
/// market.
final class SoakStreams {
    private static final int UPDATES = 3;
    private static final int LONGEST_MICROS = 60_000;

    private final SoakClient client;
    private final SoakWorkload workload;
    private final SoakSnapshots snapshots;

    SoakStreams(SoakClient client, SoakWorkload workload, SoakSnapshots snapshots) {
        this.client = client;
        this.workload = workload;
        this.snapshots = snapshots;
    }

    List<SoakAction> actions() {
        return List.of(
                new SoakAction("stream of books", 2, Set.of("OK"), _ -> whole()),
                new SoakAction("stream of books, given up", 2, Set.of("OK", "CANCELLED"), this::cancelled),
                new SoakAction("stream of books, short deadline", 1, Set.of("OK", "DEADLINE_EXCEEDED"), this::late),
                new SoakAction("stream of updates", 1, Set.of("OK"), _ -> updates()));
    }

    private MarginServiceGrpc.MarginServiceStub within(long micros) {
        return MarginServiceGrpc.newStub(client.channel()).withDeadlineAfter(micros, TimeUnit.MICROSECONDS);
    }

    private String whole() {
        StreamCheck check = workload.check();
        return SoakClient.code(() -> {
            StreamCall.run(
                    within(TimeUnit.SECONDS.toMicros(SoakClient.LOST_SECONDS)),
                    workload.stream(snapshots.publish(0).name()),
                    check);
            check.end();
        });
    }

    private String cancelled(SplittableRandom random) {
        String name = snapshots.publish(0).name();
        return client.cancelled(
                () -> StreamCall.run(
                        within(TimeUnit.SECONDS.toMicros(SoakClient.LOST_SECONDS)),
                        workload.stream(name),
                        workload.check()),
                random.nextInt(LONGEST_MICROS));
    }

    private String late(SplittableRandom random) {
        String name = snapshots.publish(0).name();
        return SoakClient.code(
                () -> StreamCall.run(within(random.nextInt(LONGEST_MICROS)), workload.stream(name), workload.check()));
    }

    private String updates() {
        String base = snapshots.publish(0).name();
        CompletableFuture<Integer> done = new CompletableFuture<>();
        StreamObserver<PublishUpdatesRequest> server = MarketServiceGrpc.newStub(client.channel())
                .withDeadlineAfter(SoakClient.LOST_SECONDS, TimeUnit.SECONDS)
                .publishUpdates(new StreamObserver<>() {
                    private int answers;

                    @Override
                    public void onNext(PublishUpdatesResponse answer) {
                        answers++;
                    }

                    @Override
                    public void onError(Throwable failure) {
                        done.completeExceptionally(failure);
                    }

                    @Override
                    public void onCompleted() {
                        done.complete(answers);
                    }
                });
        for (int update = 0; update < UPDATES; update++) {
            server.onNext(PublishUpdatesRequest.newBuilder()
                    .setBaseSnapshotId(update == 0 ? base : "")
                    .setChanges(workload.market("%s, update %d".formatted(base, update), update))
                    .build());
        }
        server.onCompleted();
        return SoakClient.code(() -> {
            if (done.join() != UPDATES) {
                throw new IllegalStateException("an update was not answered");
            }
        });
    }
}
