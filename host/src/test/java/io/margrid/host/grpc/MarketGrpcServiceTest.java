package io.margrid.host.grpc;

import static io.margrid.host.grpc.Fixture.market;
import static io.margrid.host.grpc.Fixture.option;
import static io.margrid.host.grpc.Fixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Duration;
import com.google.protobuf.util.Timestamps;
import com.google.rpc.ResourceInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.margrid.host.deribit.DemoData;
import io.margrid.host.parameters.ParameterStore;
import io.margrid.host.store.ParameterLibrary;
import io.margrid.host.store.SnapshotStore;
import io.margrid.host.store.StoreLimits;
import io.margrid.v1.Book;
import io.margrid.v1.ComputeMarginRequest;
import io.margrid.v1.FutureQuote;
import io.margrid.v1.GetServerInfoRequest;
import io.margrid.v1.GetSnapshotRequest;
import io.margrid.v1.ListSnapshotsRequest;
import io.margrid.v1.ListSnapshotsResponse;
import io.margrid.v1.MarginReport;
import io.margrid.v1.MarginServiceGrpc;
import io.margrid.v1.Market;
import io.margrid.v1.MarketInfo;
import io.margrid.v1.MarketServiceGrpc;
import io.margrid.v1.OptionQuote;
import io.margrid.v1.PublishSnapshotRequest;
import io.margrid.v1.PublishSnapshotResponse;
import io.margrid.v1.ReportView;
import io.margrid.v1.SystemServiceGrpc;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Snapshots, over a real stub.
class MarketGrpcServiceTest {
    private InProcess server = new InProcess(
            Fixture.engine(),
            Fixture.content(new StoreLimits(3, 1 << 20), Optional.empty(), Fixture.snapshot("small")));

    @AfterEach
    void close() {
        server.close();
    }

    private MarketServiceGrpc.MarketServiceBlockingStub markets() {
        return MarketServiceGrpc.newBlockingStub(server.channel());
    }

    private PublishSnapshotResponse publish(Market.Builder market) {
        return markets()
                .publishSnapshot(
                        PublishSnapshotRequest.newBuilder().setMarket(market).build());
    }

    private StatusRuntimeException refused(Market.Builder market) {
        return catchThrowableOfType(StatusRuntimeException.class, () -> publish(market));
    }

    private Market get(String id) {
        return markets()
                .getSnapshot(GetSnapshotRequest.newBuilder().setSnapshotId(id).build())
                .getMarket();
    }

    private MarginReport margin(ComputeMarginRequest.Builder request) {
        return MarginServiceGrpc.newBlockingStub(server.channel())
                .computeMargin(request.build())
                .getReport();
    }

    private ListSnapshotsResponse list(int size, String token) {
        return markets()
                .listSnapshots(ListSnapshotsRequest.newBuilder()
                        .setPageSize(size)
                        .setPageToken(token)
                        .build());
    }

    private static List<String> ids(ListSnapshotsResponse page) {
        return page.getSnapshotsList().stream().map(MarketInfo::getSnapshotId).toList();
    }

    @Test
    void publishedMarketGivesTheFiguresOfTheSameInline() {
        MarketInfo published = publish(market()).getSnapshot();
        MarginReport inline = margin(request());
        MarginReport named = margin(request().setSnapshotId("mine"));
        assertThat(named.getCurrenciesList()).isEqualTo(inline.getCurrenciesList());
        assertThat(named.getPositionsList()).isEqualTo(inline.getPositionsList());
        assertThat(named.getMarket()).isEqualTo(published);
    }

    @Test
    void answersTellWhenTheMarketWasSeenAndTaken() {
        MarketInfo published = publish(market()).getSnapshot();
        assertThat(Timestamps.toString(published.getAsOf())).isEqualTo("2024-06-17T09:00:00Z");
        assertThat(published.getInputAge())
                .isEqualTo(Duration.newBuilder().setSeconds(1).build());
        assertThat(Timestamps.toString(published.getPublishedAt())).isEqualTo("2024-06-17T09:00:01Z");
        assertThat(published.getSha256()).matches("[0-9a-f]{64}");
        MarketInfo inline = margin(request()).getMarket();
        assertThat(inline.getInputAge()).isEqualTo(published.getInputAge());
        assertThat(inline.getAsOf()).isEqualTo(published.getAsOf());
        assertThat(inline.hasPublishedAt()).isFalse();
        assertThat(inline.getSha256()).isEmpty();
    }

