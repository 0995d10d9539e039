package io.margrid.bench;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.margrid.v1.AddParameterSetRequest;
import io.margrid.v1.Book;
import io.margrid.v1.ComputeMarginRequest;
import io.margrid.v1.GetParameterSetRequest;
import io.margrid.v1.GetSnapshotRequest;
import io.margrid.v1.ListParameterSetsRequest;
import io.margrid.v1.ListSnapshotsRequest;
import io.margrid.v1.MarginServiceGrpc;
import io.margrid.v1.MarginServiceGrpc.MarginServiceBlockingStub;
import io.margrid.v1.MarketServiceGrpc;
import io.margrid.v1.ParameterServiceGrpc;
import io.margrid.v1.ParameterServiceGrpc.ParameterServiceBlockingStub;
import io.margrid.v1.ReportView;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/// Calls of one request: margins in all ways, snapshots that come and go, parameter sets, and what has to be
/// refused.
final class SoakCalls {
    /// Bytes of a message that the server is told to take.
    static final int MESSAGE_BYTES = 1 << 20;

    private static final int LONGEST_MICROS = 8_000;

    private final SoakClient client;
    private final SoakWorkload workload;
    private final SoakSnapshots snapshots;

    SoakCalls(SoakClient client, SoakWorkload workload, SoakSnapshots snapshots) {
        this.client = client;
        this.workload = workload;
        this.snapshots = snapshots;
    }

    /// Fills what only fills: as many parameter sets as the server takes.
    void prepare() {
        ParameterServiceBlockingStub stub = client.bounded(ParameterServiceGrpc::newBlockingStub);
        int added = 0;
        while (add(stub, "soak-" + added).isOk()) {
            added++;
        }
        for (int snapshot = 0; snapshot < SoakSnapshots.KEPT; snapshot++) {
            snapshots.publish();
        }
    }

    List<SoakAction> actions() {
        Set<String> ok = Set.of("OK");
        return List.of(
                new SoakAction("margin, inline market", 16, ok, random -> inline(random, stub())),
                new SoakAction("margin, snapshot", 24, ok, random -> snapshot(random, false, stub())),
                new SoakAction("margin, added parameters", 10, ok, random -> snapshot(random, true, stub())),
                new SoakAction("margin, dropped snapshot", 2, Set.of("NOT_FOUND"), _ -> dropped()),
                new SoakAction("margin, given up", 8, Set.of("OK", "CANCELLED"), this::cancelled),
                new SoakAction("margin, short deadline", 8, Set.of("OK", "DEADLINE_EXCEEDED"), this::late),
                new SoakAction("margin, faults", 6, Set.of("INVALID_ARGUMENT"), this::bad),
                new SoakAction("margin, message too large", 1, Set.of("RESOURCE_EXHAUSTED"), _ -> large(5, 4)),
                new SoakAction("margin, message far too large", 1, Set.of("RESOURCE_EXHAUSTED"), _ -> large(5, 1)),
                new SoakAction("publish", 4, ok, _ -> SoakClient.code(snapshots::publish)),
                new SoakAction("snapshots listed, read", 2, ok, this::snapshots),
                new SoakAction("parameters added again", 2, ok, this::again),
                new SoakAction("parameters beyond the limit", 2, Set.of("RESOURCE_EXHAUSTED"), this::beyond),
                new SoakAction("parameters listed, read", 2, ok, _ -> parameters()));
    }

    private MarginServiceBlockingStub stub() {
        return client.bounded(MarginServiceGrpc::newBlockingStub);
    }

    private String inline(SplittableRandom random, MarginServiceBlockingStub stub) {
        SoakWorkload.Question question = question(random, random.nextInt(SoakWorkload.TICKS), false);
        return ask(stub, question, request(question).setMarket(workload.market("", question.tick())));
    }

    private String snapshot(SplittableRandom random, boolean added, MarginServiceBlockingStub stub) {
        SoakSnapshots.Published market = snapshots.any(random);
        SoakWorkload.Question question = question(random, market.tick(), added);
        ComputeMarginRequest.Builder request = request(question).setSnapshotId(market.name());
        if (added) {
            request.setParameterSetId("soak-" + random.nextInt(3));
        }
        return ask(stub, question, request);
    }

    private static SoakWorkload.Question question(SplittableRandom random, int tick, boolean added) {
        return new SoakWorkload.Question(tick, random.nextInt(SoakWorkload.BOOKS), added);
    }

