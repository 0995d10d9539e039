package io.margrid.bench;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.margrid.host.backend.Backends;
import io.margrid.host.batch.BatchObserver;
import io.margrid.host.batch.BatchSettings;
import io.margrid.host.batch.DynamicBatcher;
import io.margrid.host.engine.MarginEngine;
import io.margrid.host.grpc.GrpcLimits;
import io.margrid.host.grpc.MargridServer;
import io.margrid.host.grpc.ServerContent;
import io.margrid.host.parameters.ParameterStore;
import io.margrid.host.store.ParameterLibrary;
import io.margrid.host.store.SnapshotStore;
import io.margrid.host.store.StoreLimits;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.v1.RevalueBooksResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The processes that [StreamSuite] calls: the program's own server, or an echo of it. Prints `READY PORT`,
/// answers each line of its standard input with `HEAP PEAK_BYTES`, and ends with it.
public final class StreamServer {
    private StreamServer() {}

    /// Serves until standard input ends.
    ///
    /// @param args `margin BACKEND`, or `echo ACCOUNTS PORT` to learn the answers from the server at a port
    /// @throws IOException          if a port cannot be bound
    /// @throws InterruptedException if the wait for the end is interrupted
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args[0].equals("margin")) {
            margin(args[1]);
        } else {
            echo(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        }
    }

    private static void margin(String backend) throws IOException {
        // The names and quotes do not depend on the accounts.
        MarketSnapshot market = new FullBookWorkload(1).market(0);
        ServerContent content = new ServerContent(
                new SnapshotStore(List.of(market), StoreLimits.DEFAULT, InstantSource.system()),
                new ParameterLibrary(List.of(ParameterStore.shipped().defaults())),
                Optional.empty(),
                "bench");
        try (MarginEngine engine = new MarginEngine(
                        DynamicBatcher.start(Backends.open(backend), BatchSettings.DEFAULT, BatchObserver.NONE));
                MargridServer server = MargridServer.start(0, engine, content)) {
            serve(server.port());
        }
    }

    private static void echo(int accounts, int port) throws IOException, InterruptedException {
        StreamWorkload workload = new StreamWorkload(accounts);
        List<RevalueBooksResponse> answers = new ArrayList<>();
        ManagedChannel channel = StreamSuite.channel(port);
        StreamCall.run(channel, workload.requests(), answers::add);
        channel.shutdownNow();
        InetAddress loopback = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
        // As MargridServer sets its own up.
        Server echo = NettyServerBuilder.forAddress(new InetSocketAddress(loopback, 0))
                .executor(Thread::startVirtualThread)
                .maxInboundMessageSize(GrpcLimits.MESSAGE_BYTES)
                .addService(new StreamEcho(workload.requests().size(), answers))
                .build()
                .start();
        serve(echo.getPort());
        echo.shutdownNow().awaitTermination();
    }

    private static void serve(int port) throws IOException {
        System.out.println("READY " + port);
        PeakHeap.answer();
    }
}