    @Test
    void latestIsTheOnePublishedLast() {
        assertThat(margin(request().clearMarketSource()).getMarket().getSnapshotId())
                .isEqualTo("small");
        publish(market().setId("a"));
        publish(market().setId("b"));
        publish(market().setId("a"));
        for (String name : List.of("", "latest", "b")) {
            assertThat(margin(request().setSnapshotId(name)).getMarket().getSnapshotId())
                    .isEqualTo("b");
            assertThat(get(name).getId()).isEqualTo("b");
        }
        assertThat(SystemServiceGrpc.newBlockingStub(server.channel())
                        .getServerInfo(GetServerInfoRequest.getDefaultInstance()))
                .satisfies(info -> assertThat(info.getDefaultSnapshotId()).isEqualTo("b"))
                .satisfies(info -> assertThat(info.getSnapshotsList())
                        .extracting(MarketInfo::getSnapshotId)
                        .containsExactly("a", "b", "small"));
    }

    @Test
    void contentHasOneHashInAnyOrder() {
        Market.Builder turned = market().setId("turned")
                .clearOptions()
                .addOptions(market().getOptions(1))
                .addOptions(market().getOptions(0));
        assertThat(publish(turned).getSnapshot().getSha256())
                .isEqualTo(publish(market()).getSnapshot().getSha256())
                .isNotEqualTo(publish(market().setId("other").addOptions(option("BTC-28JUN24-65000-C", 1.0)))
                        .getSnapshot()
                        .getSha256());
    }

