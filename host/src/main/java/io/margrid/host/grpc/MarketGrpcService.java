package io.margrid.host.grpc;

import io.grpc.stub.StreamObserver;
import io.margrid.host.grpc.UnknownResourceException.Kind;
import io.margrid.host.grpc.UnknownResourceException.Unknown;
import io.margrid.host.store.MarketQuotes;
import io.margrid.host.store.SnapshotStore;
import io.margrid.host.store.StoredSnapshot;
import io.margrid.model.input.Violations;
import io.margrid.v1.GetSnapshotRequest;
import io.margrid.v1.GetSnapshotResponse;
import io.margrid.v1.ListSnapshotsRequest;
import io.margrid.v1.ListSnapshotsResponse;
import io.margrid.v1.MarketServiceGrpc;
import io.margrid.v1.PublishSnapshotRequest;
import io.margrid.v1.PublishSnapshotResponse;
import io.margrid.v1.PublishUpdatesRequest;
import io.margrid.v1.PublishUpdatesResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// `margrid.v1.MarketService`: keeps markets and gives them back.
final class MarketGrpcService extends MarketServiceGrpc.MarketServiceImplBase {
    private static final String MARKET = "market";

    private final SnapshotStore store;
    private final InstantSource clock;

    MarketGrpcService(SnapshotStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public void publishSnapshot(PublishSnapshotRequest request, StreamObserver<PublishSnapshotResponse> observer) {
        Unary.answer(observer, () -> publish(request));
    }

    private PublishSnapshotResponse publish(PublishSnapshotRequest request) {
        Violations violations = new Violations();
        if (!request.hasMarket()) {
            violations.add(MARKET, "is required");
        }
        MarketQuotes quotes = MarketReader.read(request.getMarket(), MARKET, clock.instant(), violations);
        SnapshotNames.check(request.getMarket().getId(), MARKET, violations);
        if (request.hasMarket() && request.getMarket().getPairsCount() == 0) {
            violations.add(MARKET + ".pairs", "must have at least one pair");
        }
        violations.throwIfAny();
        StoredSnapshot snapshot = store.publish(request.getMarket().getId(), quotes);
        return PublishSnapshotResponse.newBuilder()
                .setSnapshot(MarketMessages.info(snapshot, clock.instant()))
                .addAllNotes(snapshot.built().notes())
                .build();
    }

    @Override
    public StreamObserver<PublishUpdatesRequest> publishUpdates(StreamObserver<PublishUpdatesResponse> observer) {
        SnapshotUpdates updates = new SnapshotUpdates(store, clock);
        return UpdateStream.start(observer, update -> {
            StoredSnapshot snapshot = updates.publish(update);
            return PublishUpdatesResponse.newBuilder()
                    .setSnapshot(MarketMessages.info(snapshot, clock.instant()))
                    .addAllNotes(snapshot.built().notes())
                    .build();
        });
    }

    @Override
    public void getSnapshot(GetSnapshotRequest request, StreamObserver<GetSnapshotResponse> observer) {
        Unary.answer(observer, () -> get(request.getSnapshotId()));
    }

    private GetSnapshotResponse get(String id) {
        StoredSnapshot snapshot = store.find(id)
                .orElseThrow(
                        () -> new UnknownResourceException(List.of(new Unknown(Kind.SNAPSHOT, "snapshot_id", id))));
        return GetSnapshotResponse.newBuilder()
                .setSnapshot(MarketMessages.info(snapshot, clock.instant()))
                .setMarket(MarketMessages.market(snapshot))
                .build();
    }

    @Override
    public void listSnapshots(ListSnapshotsRequest request, StreamObserver<ListSnapshotsResponse> observer) {
        Unary.answer(observer, () -> list(request));
    }

    private ListSnapshotsResponse list(ListSnapshotsRequest request) {
        SnapshotPage page = SnapshotPage.of(store, request);
        Instant now = clock.instant();
        ListSnapshotsResponse.Builder list = ListSnapshotsResponse.newBuilder().setNextPageToken(page.nextToken());
        page.snapshots().forEach(snapshot -> list.addSnapshots(MarketMessages.info(snapshot, now)));
        return list.build();
    }
}
