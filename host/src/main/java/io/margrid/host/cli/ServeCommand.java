package io.margrid.host.cli;

import io.grpc.StatusRuntimeException;
import io.margrid.host.config.ConfigFile;
import io.margrid.host.config.ConfigKey;
import io.margrid.host.config.Configuration;
import io.margrid.host.config.Keys;
import io.margrid.host.deribit.DemoData;
import io.margrid.host.deribit.IoFailures;
import io.margrid.host.deribit.LoadedMarket;
import io.margrid.host.engine.MarginEngine;
import io.margrid.host.grpc.MargridServer;
import io.margrid.host.grpc.ServerContent;
import io.margrid.host.grpc.ServerSetup;
import io.margrid.host.grpc.WarmUp;
import io.margrid.host.metrics.MetricsPage;
import io.margrid.host.metrics.ServerMetrics;
import io.margrid.host.parameters.ParameterStore;
import io.margrid.host.store.ParameterLibrary;
import io.margrid.host.store.SnapshotStore;
import io.margrid.host.store.StoreLimits;
import io.margrid.model.input.InvalidInputException;
import io.margrid.model.market.ForwardSource;
import io.margrid.model.market.MarketSnapshot;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Serves the gRPC API until the process is asked to end.
@Command(
        name = "serve",
        description = "Serve the gRPC API, on loopback unless told otherwise, with the demo market and, if given, one"
                + " more loaded.")
final class ServeCommand implements Callable<Integer> {
    /// Name of a market of the user's own.
    private static final String MARKET_ID = "market";

    private static final int NO_METRICS = -1;

    private final Console console;
    private final Clock clock;

    /// What the process ends with once it drains.
    private volatile int exitCode = ExitCodes.OK;

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @ArgGroup(exclusive = false)
    private @Nullable MarketOption market;

    ServeCommand(Console console, Clock clock) {
        this.console = console;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Configuration configuration = options.read(System.getenv(), System.getProperties());
        if (options.isPrintOnly()) {
            console.out().print(ConfigFile.text(configuration));
            return ExitCodes.OK;
        }
        LogSetup.apply(
                configuration.get(Keys.LOG_LEVEL),
                configuration.get(Keys.LOG_FORMAT).equals("json"));
        ServerContent content = content(configuration);
        ServerMetrics metrics = new ServerMetrics(Version.text(), configuration.get(Keys.BATCH_CELLS), clock.instant());
        Optional<MetricsPage> page = page(configuration, metrics);
        try {
            return serve(configuration, content, metrics, page);
        } finally {
            page.ifPresent(MetricsPage::close);
        }
    }

