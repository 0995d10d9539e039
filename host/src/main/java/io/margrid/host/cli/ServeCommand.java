package io.margrid.host.cli;

import io.margrid.host.batch.BatchSettings;
import io.margrid.host.deribit.DemoData;
import io.margrid.host.deribit.LoadedMarket;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Serves the gRPC API on loopback until the process is asked to end.
@Command(
        name = "serve",
        description = "Serve the gRPC API on loopback, with the demo market and, if given, one more loaded.")
final class ServeCommand implements Callable<Integer> {
    private static final int DEFAULT_PORT = 50051;

    /// System property that turns joining off.
    private static final String JOIN = "margrid.batch.join";

    /// Name of a market of the user's own.
    private static final String MARKET_ID = "market";

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

    @ArgGroup(exclusive = false)
    private @Nullable MarketOption market;

    @Option(
            names = "--params",
            paramLabel = "ID|FILE",
            defaultValue = ParameterStore.DEFAULT_ID,
            description = "parameter set of requests that name none (default: ${DEFAULT-VALUE})")
    private String params = ParameterStore.DEFAULT_ID;

    ServeCommand(Console console, Clock clock) {
        this.console = console;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (port < 0 || port > 0xffff) {
            throw new InvalidInputException("port", "must be in [0, 65535]: " + port);
        }
        ServerContent content = content();
        MarginEngine engine = backend.open(BatchSettings.DEFAULT.joining(join()));
        MargridServer server = start(engine, content);
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
                        .formatted(server.port(), engine.backend().label(), content.defaultSnapshotId()));
        console.out().flush();
        server.awaitTermination();
        return ExitCodes.OK;
    }

    /// Whether work is joined; without, every call is a batch of its own, for who wants to compare.
    private static boolean join() {
        String text = System.getProperty(JOIN, "true");
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new InvalidInputException(JOIN, "must be true or false: \"%s\"".formatted(text));
        };
    }

    private ServerContent content() throws IOException {
        ParameterStore store = ParameterStore.shipped();
        DeribitParameters defaults = store.resolve(params).parameters();
        Map<String, MarketSnapshot> snapshots = new HashMap<>();
        LoadedMarket demo = DemoData.market(ForwardSource.PARITY, clock);
        snapshots.put(DemoData.MARKET_ID, demo.snapshot());
        console.notes(demo.notes());
        String first = DemoData.MARKET_ID;
        if (market != null) {
            LoadedMarket own = market.read(clock);
            snapshots.put(MARKET_ID, own.snapshot().named(MARKET_ID));
            console.notes(own.notes());
            first = MARKET_ID;
        }
        // A file may hold another state of a shipped set; then it is the one of that name.
        List<DeribitParameters> sets = Stream.concat(
                        Stream.of(defaults),
                        store.all().stream()
                                .map(ParameterStore.Entry::parameters)
                                .filter(set -> !set.id().equals(defaults.id())))
                .toList();
        return new ServerContent(snapshots, first, ParameterLookup.of(defaults, sets), Version.text());
    }

    private MargridServer start(MarginEngine engine, ServerContent content) {
        try {
            return MargridServer.start(port, engine, content);
        } catch (IOException e) {
            engine.close();
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new InvalidInputException(
                    "port", "cannot listen on 127.0.0.1:%d: %s".formatted(port, cause.getMessage()));
        }
    }
}
