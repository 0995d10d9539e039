package io.margrid.host.grpc;

import static io.margrid.host.grpc.Fixture.CALL;
import static io.margrid.host.grpc.Fixture.FORWARD;
import static io.margrid.host.grpc.Fixture.PERPETUAL;
import static io.margrid.host.grpc.Fixture.PUT;
import static io.margrid.host.grpc.Fixture.future;
import static io.margrid.host.grpc.Fixture.market;
import static io.margrid.host.grpc.Fixture.option;
import static io.margrid.host.grpc.Fixture.pair;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.rpc.ResourceInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.margrid.host.store.StoreLimits;
import io.margrid.v1.Book;
import io.margrid.v1.ComputeMarginRequest;
import io.margrid.v1.ForwardSource;
import io.margrid.v1.GetSnapshotRequest;
import io.margrid.v1.MarginServiceGrpc;
import io.margrid.v1.Market;
import io.margrid.v1.MarketInfo;
import io.margrid.v1.MarketServiceGrpc;
import io.margrid.v1.PublishSnapshotRequest;
import io.margrid.v1.PublishUpdatesRequest;
import io.margrid.v1.PublishUpdatesResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Streams of updates, over a real stub.
class SnapshotUpdatesTest {
    private static final String OTHER_PUT = "BTC-28JUN24-70000-P";

