package io.margrid.host.grpc;

import static io.margrid.host.grpc.Fixture.CALL;
import static io.margrid.host.grpc.Fixture.PERPETUAL;
import static io.margrid.host.grpc.Fixture.PUT;
import static io.margrid.host.grpc.Fixture.book;
import static io.margrid.host.grpc.Fixture.future;
import static io.margrid.host.grpc.Fixture.market;
import static io.margrid.host.grpc.Fixture.option;
import static io.margrid.host.grpc.Fixture.pair;
import static io.margrid.host.grpc.Fixture.position;
import static io.margrid.host.grpc.Fixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Timestamp;
import com.google.rpc.ResourceInfo;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import io.margrid.host.store.StoreLimits;
import io.margrid.model.Limits;
import io.margrid.v1.Book;
import io.margrid.v1.ComputeMarginRequest;
import io.margrid.v1.ForwardSource;
import io.margrid.v1.MarginServiceGrpc;
import io.margrid.v1.Market;
import io.margrid.v1.PackedPositions;
import io.margrid.v1.PassThroughAmounts;
import io.margrid.v1.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Bad requests, over a real stub: every one is refused with every reason.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadRequestTest {
    private final InProcess server = new InProcess(Fixture.engine(), Fixture.content());
    private final MarginServiceGrpc.MarginServiceBlockingStub stub =
            MarginServiceGrpc.newBlockingStub(server.channel());

    @AfterAll
    void close() {
        server.close();
    }

    private StatusRuntimeException refused(ComputeMarginRequest.Builder request) {
        return catchThrowableOfType(StatusRuntimeException.class, () -> stub.computeMargin(request.build()));
    }

    /// One fault: a change to a good request, and the violation that it must give.
    private static Arguments fault(String name, String violation, Consumer<ComputeMarginRequest.Builder> change) {
        return Arguments.of(Named.of(name, change), violation);
    }

    private static Arguments size(String name, double size, String violation) {
        return fault(
                name,
                "book.positions[0].size: " + violation,
                r -> r.getBookBuilder().setPositions(0, position(PERPETUAL, size)));
    }

    private static Arguments instrument(String instrument, String violation) {
        return fault(
                "instrument " + instrument,
                "book.positions[1].instrument: " + violation,
                r -> r.getBookBuilder().setPositions(1, position(instrument, 1.0)));
    }

    private static Arguments quote(String name, String violation, Consumer<Market.Builder> change) {
        return fault(name, violation, r -> change.accept(r.getMarketBuilder()));
    }

    private static Arguments pass(String name, String violation, PassThroughAmounts.Builder amounts) {
        return fault(name, violation, r -> r.getBookBuilder().addPassThrough(amounts));
    }

    private static PassThroughAmounts.Builder btc() {
        return PassThroughAmounts.newBuilder().setCurrency("btc");
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("no book", "book: is required", ComputeMarginRequest.Builder::clearBook),
                fault(
                        "long account",
                        "book.account: must have at most 256 characters: 257",
                        r -> r.getBookBuilder().setAccount("x".repeat(257))),
                fault(
                        "account with a control character",
                        "book.account: must have no control character: U+001B",
                        r -> r.getBookBuilder().setAccount("a\u001b[31m")),
                fault(
                        "no size, unknown instrument",
                        "book.positions[0].instrument: not a Deribit",
                        r -> r.getBookBuilder()
                                .setPositions(0, Position.newBuilder().setInstrument("GOLD"))),
                fault("unknown view", "view: is not a known value: 99", r -> r.setViewValue(99)),
                fault(
                        "no size",
                        "book.positions[0].size: is required",
                        r -> r.getBookBuilder()
                                .setPositions(0, Position.newBuilder().setInstrument(PERPETUAL))),
                size("size NaN", Double.NaN, "must be finite: NaN"),
                size("size infinite", Double.NEGATIVE_INFINITY, "must be finite: -Infinity"),
                size("size one past the limit", Math.nextUp(Limits.QUANTITY_MAX), "size is too large"),
                size("size with 19 digits", 1e-19, "size has too many digits"),
                size("smallest size", Double.MIN_VALUE, "size has too many digits"),
                size("largest size", -Double.MAX_VALUE, "size is too large"),
                instrument("", "not a Deribit instrument name"),
                instrument("AAPL", "not a Deribit instrument name"),
                instrument("BTC-32JUN24-70000-C", "not a Deribit instrument name"),
                instrument("x".repeat(65), "an instrument's name has at most 64 characters: 65"),
                instrument("BTC-28JUN24-71000-C", "the market has no mark volatility and forward"),
                instrument("BTC-27SEP24", "the market has no mark price"),
                instrument("BTC-14JUN24-70000-C", "BTC-14JUN24-70000-C expired at 2024-06-14T08:00:00Z"),
                instrument("DOGE-PERPETUAL", "parameter set example has no pair doge_usd"),
                instrument("BTC_USDC", "BTC_USDC is a spot pair: spot holdings are balances"),
                fault(
                        "columns of different length",
                        "book.packed.sizes: must have as many entries as instrument_index, 2: 1",
                        r -> r.getBookBuilder()
                                .setPacked(PackedPositions.newBuilder()
                                        .addInstruments(PUT)
                                        .addAllInstrumentIndex(List.of(0, 0))
                                        .addSizes(1.0))),
                fault(
                        "columns of different length, unknown instrument",
                        "book.packed.instruments[1]: not a Deribit",
                        r -> r.getBookBuilder()
                                .setPacked(PackedPositions.newBuilder()
                                        .addAllInstruments(List.of(PUT, "GOLD"))
                                        .addAllInstrumentIndex(List.of(0, 1)))),
                fault(
                        "columns of different length, size NaN",
                        "book.packed.sizes[0]: must be finite: NaN",
                        r -> r.getBookBuilder()
                                .setPacked(PackedPositions.newBuilder().addSizes(Double.NaN))),
                fault(
                        "columns of different length, index past the end",
                        "book.packed.instrument_index[1]: must be below",
                        r -> r.getBookBuilder()
                                .setPacked(PackedPositions.newBuilder()
                                        .addInstruments(PUT)
                                        .addAllInstrumentIndex(List.of(0, 9)))),
                fault(
                        "index one past the end",
                        "book.packed.instrument_index[1]: must be below the number of instruments, 1: 1",
                        r -> r.getBookBuilder()
                                .setPacked(PackedPositions.newBuilder()
                                        .addInstruments(PUT)
                                        .addAllInstrumentIndex(List.of(0, 1))
                                        .addAllSizes(List.of(1.0, 1.0)))),
                fault(
                        "largest index",
                        "book.packed.instrument_index[0]: must be below the number of instruments, 1: 4294967295",
                        r -> r.getBookBuilder()
                                .setPacked(PackedPositions.newBuilder()
                                        .addInstruments(PUT)
                                        .addInstrumentIndex(-1)
                                        .addSizes(1.0))),
                fault(
                        "packed NaN",
                        "book.packed.sizes[1]: must be finite: NaN",
                        r -> r.getBookBuilder()
                                .setPacked(PackedPositions.newBuilder()
                                        .addInstruments(PUT)
                                        .addAllInstrumentIndex(List.of(0, 0))
                                        .addAllSizes(List.of(1.0, Double.NaN)))),
                fault(
                        "packed unknown instrument",
                        "book.packed.instruments[1]: not a Deribit instrument name: \"GOLD\"",
                        r -> r.getBookBuilder()
                                .setPacked(PackedPositions.newBuilder()
                                        .addAllInstruments(List.of(PUT, "GOLD"))
                                        .addAllInstrumentIndex(List.of(0, 1, 1))
                                        .addAllSizes(List.of(1.0, 2.0, 3.0)))),
                pass("no currency", "book.pass_through[0].currency: must be", PassThroughAmounts.newBuilder()),
                pass("upper-case currency", "book.pass_through[0].currency: must be", btc().setCurrency("BTC")),
                pass("negative amount", "book.pass_through[0].mmp_margin: must be zero", btc().setMmpMargin(-1e-9)),
                pass("NaN amount", "book.pass_through[0].spot_margin: must", btc().setSpotMargin(Double.NaN)),
                pass(
                        "infinite amount",
                        "book.pass_through[0].open_orders_margin: must",
                        btc().setOpenOrdersMargin(Double.POSITIVE_INFINITY)),
                pass(
                        "negative correlation",
                        "book.pass_through[0].correlation_contingency: must",
                        btc().setCorrelationContingency(-1.0)),
                fault(
                        "currency twice",
                        "book.pass_through[1].currency: repeats an earlier entry",
                        r -> r.getBookBuilder().addPassThrough(btc()).addPassThrough(btc())),
                pass(
                        "currency without index",
                        "book.pass_through[0].currency: ",
                        PassThroughAmounts.newBuilder().setCurrency("sol").setMmpMargin(1.0)),
                quote(
                        "no pair",
                        "book.positions[0].instrument: the market has no index price",
                        Market.Builder::clearPairs),
                quote(
                        "bad pair",
                        "market.pairs[0].pair: a pair is written",
                        m -> m.setPairs(0, pair().setPair("btcusd"))),
                quote("pair twice", "market.pairs[1].pair: repeats", m -> m.addPairs(pair().setPair("BTC_USD"))),
                quote(
                        "zero index",
                        "market.pairs[0].index_price: must be above 0",
                        m -> m.setPairs(0, pair().setIndexPrice(0.0))),
                quote(
                        "no index",
                        "market.pairs[0].index_price: is required",
                        m -> m.setPairs(0, pair().clearIndexPrice())),
                quote(
                        "instant left at its default",
                        "market.pairs[0].as_of: must not be before 2001-09-09T01:46:40Z: 1970-01-01T00:00:00Z; was it",
                        m -> m.setPairs(0, pair().setAsOf(Timestamp.getDefaultInstance()))),
                quote(
                        "instant one second too early",
                        "market.pairs[0].as_of: must not be before 2001-09-09T01:46:40Z: 2001-09-09T01:46:39Z",
                        m -> m.setPairs(0, pair().setAsOf(seconds(Limits.AS_OF_MIN.minusSeconds(1))))),
                quote(
                        "NaN index",
                        "market.pairs[0].index_price: must be above 0",
                        m -> m.setPairs(0, pair().setIndexPrice(Double.NaN))),
                quote("no instant", "market.pairs[0].as_of: is required", m -> m.setPairs(0, pair().clearAsOf())),
                quote(
                        "broken instant",
                        "market.pairs[0].as_of: is not a valid timestamp",
                        m -> m.setPairs(0, pair().setAsOf(Timestamp.newBuilder().setNanos(-1)))),
                quote(
                        "endless instant",
                        "market.pairs[0].as_of: is not a valid timestamp",
                        m -> m.setPairs(0, pair().setAsOf(Timestamp.newBuilder().setSeconds(Long.MAX_VALUE)))),
                quote(
                        "future instant",
                        "market.pairs[0].as_of: is in the future",
                        m -> m.setPairs(
                                0,
                                pair().setAsOf(seconds(Fixture.CLOCK
                                        .instant()
                                        .plus(Duration.ofDays(1))
                                        .plusSeconds(1))))),
                quote(
                        "zero delivery price",
                        "market.pairs[0].estimated_delivery_price: must",
                        m -> m.setPairs(0, pair().setEstimatedDeliveryPrice(0.0))),
                quote(
                        "no volatility",
                        "market.options[0].mark_iv_percent: is required",
                        m -> m.setOptions(0, option(CALL, 1.0).clearMarkIvPercent())),
                quote(
                        "negative volatility",
                        "market.options[0].mark_iv_percent: must be in [0, 10000.0]: -0.1",
                        m -> m.setOptions(0, option(CALL, -0.1))),
                quote(
                        "NaN volatility",
                        "market.options[1].mark_iv_percent: must",
                        m -> m.setOptions(1, option(PUT, Double.NaN))),
                quote(
                        "volatility one past the limit",
                        "market.options[1].mark_iv_percent: must",
                        m -> m.setOptions(1, option(PUT, Math.nextUp(10_000.0)))),
                quote(
                        "no forward",
                        "market.options[0].underlying_price: is required",
                        m -> m.setOptions(0, option(CALL, 50.0).clearUnderlyingPrice())),
                quote(
                        "zero forward",
                        "market.options[0].underlying_price: must be above 0",
                        m -> m.setOptions(0, option(CALL, 50.0).setUnderlyingPrice(0.0))),
                quote(
                        "infinite forward",
                        "market.options[0].underlying_price: must be above 0",
                        m -> m.setOptions(0, option(CALL, 50.0).setUnderlyingPrice(Double.POSITIVE_INFINITY))),
                quote(
                        "negative mark",
                        "market.options[0].mark_price: must",
                        m -> m.setOptions(0, option(CALL, 50.0).setMarkPrice(-1.0))),
                quote(
                        "option that is none",
                        "market.options[2].instrument: is not an option",
                        m -> m.addOptions(option("BTC-27SEP24", 50.0))),
                quote(
                        "option with a bad name",
                        "market.options[2].instrument: not a Deribit",
                        m -> m.addOptions(option("BTC-", 50.0))),
                quote("option twice", "market.options[2].instrument: repeats", m -> m.addOptions(option(CALL, 50.0))),
                quote(
                        "future that is none",
                        "market.futures[2].instrument: is not a future",
                        m -> m.addFutures(future("BTC-27SEP24-1000-C", 1.0))),
                quote(
                        "future twice",
                        "market.futures[2].instrument: repeats",
                        m -> m.addFutures(future(PERPETUAL, 1.0))),
                quote(
                        "future without mark",
                        "market.futures[0].mark_price: must be above 0",
                        m -> m.setFutures(0, future(PERPETUAL, 0.0))),
                quote(
                        "future with no mark",
                        "market.futures[0].mark_price: is required",
                        m -> m.setFutures(0, future(PERPETUAL, 0.0).clearMarkPrice())),
                quote(
                        "market with a control character",
                        "market.id: must have no control character: U+0000",
                        m -> m.setId("\u0000")),
                quote(
                        "unknown forward source",
                        "market.forward_source: is not a known value: 7",
                        m -> m.setForwardSourceValue(7)),
                quote(
                        "no parity",
                        "book.positions[1].instrument: BTC-28JUN24-70000-C has no forward by parity",
                        m -> m.setForwardSource(ForwardSource.FORWARD_SOURCE_PARITY)),
                quote(
                        "long market name",
                        "market.id: must have at most 256 characters: 257",
                        m -> m.setId("x".repeat(257))));
    }

    private static Timestamp seconds(Instant instant) {
        return Timestamp.newBuilder().setSeconds(instant.getEpochSecond()).build();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void eachFaultIsNamed(Consumer<ComputeMarginRequest.Builder> change, String violation) {
        ComputeMarginRequest.Builder request = request();
        change.accept(request);
        StatusRuntimeException e = refused(request);
        assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(InProcess.violations(e)).anyMatch(found -> found.startsWith(violation));
        assertThat(InProcess.info(e).getReason()).isEqualTo("INVALID_REQUEST");
        assertThat(InProcess.info(e).getDomain()).isEqualTo("margrid.io");
        assertThat(e.getStatus().getDescription()).contains(InProcess.fields(e).getFirst());
    }

    @Test
    void allFaultsAreNamedAtOnce() {
        ComputeMarginRequest.Builder request = request().setModel("nowhere").setParameterSetId("none");
        request.getMarketBuilder().setOptions(0, option(CALL, -1.0)).setPairs(0, pair().clearAsOf());
        request.getBookBuilder()
                .setPositions(0, position("GOLD", Double.NaN))
                .setPositions(2, position(PUT, 1e13))
                .addPassThrough(btc().setMmpMargin(-1.0));
        assertThat(InProcess.fields(refused(request)))
                .containsExactlyInAnyOrder(
                        "market.options[0].mark_iv_percent",
                        "market.pairs[0].as_of",
                        "book.positions[0].size",
                        "book.positions[0].instrument",
                        "book.positions[2].size",
                        "book.pass_through[0].mmp_margin",
                        "parameter_set_id",
                        "model");
    }

    @Test
    void faultsOfAGoodMarketsBookAreNamedAtOnce() {
        ComputeMarginRequest.Builder request = request();
        request.getBookBuilder()
                .setPositions(0, position("BTC-28JUN24-99000-C", Double.NaN))
                .setPositions(3, position("BTC-14JUN24", 1e13));
        assertThat(InProcess.fields(refused(request)))
                .containsExactlyInAnyOrder(
                        "book.positions[0].size",
                        "book.positions[0].instrument",
                        "book.positions[3].size",
                        "book.positions[3].instrument");
    }

    @Test
    void edgesOfTheRangesAreGood() {
        ComputeMarginRequest.Builder request = request();
        request.getBookBuilder().setAccount("x".repeat(256)).addPositions(position(PUT, 1e-18));
        request.getMarketBuilder()
                .setId("x".repeat(256))
                .setPairs(0, pair().setAsOf(seconds(Fixture.AS_OF)))
                .setOptions(0, option(CALL, 10_000.0))
                .setFutures(0, future(PERPETUAL, Limits.PRICE_MAX));
        assertThat(stub.computeMargin(request.build()).hasReport()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"snapshot", "model", "parameter set"})
    void unknownNamesAreNotFound(String kind) {
        ComputeMarginRequest.Builder request = request();
        switch (kind) {
            case "snapshot" -> request.setSnapshotId("nowhere");
            case "model" -> request.setModel("nowhere");
            default -> request.setParameterSetId("nowhere");
        }
        StatusRuntimeException e = refused(request);
        assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
        String reason = "UNKNOWN_" + kind.replace(' ', '_').toUpperCase(java.util.Locale.ROOT);
        assertThat(InProcess.info(e).getReason()).isEqualTo(reason);
        ResourceInfo resource = InProcess.detail(e, ResourceInfo.class);
        assertThat(resource.getResourceName()).isEqualTo("nowhere");
        assertThat(resource.getResourceType()).startsWith("margrid.io/");
    }

    @Test
    void serverWithoutSnapshotAsksForAMarket() {
        ServerContent none = Fixture.content(StoreLimits.DEFAULT, Optional.empty());
        try (InProcess bare = new InProcess(Fixture.engine(), none)) {
            StatusRuntimeException e = catchThrowableOfType(
                    StatusRuntimeException.class,
                    () -> MarginServiceGrpc.newBlockingStub(bare.channel())
                            .computeMargin(request().clearMarketSource().build()));
            assertThat(InProcess.fields(e)).containsExactly("market");
        }
    }

    private static Book.Builder lines(int listed, int packed) {
        return Book.newBuilder()
                .addAllPositions(
                        Collections.nCopies(listed, position(PUT, 0.001).build()))
                .setPacked(PackedPositions.newBuilder()
                        .addInstruments(PUT)
                        .addAllInstrumentIndex(Collections.nCopies(packed, 0))
                        .addAllSizes(Collections.nCopies(packed, 0.001)));
    }

    @Test
    void positionsAreLimited() {
        int limit = Limits.POSITIONS_PER_BOOK;
        assertThat(stub.computeMargin(request().setBook(lines(1, limit - 1)).build())
                        .getReport()
                        .getLines())
                .isEqualTo(limit);
        StatusRuntimeException e = refused(request().setBook(lines(1, limit)));
        assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(InProcess.info(e).getReason()).isEqualTo("TOO_MANY_POSITIONS");
        assertThat(InProcess.info(e).getMetadataMap())
                .containsEntry("limit", "100000")
                .containsEntry("given", "100001")
                .containsEntry("field", "book");
    }

    @Test
    void quotesAreLimited() {
        Market.Builder market = market();
        for (int strike = 1; strike <= GrpcLimits.QUOTES_PER_MARKET - 5; strike++) {
            market.addOptions(option("BTC-27SEP24-%d-C".formatted(strike), 50.0));
        }
        assertThat(stub.computeMargin(request().setMarket(market).build())
                        .getReport()
                        .getMarket()
                        .getOptionCount())
                .isEqualTo(GrpcLimits.QUOTES_PER_MARKET - 3);
        StatusRuntimeException e = refused(request().setMarket(market.addOptions(option("BTC-27SEP24-1-P", 50.0))));
        assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(InProcess.info(e).getReason()).isEqualTo("TOO_MANY_QUOTES");
    }

    @Test
    void currenciesAreLimited() {
        Book.Builder book = book();
        for (int i = 0; i < GrpcLimits.PASS_THROUGH_PER_BOOK; i++) {
            book.addPassThrough(
                    PassThroughAmounts.newBuilder().setCurrency("c" + i).setMmpMargin(-1.0));
        }
        assertThat(refused(request().setBook(book)).getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        StatusRuntimeException e = refused(request().setBook(book.addPassThrough(btc())));
        assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(InProcess.info(e).getReason()).isEqualTo("TOO_MANY_CURRENCIES");
    }

    private static ComputeMarginRequest.Builder manyFaults(int faults) {
        Book.Builder book = Book.newBuilder();
        for (int i = 0; i < faults; i++) {
            book.addPositions(position("NO-SUCH-" + i, 1.0));
        }
        return request().setBook(book);
    }

    @Test
    void longListsAreCutAndCounted() {
        StatusRuntimeException e = refused(manyFaults(1_001));
        int listed = InProcess.fields(e).size();
        assertThat(listed).isBetween(10, 100);
        assertThat(InProcess.info(e).getMetadataMap())
                .containsEntry("violations", "1001")
                .containsEntry("listed", Integer.toString(listed));
        assertThat(e.getStatus().getDescription()).startsWith("1001 violations, the first %d listed".formatted(listed));
    }

    @ParameterizedTest
    @ValueSource(ints = {999, 1_000, 1_001})
    void callsCanAskForLongerLists(int faults) {
        Metadata headers = new Metadata();
        headers.put(ErrorBytes.HEADER, "999999999");
        StatusRuntimeException e = catchThrowableOfType(
                StatusRuntimeException.class,
                () -> stub.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
                        .computeMargin(manyFaults(faults).build()));
        assertThat(InProcess.fields(e)).hasSize(Math.min(faults, GrpcLimits.LISTED_VIOLATIONS));
        assertThat(InProcess.info(e).getMetadataMap()).containsEntry("violations", Integer.toString(faults));
    }

    @Test
    void longAndStrangeTextsAreShortened() {
        ComputeMarginRequest.Builder request = request();
        request.getBookBuilder().setPositions(0, position("é\u0000\n".repeat(100_000), 1.0));
        request.getMarketBuilder().setOptions(0, option("漢".repeat(100_000), 1.0));
        StatusRuntimeException e = refused(request);
        assertThat(InProcess.fields(e)).containsExactly("market.options[0].instrument", "book.positions[0].instrument");
        assertThat(InProcess.status(e).getSerializedSize()).isLessThan(3_000);
    }
}