    private ComputeMarginRequest.Builder request(SoakWorkload.Question question) {
        return ComputeMarginRequest.newBuilder()
                .setBook(workload.book(question.book()))
                .setView(ReportView.REPORT_VIEW_FULL);
    }

    private String ask(
            MarginServiceBlockingStub stub, SoakWorkload.Question question, ComputeMarginRequest.Builder request) {
        return SoakClient.code(() ->
                workload.check(question, stub.computeMargin(request.build()).getReport()));
    }

    private String dropped() {
        return explained(() -> stub().computeMargin(ComputeMarginRequest.newBuilder()
                .setBook(workload.book(0))
                .setSnapshotId(snapshots.dropped())
                .build()));
    }

    private String cancelled(SplittableRandom random) {
        MarginServiceBlockingStub stub = stub();
        return client.cancelled(
                () -> rethrow(random.nextBoolean() ? inline(random, stub) : snapshot(random, false, stub)),
                random.nextInt(LONGEST_MICROS));
    }

    private static void rethrow(String code) {
        if (!code.equals("OK")) {
            throw Status.fromCode(Status.Code.valueOf(code)).asRuntimeException();
        }
    }

    private String late(SplittableRandom random) {
        MarginServiceBlockingStub stub = MarginServiceGrpc.newBlockingStub(client.channel())
                .withDeadlineAfter(random.nextInt(LONGEST_MICROS), TimeUnit.MICROSECONDS);
        return random.nextBoolean() ? inline(random, stub) : snapshot(random, false, stub);
    }

    private String bad(SplittableRandom random) {
        Book.Builder book = workload.book(0).toBuilder();
        switch (random.nextInt(4)) {
            case 0 -> book.getPositionsBuilder(3).setSize(Double.NaN);
            case 1 -> book.getPositionsBuilder(5).setInstrument("GOLD");
            case 2 -> book.getPositionsBuilder(7).clearSize();
            default -> book.getPackedBuilder().addInstrumentIndex(1);
        }
        return explained(() -> stub().computeMargin(
                        ComputeMarginRequest.newBuilder().setBook(book).build()));
    }

    /// A message beyond the limit, by an account's name.
    ///
    /// @param times   of the limit
    /// @param divided by
    private String large(int times, int divided) {
        String name = "x".repeat(MESSAGE_BYTES / divided * times);
        Runnable call = () -> stub().computeMargin(ComputeMarginRequest.newBuilder()
                .setBook(Book.newBuilder().setAccount(name))
                .build());
        // The transport itself refuses the largest, without details.
        return divided == 1 ? SoakClient.code(call) : explained(call);
    }

    private String snapshots(SplittableRandom random) {
        MarketServiceGrpc.MarketServiceBlockingStub stub = client.bounded(MarketServiceGrpc::newBlockingStub);
        return SoakClient.code(() -> {
            stub.listSnapshots(ListSnapshotsRequest.newBuilder().setPageSize(5).build());
            stub.getSnapshot(GetSnapshotRequest.newBuilder()
                    .setSnapshotId(snapshots.any(random).name())
                    .build());
        });
    }

    private Status add(ParameterServiceBlockingStub stub, String id) {
        return SoakClient.status(() -> stub.addParameterSet(AddParameterSetRequest.newBuilder()
                .setFile(workload.parameters(id))
                .build()));
    }

    private String again(SplittableRandom random) {
        return add(client.bounded(ParameterServiceGrpc::newBlockingStub), "soak-" + random.nextInt(100))
                .getCode()
                .name();
    }

    private String beyond(SplittableRandom random) {
        return add(client.bounded(ParameterServiceGrpc::newBlockingStub), "more-" + random.nextInt(1_000_000))
                .getCode()
                .name();
    }

    private String parameters() {
        ParameterServiceBlockingStub stub = client.bounded(ParameterServiceGrpc::newBlockingStub);
        return SoakClient.code(() -> {
            stub.listParameterSets(ListParameterSetsRequest.getDefaultInstance());
            stub.getParameterSet(GetParameterSetRequest.newBuilder()
                    .setParameterSetId("soak-7")
                    .build());
        });
    }

    /// How a call ended that has to be refused with a reason.
    private static String explained(Runnable call) {
        try {
            call.run();
            return "OK";
        } catch (StatusRuntimeException e) {
            com.google.rpc.Status status = StatusProto.fromThrowable(e);
            return status == null || status.getDetailsCount() == 0
                    ? e.getStatus().getCode() + " without a reason"
                    : e.getStatus().getCode().name();
        }
    }
}