    @Test
    void aTakenNameIsRefusedUnlessTheContentIsTheSame() {
        MarketInfo first = publish(market()).getSnapshot();
        assertThat(publish(market()).getSnapshot()).isEqualTo(first);
        Market.Builder other = market();
        other.getPairsBuilder(0).setIndexPrice(Math.nextUp(Fixture.INDEX));
        StatusRuntimeException e = refused(other);
        assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.ALREADY_EXISTS);
        assertThat(InProcess.info(e).getReason()).isEqualTo("SNAPSHOT_EXISTS");
        assertThat(InProcess.info(e).getMetadataMap()).containsEntry("name", "mine");
        ResourceInfo resource = InProcess.detail(e, ResourceInfo.class);
        assertThat(resource.getResourceType()).isEqualTo("margrid.io/snapshot");
        assertThat(resource.getResourceName()).isEqualTo("mine");
        assertThat(get("mine").getPairs(0).getIndexPrice()).isEqualTo(Fixture.INDEX);
    }

    @Test
    void theServerNamesWhatHasNoName() {
        String one = publish(market().clearId()).getSnapshot().getSnapshotId();
        String other = publish(market().clearId()).getSnapshot().getSnapshotId();
        assertThat(one).startsWith("snapshot-2024-06-17T09:00:01Z-").isNotEqualTo(other);
        assertThat(margin(request().setSnapshotId(one)).getMarket().getSnapshotId())
                .isEqualTo(one);
    }

    @ParameterizedTest
    @ValueSource(strings = {"latest", "inline"})
    void reservedNamesAreRefusedWithEverythingElse(String id) {
        Market.Builder bad = market().setId(id).clearPairs();
        bad.getOptionsBuilder(1).setMarkIvPercent(Double.NaN);
        StatusRuntimeException e = refused(bad);
        assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(InProcess.violations(e))
                .containsExactlyInAnyOrder(
                        "market.options[1].mark_iv_percent: must be in [0, 10000.0]: NaN",
                        "market.id: is reserved: \"%s\"".formatted(id),
                        "market.pairs: must have at least one pair");
        assertThat(ids(list(0, ""))).containsExactly("small");
    }

    @Test
    void aMarketIsRequired() {
        StatusRuntimeException e = catchThrowableOfType(
                StatusRuntimeException.class,
                () -> markets().publishSnapshot(PublishSnapshotRequest.getDefaultInstance()));
        assertThat(InProcess.violations(e)).containsExactly("market: is required");
    }

    @Test
    void unknownSnapshotsAreNotFound() {
        StatusRuntimeException e = catchThrowableOfType(StatusRuntimeException.class, () -> get("nowhere"));
        assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
        assertThat(InProcess.info(e).getReason()).isEqualTo("UNKNOWN_SNAPSHOT");
        assertThat(InProcess.detail(e, ResourceInfo.class).getResourceName()).isEqualTo("nowhere");
    }

    @Test
    void theOldestIsDropped() {
        for (String id : List.of("a", "b", "c", "d")) {
            publish(market().setId(id));
        }
        assertThat(ids(list(0, ""))).containsExactly("d", "c", "b", "small");
        StatusRuntimeException e = catchThrowableOfType(
                StatusRuntimeException.class, () -> margin(request().setSnapshotId("a")));
        assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
    }

    @Test
    void aSnapshotThatFitsNowhereIsRefused() {
        Market.Builder large = market();
        for (int strike = 1; strike <= 3_000; strike++) {
            large.addOptions(option("BTC-27SEP24-%d-C".formatted(strike), 50.0));
        }
        StatusRuntimeException e = refused(large);
        assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(InProcess.info(e).getReason()).isEqualTo("SNAPSHOT_TOO_LARGE");
        assertThat(InProcess.info(e).getMetadataMap()).containsEntry("limit", "1048576");
    }

    @Test
    void pagesFollowEachOther() {
        for (String id : List.of("a", "b", "c")) {
            publish(market().setId(id));
        }
        ListSnapshotsResponse first = list(2, "");
        assertThat(ids(first)).containsExactly("c", "b");
        // Drops "a" and shows up in no later page.
        publish(market().setId("d"));
        ListSnapshotsResponse second = list(2, first.getNextPageToken());
        assertThat(ids(second)).containsExactly("small");
        assertThat(second.getNextPageToken()).isEmpty();
        ListSnapshotsResponse whole = list(4, "");
        assertThat(ids(whole)).hasSize(4);
        assertThat(whole.getNextPageToken()).isEmpty();
        assertThat(list(1_000, "").getSnapshotsCount()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "before-0", "before--1", "before-1x", "before-99999999999999999999"})
    void badPagesAreRefused(String token) {
        for (int size : new int[] {-1, 1_001}) {
            StatusRuntimeException e = catchThrowableOfType(StatusRuntimeException.class, () -> list(size, token));
            assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
            assertThat(InProcess.violations(e))
                    .containsExactly(
                            "page_size: must be in [0, 1000]: " + size,
                            "page_token: is not one that this server gave: \"%s\"".formatted(token));
        }
    }

    @Test
    void optionsWithoutForwardAreToldAndKept() {
        Market.Builder parity = market().setForwardSource(io.margrid.v1.ForwardSource.FORWARD_SOURCE_PARITY);
        PublishSnapshotResponse response = publish(parity);
        assertThat(response.getNotesList())
                .containsExactly("2 options of the market have no forward by parity and were left out");
        assertThat(response.getSnapshot().getOptionCount()).isZero();
        assertThat(get("mine").getOptionsCount()).isEqualTo(2);
        StatusRuntimeException e = catchThrowableOfType(
                StatusRuntimeException.class, () -> margin(request().setSnapshotId("mine")));
        assertThat(InProcess.violations(e)).hasSize(2).allMatch(text -> text.contains("has no forward by parity"));
    }

    /// The demo's market comes from files; what is given of it is published again.
    @ParameterizedTest
    @EnumSource
    void whatIsGivenGivesTheSameFigures(io.margrid.model.market.ForwardSource source) {
        close();
        ParameterStore sets = ParameterStore.shipped();
        server = new InProcess(
                Fixture.engine(),
                new ServerContent(
                        new SnapshotStore(
                                List.of(DemoData.market(source, Clock.systemUTC())
                                        .snapshot()),
                                StoreLimits.DEFAULT,
                                Fixture.LATE_CLOCK),
                        ParameterLibrary.of(sets.defaults(), sets.all()),
                        Optional.empty(),
                        "test"),
                Fixture.LATE_CLOCK);
        Market given = get("");
        assertThat(given.getId()).isEqualTo(DemoData.MARKET_ID);
        assertThat(given.getOptionsCount()).isGreaterThan(1_000);
        publish(given.toBuilder().setId("again"));
        Book.Builder everything = Book.newBuilder();
        List<String> names = new ArrayList<>();
        given.getOptionsList().stream().map(OptionQuote::getInstrument).forEach(names::add);
        given.getFuturesList().stream().map(FutureQuote::getInstrument).forEach(names::add);
        for (int i = 0; i < names.size(); i++) {
            everything.addPositions(Fixture.position(names.get(i), i % 2 == 0 ? 1.5 : -0.7));
        }
        ComputeMarginRequest.Builder request =
                ComputeMarginRequest.newBuilder().setBook(everything).setView(ReportView.REPORT_VIEW_FULL);
        MarginReport of = margin(request.setSnapshotId(DemoData.MARKET_ID));
        MarginReport again = margin(request.setSnapshotId("again"));
        assertThat(again.getPositionsList()).isEqualTo(of.getPositionsList());
        assertThat(again.getCurrenciesList()).isEqualTo(of.getCurrenciesList());
        assertThat(again.getMarket().getSha256()).isEqualTo(of.getMarket().getSha256());
        assertThat(get("again")).isEqualTo(given.toBuilder().setId("again").build());
    }
}
