package io.margrid.host.grpc;

import static io.margrid.host.grpc.Fixture.book;
import static io.margrid.host.grpc.Fixture.position;
import static io.margrid.host.grpc.StreamClient.answers;
import static io.margrid.host.grpc.StreamClient.books;
import static io.margrid.host.grpc.StreamClient.header;
import static io.margrid.host.grpc.StreamClient.stream;
import static io.margrid.host.grpc.StreamClient.totals;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.rpc.ResourceInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.margrid.host.backend.Backends;
import io.margrid.host.engine.MarginEngine;
import io.margrid.host.engine.MixedMarket;
import io.margrid.host.parameters.ParameterStore;
import io.margrid.host.store.ParameterLibrary;
import io.margrid.host.store.SnapshotStore;
import io.margrid.host.store.StoreLimits;
import io.margrid.model.Limits;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.v1.AccountAnswer;
import io.margrid.v1.Book;
import io.margrid.v1.ComputeMarginRequest;
import io.margrid.v1.MarginReport;
import io.margrid.v1.MarginServiceGrpc;
import io.margrid.v1.MarginServiceGrpc.MarginServiceBlockingStub;
import io.margrid.v1.MarginServiceGrpc.MarginServiceStub;
import io.margrid.v1.PackedPositions;
import io.margrid.v1.PassThroughAmounts;
import io.margrid.v1.ReportView;
import io.margrid.v1.RevaluationTotals;
import io.margrid.v1.RevalueBooksHeader;
import io.margrid.v1.RevalueBooksRequest;
import io.margrid.v1.RevalueBooksResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Streams of books, over a real stub: every answer is the one of a call with that book alone.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RevalueBooksTest {
    private static final long SEED = Long.getLong("margrid.seed", 20_261_121L);
    private static final MarketSnapshot MIXED = MixedMarket.market(1.0);
    private static final List<String> NAMES = List.copyOf(MIXED.instruments().keySet());

    private final InProcess server = new InProcess(Fixture.engine(), Fixture.content());
    private final MarginServiceStub stub = MarginServiceGrpc.newStub(server.channel());

    @AfterAll
    void close() {
        server.close();
    }

    private StatusRuntimeException refused(RevalueBooksRequest... requests) {
        return catchThrowableOfType(StatusRuntimeException.class, () -> StreamClient.call(stub, List.of(requests)));
    }

    private static ServerContent mixedContent() {
        return new ServerContent(
                new SnapshotStore(List.of(MIXED), StoreLimits.DEFAULT, Fixture.CLOCK),
                new ParameterLibrary(List.of(new ParameterStore.Entry(MixedMarket.parameters(), List.of(), ""))),
                Optional.empty(),
                "test");
    }

    private static Stream<Arguments> backendsModelsViews() {
        return Stream.of("scalar", "vector")
                .flatMap(backend -> Stream.of("deribit-spm", "deribit-ssm")
                        .flatMap(model -> Stream.of(ReportView.values())
                                .filter(view -> view != ReportView.UNRECOGNIZED)
                                .map(view -> Arguments.of(backend, model, view))));
    }

    @ParameterizedTest
    @MethodSource("backendsModelsViews")
    void everyAnswerIsThatOfACallWithTheBookAlone(String backend, String model, ReportView view) {
        List<Book> books = new RandomBooks(SEED, NAMES).books(150, 6);
        try (InProcess mixed = new InProcess(new MarginEngine(Backends.open(backend)), mixedContent())) {
            List<RevalueBooksResponse> messages = StreamClient.call(
                    MarginServiceGrpc.newStub(mixed.channel()),
                    stream(RevalueBooksHeader.newBuilder().setModel(model).setView(view), books, 40));
            MarginServiceBlockingStub one = MarginServiceGrpc.newBlockingStub(mixed.channel());
            List<AccountAnswer> answers = answers(messages);
            assertThat(answers).hasSameSizeAs(books);
            int refused = 0;
            for (int b = 0; b < books.size(); b++) {
                AccountAnswer expected = alone(one, books.get(b), model, view, b);
                assertThat(answers.get(b)).isEqualTo(expected);
                refused += expected.hasError() ? 1 : 0;
            }
            assertThat(refused).isBetween(10, 100);
            assertThat(totals(messages).getAccountsRefused()).isEqualTo(refused);
            assertCounts(books, answers, totals(messages));
            assertThat(totals(messages).getBackendsList())
                    .singleElement()
                    .satisfies(by -> assertThat(by.getId()).isEqualTo(backend));
        }
    }

    private static AccountAnswer alone(
            MarginServiceBlockingStub stub, Book book, String model, ReportView view, int index) {
        AccountAnswer.Builder answer =
                AccountAnswer.newBuilder().setIndex(index).setAccount(book.getAccount());
        ReportView counted = view == ReportView.REPORT_VIEW_UNSPECIFIED ? ReportView.REPORT_VIEW_MARGINS : view;
        try {
            MarginReport report = stub.computeMargin(ComputeMarginRequest.newBuilder()
                            .setBook(book)
                            .setModel(model)
                            .setView(counted)
                            .build())
                    .getReport();
            return answer.setReport(report.toBuilder()
                            .clearModel()
                            .clearParameterSet()
                            .clearMarket()
                            .clearBackend()
                            .clearStageTimes())
                    .build();
        } catch (StatusRuntimeException e) {
            return answer.setError(InProcess.status(e)).build();
        }
    }

    private static void assertCounts(List<Book> books, List<AccountAnswer> answers, RevaluationTotals totals) {
        long reported = answers.stream().filter(AccountAnswer::hasReport).count();
        assertThat(totals.getAccountsIn()).isEqualTo(books.size());
        assertThat(totals.getAccountsReported()).isEqualTo(reported);
        assertThat(totals.getAccountsRefused()).isEqualTo(books.size() - reported);
        assertThat(totals.getLinesIn())
                .isEqualTo(books.stream().mapToLong(BookReader::lines).sum());
        assertThat(totals.getLinesReported() + totals.getLinesRefused()).isEqualTo(totals.getLinesIn());
        assertThat(totals.getLinesReported())
                .isEqualTo(answers.stream()
                        .filter(AccountAnswer::hasReport)
                        .mapToLong(answer -> answer.getReport().getLines())
                        .sum());
    }

    @Test
    void contextComesFirstAndCountsLast() {
        List<RevalueBooksResponse> messages =
                StreamClient.call(stub, stream(RevalueBooksHeader.newBuilder(), List.of(book().build()), 1));
        assertThat(messages)
                .extracting(RevalueBooksResponse::getPartCase)
                .containsExactly(
                        RevalueBooksResponse.PartCase.CONTEXT,
                        RevalueBooksResponse.PartCase.ANSWERS,
                        RevalueBooksResponse.PartCase.TOTALS);
        assertThat(messages.getFirst().getContext().getModel()).isEqualTo("deribit-spm");
        assertThat(messages.getFirst().getContext().getParameterSet().getId()).isEqualTo("example");
        assertThat(messages.getFirst().getContext().getMarket().getSnapshotId()).isEqualTo("small");
    }

    @Test
    void nothingButAHeaderGivesCountsOfZero() {
        List<RevalueBooksResponse> messages = StreamClient.call(stub, List.of(header(RevalueBooksHeader.newBuilder())));
        assertThat(messages).hasSize(2);
        assertThat(totals(messages)).isEqualTo(RevaluationTotals.getDefaultInstance());
        assertThat(messages.getLast().hasTotals()).isTrue();
    }

    @Test
    void emptyBlocksAndBooksAndTheSameAccountTwice() {
        Book empty = Book.newBuilder().setAccount("nobody").build();
        Book maker = book().build();
        List<RevalueBooksResponse> messages = StreamClient.call(
                stub,
                List.of(header(RevalueBooksHeader.newBuilder()), books(), books(maker, empty), books(), books(maker)));
        List<AccountAnswer> answers = answers(messages);
        assertThat(answers).extracting(AccountAnswer::getIndex).containsExactly(0L, 1L, 2L);
        assertThat(answers).extracting(AccountAnswer::getAccount).containsExactly("maker", "nobody", "maker");
        assertThat(answers.get(0).getReport()).isEqualTo(answers.get(2).getReport());
        assertThat(answers.get(1).getReport().getInitialMarginUsd()).isZero();
        assertCounts(List.of(maker, empty, maker), answers, totals(messages));
    }

    @Test
    void namesOfTheHeaderCountWhereABookHasNone() {
        List<String> names = List.of(Fixture.PUT, "GOLD", Fixture.CALL);
        Book shared = Book.newBuilder()
                .setPacked(PackedPositions.newBuilder()
                        .addAllInstrumentIndex(List.of(2, 0))
                        .addAllSizes(List.of(-40.0, 0.1)))
                .build();
        Book own = shared.toBuilder()
                .setPacked(shared.getPacked().toBuilder().addAllInstruments(names))
                .build();
        Book gold = shared.toBuilder()
                .setPacked(shared.getPacked().toBuilder().setInstrumentIndex(1, 1))
                .build();
        Book beyond = shared.toBuilder()
                .setPacked(shared.getPacked().toBuilder().setInstrumentIndex(1, 3))
                .build();
        // Few lines go as drafts, many as columns.
        for (int copies : List.of(1, 50)) {
            List<Book> books = new ArrayList<>(List.of(own, shared, gold, beyond));
            books.addAll(Collections.nCopies(copies, shared));
            List<AccountAnswer> answers = answers(StreamClient.call(
                    stub, stream(RevalueBooksHeader.newBuilder().addAllInstruments(names), books, 100)));
            assertThat(answers.get(1).getReport().getInitialMarginUsd()).isPositive();
            assertThat(answers.get(1).getReport()).isEqualTo(answers.get(0).getReport());
            assertThat(answers.getLast().getReport()).isEqualTo(answers.get(0).getReport());
            assertThat(answers.get(2).getError().getMessage())
                    .startsWith("header.instruments[1]: not a Deribit instrument name");
            assertThat(answers.get(3).getError().getMessage())
                    .isEqualTo("book.packed.instrument_index[1]: must be below the number of instruments, 3: 3");
        }
    }

    @Test
    void limitsOfABookRefuseTheBookOnly() {
        Book.Builder lines = Book.newBuilder();
        for (int i = 0; i <= Limits.POSITIONS_PER_BOOK; i++) {
            lines.getPackedBuilder().addSizes(1.0);
        }
        Book.Builder amounts = Book.newBuilder();
        for (int i = 0; i <= GrpcLimits.PASS_THROUGH_PER_BOOK; i++) {
            amounts.addPassThrough(PassThroughAmounts.newBuilder().setCurrency("btc"));
        }
        List<RevalueBooksResponse> messages = StreamClient.call(
                stub,
                stream(RevalueBooksHeader.newBuilder(), List.of(lines.build(), book().build(), amounts.build()), 1));
        assertThat(answers(messages))
                .extracting(answer -> answer.getError().getCode())
                .containsExactly(Status.Code.RESOURCE_EXHAUSTED.value(), 0, Status.Code.RESOURCE_EXHAUSTED.value());
        assertThat(answers(messages).getFirst().getError().getMessage())
                .isEqualTo("book: at most 100000 lines: 100001");
        assertThat(totals(messages).getLinesRefused()).isEqualTo(100_001);
    }

    @Test
    void everythingWrongWithAHeaderIsSaid() {
        StatusRuntimeException e = refused(header(RevalueBooksHeader.newBuilder()
                .setViewValue(99)
                .setPriorityValue(98)
                .setModel("x")
                .addInstruments("BTC-PERPETUAL")
                .addInstruments("BTC-PERPETUAL")
                .setMarket(Fixture.market().setOptions(0, Fixture.option(Fixture.CALL, -1.0)))));
        assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(InProcess.fields(e))
                .containsExactlyInAnyOrder(
                        "header.view",
                        "header.priority",
                        "header.model",
                        "header.instruments[1]",
                        "header.market.options[0].mark_iv_percent");
    }

    @Test
    void whatAHeaderNamesMustBeThere() {
        StatusRuntimeException e = refused(
                header(RevalueBooksHeader.newBuilder().setSnapshotId("none").setParameterSetId("nor this")));
        assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
        assertThat(InProcess.info(e).getReason()).isEqualTo("UNKNOWN_SNAPSHOT");
        assertThat(InProcess.info(e).getMetadataMap()).containsEntry("field", "header.snapshot_id");
        assertThat(InProcess.status(e).getDetailsList().stream().filter(detail -> detail.is(ResourceInfo.class)))
                .hasSize(2);
    }

    @Test
    void namesOfAHeaderAreLimited() {
        RevalueBooksHeader.Builder header = RevalueBooksHeader.newBuilder();
        for (int i = 0; i < GrpcLimits.SHARED_INSTRUMENTS; i++) {
            header.addInstruments("x" + i);
        }
        assertThat(StreamClient.call(stub, List.of(header(header)))).hasSize(2);
        StatusRuntimeException e = refused(header(header.addInstruments("y")));
        assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(InProcess.info(e).getReason()).isEqualTo("TOO_MANY_INSTRUMENTS");
        assertThat(InProcess.info(e).getMetadataMap())
                .containsEntry("field", "header.instruments")
                .containsEntry("given", "100001");
    }

    @Test
    void partsComeInTheirOrder() {
        RevalueBooksRequest header = header(RevalueBooksHeader.newBuilder());
        RevalueBooksRequest books = books(book().build());
        RevalueBooksRequest unset = RevalueBooksRequest.getDefaultInstance();
        assertPart(refused(), "is required: the stream ended before its header");
        assertPart(refused(books, header), "must be the header: it has to come before any books");
        assertPart(refused(unset, header), "is required: a header first, then blocks of books");
        assertPart(refused(header, unset), "is required: a header first, then blocks of books");
        assertPart(refused(header, books, header), "must be books: a stream has one header, and it has come");
    }

    private static void assertPart(StatusRuntimeException e, String description) {
        assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(InProcess.info(e).getReason()).isEqualTo("INVALID_REQUEST");
        assertThat(InProcess.violations(e)).containsExactly("part: " + description);
    }

    @Test
    void streamsDoNotMeet() {
        List<Book> some = new RandomBooks(SEED, NAMES).books(300, 10);
        List<Book> others = new RandomBooks(SEED + 1, NAMES).books(300, 10);
        try (InProcess mixed = new InProcess(new MarginEngine(Backends.open("vector")), mixedContent())) {
            MarginServiceStub both = MarginServiceGrpc.newStub(mixed.channel());
            RevalueBooksHeader.Builder header = RevalueBooksHeader.newBuilder();
            List<AccountAnswer> first = answers(StreamClient.call(both, stream(header, some, 20)));
            List<AccountAnswer> second = answers(StreamClient.call(both, stream(header, others, 30)));
            StreamClient one = StreamClient.start(both, stream(header, some, 10));
            StreamClient other = StreamClient.start(both, stream(header, others, 50));
            assertThat(answers(other.await())).isEqualTo(second);
            assertThat(answers(one.await())).isEqualTo(first);
        }
    }

    @Test
    void longDetailsAreGivenWhereTheyAreAskedFor() {
        Book.Builder bad = Book.newBuilder();
        for (int i = 0; i < 200; i++) {
            bad.addPositions(position("GOLD" + i, 1.0));
        }
        io.grpc.Metadata headers = new io.grpc.Metadata();
        headers.put(ErrorBytes.HEADER, "100000");
        List<RevalueBooksRequest> requests = stream(RevalueBooksHeader.newBuilder(), List.of(bad.build()), 1);
        int usual =
                answers(StreamClient.call(stub, requests)).getFirst().getError().getSerializedSize();
        int longer = answers(StreamClient.call(
                        stub.withInterceptors(io.grpc.stub.MetadataUtils.newAttachHeadersInterceptor(headers)),
                        requests))
                .getFirst()
                .getError()
                .getSerializedSize();
        assertThat(usual).isLessThan(6_000);
        assertThat(longer).isGreaterThan(10_000);
    }
}
