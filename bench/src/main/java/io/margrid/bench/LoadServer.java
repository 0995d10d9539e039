package io.margrid.bench;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.margrid.host.cli.ServeEngine;
import io.margrid.host.config.ConfigLayer;
import io.margrid.host.config.ConfigSource;
import io.margrid.host.config.Configuration;
import io.margrid.host.config.Keys;
import io.margrid.host.engine.MarginEngine;
import io.margrid.host.grpc.GrpcLimits;
import io.margrid.host.grpc.MargridServer;
import io.margrid.host.grpc.ServerContent;
import io.margrid.host.grpc.ServerSetup;
import io.margrid.host.metrics.ServerMetrics;
import io.margrid.host.parameters.ParameterStore;
import io.margrid.host.store.ParameterLibrary;
import io.margrid.host.store.SnapshotStore;
import io.margrid.host.store.StoreLimits;
import io.margrid.v1.ComputeMarginResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The process that [LoadSuite] calls: servers of the program's own, each configured as `margrid serve` is and
/// with a batcher of its own, and an echo of the answers to books in the server's snapshot. In one process they
/// run the same compiled code. Prints `READY PORT... ECHO_PORT` and ends with its standard input.
public final class LoadServer {
    private LoadServer() {}

    /// Serves until standard input ends.
    ///
    /// @param args for each server its configuration, `KEY=VALUE`s separated by commas
    /// @throws IOException          if a port cannot be bound
    /// @throws InterruptedException if the wait for the end is interrupted
    public static void main(String[] args) throws IOException, InterruptedException {
        LoadWorkload workload = new LoadWorkload();
        ServerContent content = new ServerContent(
                new SnapshotStore(List.of(workload.chain()), StoreLimits.DEFAULT, InstantSource.system()),
                new ParameterLibrary(List.of(ParameterStore.shipped().defaults())),
                Optional.empty(),
                "bench");
        List<MarginEngine> engines = new ArrayList<>();
        List<MargridServer> servers = new ArrayList<>();
        List<Integer> ports = new ArrayList<>();
        for (String arg : args) {
            Configuration configuration = configuration(arg);
            ServerMetrics metrics = new ServerMetrics("bench", configuration.get(Keys.BATCH_CELLS), Instant.now());
            MarginEngine engine = ServeEngine.open(configuration, metrics);
            MargridServer server = MargridServer.start(engine, content, new ServerSetup(configuration, metrics));
            server.admit();
            engines.add(engine);
            servers.add(server);
            ports.add(server.port());
        }
        Server echo = echo(workload, engines.getFirst());
        ports.add(echo.getPort());
        System.out.println("READY " + ports.stream().map(String::valueOf).collect(Collectors.joining(" ")));
        PeakHeap.answer();
        servers.forEach(MargridServer::close);
        engines.forEach(MarginEngine::close);
        echo.shutdownNow().awaitTermination();
    }

    private static Configuration configuration(String settings) {
        List<ConfigLayer.Line> lines = Arrays.stream(settings.split(",", -1))
                .map(setting -> setting.split("=", 2))
                .map(words -> new ConfigLayer.Line(words[0], words[0], words[1]))
                .toList();
        return Configuration.of(List.of(new ConfigLayer(ConfigSource.FLAG, lines)));
    }

    private static Server echo(LoadWorkload workload, MarginEngine engine) throws IOException {
        Map<String, ComputeMarginResponse> answers = new HashMap<>();
        for (LoadWorkload.Case one : workload.shared()) {
            answers.put(one.message().getBook().getAccount(), workload.answer(one, engine));
        }
        InetAddress loopback = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
        // As MargridServer sets its own up.
        return NettyServerBuilder.forAddress(new InetSocketAddress(loopback, 0))
                .executor(Thread::startVirtualThread)
                .maxInboundMessageSize(GrpcLimits.MESSAGE_BYTES)
                .addService(new RpcEcho(answers))
                .build()
                .start();
    }
}