    private final InProcess server = new InProcess(Fixture.engine(), Fixture.content());
    private final MarketServiceGrpc.MarketServiceBlockingStub markets =
            MarketServiceGrpc.newBlockingStub(server.channel());
    private final BlockingQueue<Object> answers = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        server.close();
    }

    private static PublishUpdatesRequest.Builder update(String id) {
        return PublishUpdatesRequest.newBuilder().setChanges(Market.newBuilder().setId(id));
    }

    private StreamObserver<PublishUpdatesRequest> open() {
        return open(server);
    }

    private StreamObserver<PublishUpdatesRequest> open(InProcess to) {
        return MarketServiceGrpc.newStub(to.channel()).publishUpdates(new StreamObserver<>() {
            @Override
            public void onNext(PublishUpdatesResponse value) {
                answers.add(value);
            }

            @Override
            public void onError(Throwable t) {
                answers.add(t);
            }

            @Override
            public void onCompleted() {
                answers.add("completed");
            }
        });
    }

    private Object next() throws InterruptedException {
        return Optional.ofNullable(answers.poll(60, TimeUnit.SECONDS)).orElseThrow();
    }

    private MarketInfo published() throws InterruptedException {
        Object next = next();
        assertThat(next).isInstanceOf(PublishUpdatesResponse.class);
        return ((PublishUpdatesResponse) next).getSnapshot();
    }

    private StatusRuntimeException failure() throws InterruptedException {
        Object next = next();
        assertThat(next).isInstanceOf(StatusRuntimeException.class);
        return (StatusRuntimeException) next;
    }

    private StatusRuntimeException refused(PublishUpdatesRequest.Builder update) throws InterruptedException {
        open().onNext(update.build());
        return failure();
    }

    private Market get(String id) {
        return markets.getSnapshot(
                        GetSnapshotRequest.newBuilder().setSnapshotId(id).build())
                .getMarket();
    }

    private double forwardOf(String snapshot, String option) {
        return MarginServiceGrpc.newBlockingStub(server.channel())
                .computeMargin(ComputeMarginRequest.newBuilder()
                        .setSnapshotId(snapshot)
                        .setBook(Book.newBuilder().addPositions(Fixture.position(option, 1.0)))
                        .build())
                .getReport()
                .getPositions(0)
                .getForward();
    }

    @Test
    void eachUpdateChangesTheOneBefore() throws InterruptedException {
        StreamObserver<PublishUpdatesRequest> updates = open();
        PublishUpdatesRequest.Builder first = update("one");
        first.getChangesBuilder().addPairs(pair().setIndexPrice(66_000.0)).addOptions(option(CALL, 60.0));
        updates.onNext(first.build());
        PublishUpdatesRequest.Builder second = update("two").addRemovedInstruments(PUT);
        second.getChangesBuilder().addFutures(future("BTC-27SEP24", 67_000.0));
        updates.onNext(second.build());
        updates.onNext(update("").build());
        updates.onCompleted();
        assertThat(published().getSnapshotId()).isEqualTo("one");
        MarketInfo two = published();
        assertThat(two.getSnapshotId()).isEqualTo("two");
        assertThat(two.getOptionCount()).isEqualTo(1);
        assertThat(two.getFutureCount()).isEqualTo(3);
        assertThat(two.getPairs(0).getIndexPrice()).isEqualTo(66_000.0);
        MarketInfo three = published();
        assertThat(three.getSnapshotId()).startsWith("snapshot-");
        assertThat(three.getSha256()).isEqualTo(two.getSha256());
        assertThat(next()).isEqualTo("completed");
        assertThat(get("latest").getId()).isEqualTo(three.getSnapshotId());
        // The quote is replaced whole: its mark price is gone.
        assertThat(get("two").getOptionsList())
                .containsExactly(option(CALL, 60.0).build());
        assertThat(get("one").getOptionsCount()).isEqualTo(2);
        assertThat(get("small").getPairs(0).getIndexPrice()).isEqualTo(Fixture.INDEX);
    }

    @Test
    void theBaseCanBeNamed() throws InterruptedException {
        StreamObserver<PublishUpdatesRequest> updates = open();
        updates.onNext(update("one").addRemovedInstruments(PUT).build());
        updates.onNext(update("two")
                .setBaseSnapshotId("small")
                .addRemovedInstruments(PERPETUAL)
                .build());
        assertThat(published().getFutureCount()).isEqualTo(2);
        assertThat(published().getOptionCount()).isEqualTo(2);
        updates.onCompleted();
        assertThat(next()).isEqualTo("completed");
    }

    @Test
    void forwardsByParityAreFoundAnew() throws InterruptedException {
        markets.publishSnapshot(PublishSnapshotRequest.newBuilder()
                .setMarket(market().setForwardSource(ForwardSource.FORWARD_SOURCE_PARITY)
                        .addOptions(option(OTHER_PUT, 52.0).setMarkPrice(0.0721)))
                .build());
        assertThat(forwardOf("mine", PUT)).isCloseTo(70_000.0 / 1.065, within(1e-9));
        PublishUpdatesRequest.Builder change = update("moved");
        change.getChangesBuilder()
                .addOptions(option(OTHER_PUT, 52.0).clearUnderlyingPrice().setMarkPrice(0.0771));
        open().onNext(change.build());
        assertThat(published().getForwardSource()).isEqualTo(ForwardSource.FORWARD_SOURCE_PARITY);
        assertThat(forwardOf("moved", PUT)).isCloseTo(70_000.0 / 1.07, within(1e-9));
    }

    @Test
    void theSourceOfForwardsCanChange() throws InterruptedException {
        PublishUpdatesRequest.Builder parity = update("parity");
        parity.getChangesBuilder()
                .setForwardSource(ForwardSource.FORWARD_SOURCE_PARITY)
                .addOptions(option(OTHER_PUT, 52.0).clearUnderlyingPrice().setMarkPrice(0.0721));
        StreamObserver<PublishUpdatesRequest> updates = open();
        updates.onNext(parity.build());
        assertThat(published().getOptionCount()).isEqualTo(3);
        PublishUpdatesRequest.Builder quoted = update("quoted");
        quoted.getChangesBuilder().setForwardSource(ForwardSource.FORWARD_SOURCE_QUOTED);
        updates.onNext(quoted.build());
        StatusRuntimeException e = failure();
        assertThat(InProcess.violations(e))
                .containsExactly("changes.forward_source: quoted forwards need an underlying_price of every option; of"
                        + " the base's, 1 have none: " + OTHER_PUT);
        quoted.setBaseSnapshotId("parity").getChangesBuilder().addOptions(option(OTHER_PUT, 52.0));
        open().onNext(quoted.build());
        assertThat(published().getSnapshotId()).isEqualTo("quoted");
        assertThat(forwardOf("quoted", OTHER_PUT)).isEqualTo(FORWARD);
    }

    @Test
    void aBadUpdateEndsTheStreamAndTheOnesBeforeStay() throws InterruptedException {
        StreamObserver<PublishUpdatesRequest> updates = open();
        updates.onNext(update("good").build());
        PublishUpdatesRequest.Builder bad =
                update("latest").addAllRemovedInstruments(List.of("BTC-1JAN27", CALL, PUT, PUT));
        bad.getChangesBuilder()
                .addOptions(option(CALL, 1.0))
                .addOptions(option("BTC-28JUN24-65000-C", -1.0))
                .addOptions(option("BTC-28JUN24-66000-C", 1.0).clearUnderlyingPrice());
        updates.onNext(bad.build());
        assertThat(published().getSnapshotId()).isEqualTo("good");
        StatusRuntimeException e = failure();
        assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(InProcess.violations(e))
                .containsExactlyInAnyOrder(
                        "changes.id: is reserved: \"latest\"",
                        "changes.options[1].mark_iv_percent: must be in [0, 10000.0]: -1.0",
                        "changes.options[2].underlying_price: is required unless forward_source is parity",
                        "removed_instruments[0]: is not in the base: \"BTC-1JAN27\"",
                        "removed_instruments[1]: is in changes, too: \"%s\"".formatted(CALL),
                        "removed_instruments[3]: repeats an earlier name: \"%s\"".formatted(PUT));
        assertThat(get("latest").getId()).isEqualTo("good");
    }

    @Test
    void unknownBasesAreNotFound() throws InterruptedException {
        StatusRuntimeException e = refused(update("x").setBaseSnapshotId("nowhere"));
        assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
        assertThat(InProcess.info(e).getReason()).isEqualTo("UNKNOWN_SNAPSHOT");
        assertThat(InProcess.info(e).getMetadataMap()).containsEntry("field", "base_snapshot_id");
        assertThat(InProcess.detail(e, ResourceInfo.class).getResourceName()).isEqualTo("nowhere");
        PublishUpdatesRequest.Builder both = update("inline").setBaseSnapshotId("nowhere");
        assertThat(InProcess.fields(refused(both))).containsExactly("changes.id", "base_snapshot_id");
    }

    @Test
    void takenNamesAreRefused() throws InterruptedException {
        StatusRuntimeException e = refused(update("small").addRemovedInstruments(PUT));
        assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.ALREADY_EXISTS);
        assertThat(InProcess.info(e).getReason()).isEqualTo("SNAPSHOT_EXISTS");
        open().onNext(update("small").build());
        assertThat(published().getSnapshotId()).isEqualTo("small");
    }

    @Test
    void quotesOfBaseAndChangesAreLimitedTogether() throws InterruptedException {
        PublishUpdatesRequest.Builder many = update("many");
        for (int strike = 1; strike <= GrpcLimits.QUOTES_PER_MARKET - 5; strike++) {
            many.getChangesBuilder().addOptions(option("BTC-27SEP24-%d-C".formatted(strike), 50.0));
        }
        StreamObserver<PublishUpdatesRequest> updates = open();
        updates.onNext(many.build());
        assertThat(published().getOptionCount()).isEqualTo(GrpcLimits.QUOTES_PER_MARKET - 3);
        PublishUpdatesRequest.Builder more = update("more");
        more.getChangesBuilder().addOptions(option("BTC-27SEP24-1-P", 50.0));
        updates.onNext(more.build());
        StatusRuntimeException e = failure();
        assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(InProcess.info(e).getReason()).isEqualTo("TOO_MANY_QUOTES");
        assertThat(InProcess.info(e).getMetadataMap())
                .containsEntry("field", "changes")
                .containsEntry("given", "100001");
    }

    @Test
    void aServerWithoutSnapshotAsksForABase() throws InterruptedException {
        try (InProcess bare = new InProcess(Fixture.engine(), Fixture.content(StoreLimits.DEFAULT, Optional.empty()))) {
            StreamObserver<PublishUpdatesRequest> updates = open(bare);
            updates.onNext(update("x").build());
            assertThat(InProcess.violations(failure()))
                    .containsExactly("base_snapshot_id: is required: the server has no snapshot");
        }
    }
}
