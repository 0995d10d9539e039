package io.margrid.bench;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.margrid.host.backend.Backends;
import io.margrid.host.engine.MarginEngine;
import io.margrid.host.grpc.GrpcLimits;
import io.margrid.host.grpc.MargridServer;
import io.margrid.host.grpc.ParameterLookup;
import io.margrid.host.grpc.ServerContent;
import io.margrid.v1.ComputeMarginResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
                Map.of(workload.chain().id(), workload.chain()),
                workload.chain().id(),
                ParameterLookup.of(workload.parameters(), List.of(workload.parameters())),
                "bench");
        try (MarginEngine engine = new MarginEngine(Backends.open(args[0]))) {
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
                while (System.in.read() >= 0) {
                    // Nothing is said to this process.
                }
            }
            echo.shutdownNow().awaitTermination();
        }
    }
}
