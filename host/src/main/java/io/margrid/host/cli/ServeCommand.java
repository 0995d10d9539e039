package io.margrid.host.cli;

import io.margrid.host.deribit.DemoData;
import io.margrid.host.deribit.ParameterStore;
import io.margrid.host.engine.MarginEngine;
import io.margrid.host.grpc.MargridServer;
import io.margrid.host.grpc.ParameterLookup;
import io.margrid.host.grpc.ServerContent;
import io.margrid.model.deribit.DeribitParameters;
import io.margrid.model.input.InvalidInputException;
import io.margrid.model.market.ForwardSource;
import io.margrid.model.market.MarketSnapshot;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Serves the gRPC API on loopback until the process is asked to end.
@Command(name = "serve", description = "Serve the gRPC API on loopback, with the demo market loaded.")
final class ServeCommand implements Callable<Integer> {
    private static final int DEFAULT_PORT = 50051;

    private final Console console;
    private final Clock clock;

    @Mixin
    private final BackendOption backend = new BackendOption();

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "50051",
            description = "TCP port on 127.0.0.1; 0 picks a free one (default: ${DEFAULT-VALUE})")
    private int port = DEFAULT_PORT;

    ServeCommand(Console console, Clock clock) {
        this.console = console;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (port < 0 || port > 0xffff) {
            throw new InvalidInputException("port", "must be in [0, 65535]: " + port);
        }
        ParameterStore store = ParameterStore.shipped();
        MarketSnapshot demo = DemoData.market(ForwardSource.PARITY, clock).snapshot();
        List<DeribitParameters> sets =
                store.all().stream().map(ParameterStore.Entry::parameters).toList();
        ServerContent content = new ServerContent(
                Map.of(DemoData.MARKET_ID, demo),
                DemoData.MARKET_ID,
                ParameterLookup.of(store.defaults().parameters(), sets),
                Version.text());
        MarginEngine engine = backend.open();
        MargridServer server = MargridServer.start(port, engine, content);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            int cancelled = server.drain();
                            engine.close();
                            console.err()
                                    .println(
                                            cancelled == 0
                                                    ? "margrid: drained"
                                                    : "margrid: ended, calls cancelled after %d s: %d"
                                                            .formatted(MargridServer.DRAIN.toSeconds(), cancelled));
                            console.err().flush();
                            // A drained server has done what it was asked to; without this the code would be 128 +
                            // signal.
                            Runtime.getRuntime().halt(ExitCodes.OK);
                        },
                        "drain"));
        console.out()
                .println("margrid serves on 127.0.0.1:%d, backend %s, market %s"
                        .formatted(server.port(), engine.backend().label(), DemoData.MARKET_ID));
        console.out().flush();
        server.awaitTermination();
        return ExitCodes.OK;
    }
}
