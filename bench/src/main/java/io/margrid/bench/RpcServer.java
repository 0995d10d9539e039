package io.margrid.bench;

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
import io.margrid.v1.ComputeMarginResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The process that [RpcCalls] calls: the program's own server, and beside it, on the same Netty threads, an echo.
/// Prints `READY PORT ECHO_PORT` and ends with its standard input.
public final class RpcServer {
    private RpcServer() {}

    /// Serves until standard input ends.
    ///
    /// @param args the backend's name
    /// @throws IOException          if a port cannot be bound
    /// @throws InterruptedException if the wait for the end is interrupted
    public static void main(String[] args) throws IOException, InterruptedException {
        RpcWorkload workload = new RpcWorkload();
        ServerContent content = new ServerContent(
                new SnapshotStore(List.of(workload.chain()), StoreLimits.DEFAULT, InstantSource.system()),
                new ParameterLibrary(List.of(ParameterStore.shipped().defaults())),
                Optional.empty(),
                "bench");
        try (MarginEngine engine = new MarginEngine(
                DynamicBatcher.start(Backends.open(args[0]), BatchSettings.DEFAULT, BatchObserver.NONE))) {
            Map<String, ComputeMarginResponse> answers = new HashMap<>();
            for (RpcWorkload.Case one : workload.cases()) {
                answers.put(one.name(), workload.answer(one, engine));
            }
            InetAddress loopback = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
            // As MargridServer sets its own up.
            Server echo = NettyServerBuilder.forAddress(new InetSocketAddress(loopback, 0))
                    .executor(Thread::startVirtualThread)
                    .maxInboundMessageSize(GrpcLimits.MESSAGE_BYTES)
                    .addService(new RpcEcho(answers))
                    .build()
                    .start();
            try (MargridServer server = MargridServer.start(0, engine, content)) {
                System.out.printf("READY %d %d%n", server.port(), echo.getPort());
                PeakHeap.answer();
            }
            echo.shutdownNow().awaitTermination();
        }
    }
}