    private int serve(
            Configuration configuration, ServerContent content, ServerMetrics metrics, Optional<MetricsPage> page)
            throws IOException, InterruptedException {
        MarginEngine engine = ServeEngine.open(configuration, metrics);
        content.snapshots().whenDropped(dropped -> engine.forget(dropped.built().snapshot()));
        MargridServer server = start(configuration, engine, content, metrics);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, engine, configuration), "drain"));
        try {
            warmUp(configuration, engine, content);
        } catch (IOException | RuntimeException e) {
            exitCode = e instanceof InvalidInputException ? ExitCodes.BAD_INPUT : ExitCodes.FAILED;
            throw e;
        }
        server.admit();
        console.out()
                .println("margrid serves on %s, backend %s, market %s"
                        .formatted(
                                address(configuration.get(Keys.SERVER_HOST), server.port()),
                                engine.backend().label(),
                                content.snapshots().latest().orElseThrow().id()));
        page.ifPresent(shown -> console.out()
                .println("margrid metrics at http://%s/metrics"
                        .formatted(address(configuration.get(Keys.METRICS_HOST), shown.port()))));
        console.out().flush();
        server.awaitTermination();
        return ExitCodes.OK;
    }

    private static String address(String host, int port) {
        return (host.contains(":") ? "[%s]:%d" : "%s:%d").formatted(host, port);
    }

    /// What the process does when it is asked to end. The metrics stay readable until it has.
    private void end(MargridServer server, MarginEngine engine, Configuration configuration) {
        int cancelled = server.drain();
        engine.close();
        console.err()
                .println(
                        cancelled == 0
                                ? "margrid: drained"
                                : "margrid: ended, calls cancelled after %d s: %d"
                                        .formatted(configuration.get(Keys.SERVER_DRAIN_SECONDS), cancelled));
        console.err().flush();
        // A drained server has done what it was asked to; without this the code would be 128 + signal.
        Runtime.getRuntime().halt(exitCode);
    }

    private static void warmUp(Configuration configuration, MarginEngine engine, ServerContent content)
            throws IOException {
        Duration most = Duration.ofMillis(configuration.get(Keys.SERVER_WARM_UP_MILLIS));
        MarketSnapshot snapshot =
                content.snapshots().latest().orElseThrow().built().snapshot();
        try {
            WarmUp.run(engine, content, snapshot, most);
        } catch (StatusRuntimeException e) {
            throw WarmUp.isMoreThanMayWait(e) ? tooSmall(configuration, e) : e;
        }
    }

    /// Clients would be told the same of the server's own market: better now, and to who can change it.
    private static InvalidInputException tooSmall(Configuration configuration, StatusRuntimeException refusal) {
        return new InvalidInputException(
                "%s, %s".formatted(Keys.BATCH_QUEUE_BYTES.name(), Keys.BATCH_QUEUE_CELLS.name()),
                "%d, %d leave no room for the server's first call, in its own market (%s): allow more, or set %s = 0"
                        .formatted(
                                configuration.get(Keys.BATCH_QUEUE_BYTES),
                                configuration.get(Keys.BATCH_QUEUE_CELLS),
                                refusal.getStatus().getDescription(),
                                Keys.SERVER_WARM_UP_MILLIS.name()));
    }

    private static Optional<MetricsPage> page(Configuration configuration, ServerMetrics metrics) {
        int port = configuration.getInt(Keys.METRICS_PORT);
        if (port == NO_METRICS) {
            return Optional.empty();
        }
        String host = configuration.get(Keys.METRICS_HOST);
        try {
            return Optional.of(MetricsPage.serve(host, port, metrics));
        } catch (IOException e) {
            throw cannotListen(Keys.METRICS_PORT, address(host, port), e);
        }
    }

    private static InvalidInputException cannotListen(ConfigKey<?> key, String address, IOException failure) {
        return new InvalidInputException(
                key.name(), "cannot listen on %s: %s".formatted(address, IoFailures.why(failure)));
    }

    private ServerContent content(Configuration configuration) throws IOException {
        List<MarketSnapshot> markets = new ArrayList<>();
        if (market != null) {
            LoadedMarket own = market.read(clock);
            markets.add(own.snapshot().named(MARKET_ID));
            console.notes(own.notes());
        }
        LoadedMarket demo = DemoData.market(ForwardSource.PARITY, clock);
        markets.add(demo.snapshot());
        console.notes(demo.notes());
        SnapshotStore snapshots = new SnapshotStore(
                markets,
                new StoreLimits(configuration.getInt(Keys.SNAPSHOTS_COUNT), configuration.get(Keys.SNAPSHOTS_BYTES)),
                clock);
        for (MarketSnapshot loaded : markets) {
            if (snapshots.find(loaded.id()).orElseThrow().quotes().source() != loaded.forwardSource()) {
                console.notes(List.of("%s: forwards by parity need marks of options without volatility; kept as quoted"
                        .formatted(loaded.id())));
            }
        }
        ParameterStore sets = ParameterStore.shipped();
        return new ServerContent(
                snapshots,
                // A file may hold another state of a shipped set; then it is the one of that name.
                ParameterLibrary.of(sets.resolve(configuration.get(Keys.PARAMETERS_DEFAULT)), sets.all()),
                maxInputAge(configuration),
                Version.text());
    }

    private static Optional<Duration> maxInputAge(Configuration configuration) {
        return Optional.of(Duration.ofSeconds(configuration.get(Keys.MARKET_MAX_AGE_SECONDS)))
                .filter(Duration::isPositive);
    }

    private static MargridServer start(
            Configuration configuration, MarginEngine engine, ServerContent content, ServerMetrics metrics) {
        try {
            return MargridServer.start(engine, content, new ServerSetup(configuration, metrics));
        } catch (IOException e) {
            engine.close();
            String address = address(configuration.get(Keys.SERVER_HOST), configuration.getInt(Keys.SERVER_PORT));
            throw cannotListen(Keys.SERVER_PORT, address, e);
        }
    }
}
