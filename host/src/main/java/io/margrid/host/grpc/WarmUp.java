package io.margrid.host.grpc;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import com.google.rpc.ErrorInfo;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.margrid.host.batch.RefusedException.Reason;
import io.margrid.host.engine.MarginEngine;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.v1.Book;
import io.margrid.v1.ComputeMarginRequest;
import io.margrid.v1.FutureQuote;
import io.margrid.v1.MarginServiceGrpc;
import io.margrid.v1.MarginServiceGrpc.MarginServiceBlockingStub;
import io.margrid.v1.Market;
import io.margrid.v1.OptionQuote;
import io.margrid.v1.PairQuote;
import io.margrid.v1.Position;
import io.margrid.v1.ReportView;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Calls a server of its own on loopback for a while, over the engine that is to serve, so that code is loaded and
/// compiled before the first client comes: the whole path, from bytes to bytes.
public final class WarmUp {
    private static final System.Logger LOG = System.getLogger(WarmUp.class.getName());

    /// Instruments of the book, and options of the market that comes with the request.
    private static final int INSTRUMENTS = 200;

    private static final Duration CALL_MAX = Duration.ofMinutes(1);

    private WarmUp() {}

    /// Warms up.
    ///
    /// @param engine   is to serve
    /// @param content  what it has
    /// @param snapshot a market of it
    /// @param most     how long; the call under way is waited for
    /// @return how many calls were answered
    /// @throws IOException            if no port of loopback can be bound
    /// @throws StatusRuntimeException if a call fails for a reason other than the snapshot or the parameters
    public static int run(MarginEngine engine, ServerContent content, MarketSnapshot snapshot, Duration most)
            throws IOException {
        if (!most.isPositive()) {
            return 0;
        }
        try (MargridServer server = MargridServer.start(0, engine, content)) {
            ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", server.port())
                    .usePlaintext()
                    .maxInboundMessageSize(Integer.MAX_VALUE)
                    .build();
            try {
                return call(MarginServiceGrpc.newBlockingStub(channel), requests(snapshot), most);
            } finally {
                channel.shutdownNow();
            }
        }
    }

    private static int call(MarginServiceBlockingStub stub, List<ComputeMarginRequest> requests, Duration most) {
        List<ComputeMarginRequest> usable = new ArrayList<>(requests);
        long begin = System.nanoTime();
        int answered = 0;
        for (int next = 0; !usable.isEmpty() && System.nanoTime() - begin < most.toNanos(); next++) {
            ComputeMarginRequest request = usable.get(next % usable.size());
            try {
                stub.withDeadlineAfter(CALL_MAX.toSeconds(), TimeUnit.SECONDS).computeMargin(request);
                answered++;
            } catch (StatusRuntimeException e) {
                if (!isOfInput(e.getStatus().getCode())) {
                    throw e;
                }
                // A market that is too old, or parameters without its pairs: clients will be told the same.
                LOG.log(Level.WARNING, "warm-up call refused: " + e.getStatus());
                usable.remove(request);
            }
        }
        return answered;
    }

    private static boolean isOfInput(Status.Code code) {
        return code == Status.Code.INVALID_ARGUMENT
                || code == Status.Code.FAILED_PRECONDITION
                || code == Status.Code.NOT_FOUND;
    }

    /// Whether a call was refused since its work is more than may ever wait for the device.
    ///
    /// @param failure what a call of [#run] failed with
    /// @return false if it failed for any other reason
    public static boolean isMoreThanMayWait(StatusRuntimeException failure) {
        com.google.rpc.Status status = StatusProto.fromThrowable(failure);
        return status != null
                && status.getDetailsList().stream()
                        .filter(detail -> detail.is(ErrorInfo.class))
                        .map(WarmUp::reason)
                        .anyMatch(Reason.JOB_TOO_LARGE.name()::equals);
    }

    private static String reason(Any detail) {
        try {
            return detail.unpack(ErrorInfo.class).getReason();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a detail of our own cannot be read", e);
        }
    }

    /// A book in the snapshot by name, and the same book in a market that comes with it.
    static List<ComputeMarginRequest> requests(MarketSnapshot snapshot) {
        Book.Builder book = Book.newBuilder().setAccount("warm-up");
        Market.Builder market = Market.newBuilder();
        snapshot.pairs()
                .forEach((pair, quote) -> market.addPairs(PairQuote.newBuilder()
                        .setPair(pair.toString())
                        .setIndexPrice(quote.index())
                        .setAsOf(Timestamp.newBuilder().setSeconds(quote.asOf().getEpochSecond()))));
        snapshot.options().entrySet().stream().limit(INSTRUMENTS).forEach(option -> {
            book.addPositions(
                    Position.newBuilder().setInstrument(option.getKey()).setSize(book.getPositionsCount() % 3 - 1.5));
            market.addOptions(OptionQuote.newBuilder()
                    .setInstrument(option.getKey())
                    .setMarkIvPercent(100.0 * option.getValue().markVolatility())
                    .setUnderlyingPrice(option.getValue().forward()));
        });
        snapshot.futureMarks()
                .forEach((name, mark) -> market.addFutures(
                        FutureQuote.newBuilder().setInstrument(name).setMarkPrice(mark)));
        ComputeMarginRequest.Builder request =
                ComputeMarginRequest.newBuilder().setBook(book).setView(ReportView.REPORT_VIEW_MATRIX);
        return List.of(
                request.clone().setSnapshotId(snapshot.id()).build(),
                request.clone().setMarket(market).build());
    }
}
