package io.margrid.host.grpc;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionService;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.margrid.host.engine.MarginEngine;
import io.margrid.v1.MarginServiceGrpc;
import io.margrid.v1.MarketServiceGrpc;
import io.margrid.v1.ParameterServiceGrpc;
import io.margrid.v1.SystemServiceGrpc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// The gRPC server with margin, market, parameter and system service, health v1, and reflection v1 and v1alpha.
///
/// Plain text HTTP/2 without authentication, so it belongs on loopback or behind a proxy. Each call runs on a
/// virtual thread of its own.
public final class MargridServer implements AutoCloseable {
    /// How long ended and cancelled streams may take to be told, and connections to close.
    private static final Duration FLUSH = Duration.ofSeconds(1);

    private static final List<String> HEALTH_NAMES = List.of(
            HealthStatusManager.SERVICE_NAME_ALL_SERVICES,
            MarginServiceGrpc.SERVICE_NAME,
            MarketServiceGrpc.SERVICE_NAME,
            ParameterServiceGrpc.SERVICE_NAME,
            SystemServiceGrpc.SERVICE_NAME);

    private final Server server;
    private final HealthStatusManager health;
    private final RunningCalls calls;
    private final Duration drain;

    private MargridServer(Server server, HealthStatusManager health, RunningCalls calls, Duration drain) {
        this.server = server;
        this.health = health;
        this.calls = calls;
        this.drain = drain;
    }

    /// Starts a server that only this machine reaches, with defaults in all else, and admits calls.
    ///
    /// @param port    TCP port of 127.0.0.1; 0 takes a free one
    /// @param engine  computes; not closed with the server
    /// @param content what requests can name
    /// @return the server, answering
    /// @throws IOException if the port cannot be bound
    public static MargridServer start(int port, MarginEngine engine, ServerContent content) throws IOException {
        InstantSource clock = InstantSource.system();
        MargridServer server = start(engine, content, ServerSetup.plain(port, engine, content.version(), clock));
        server.admit();
        return server;
    }

    /// Starts a server, which refuses work until [#admit] is called.
    ///
    /// @param engine  computes; not closed with the server
    /// @param content what requests can name
    /// @param setup   how it is configured and who counts
    /// @return the server, listening
    /// @throws IOException if the address cannot be bound
    public static MargridServer start(MarginEngine engine, ServerContent content, ServerSetup setup)
            throws IOException {
        ServerSettings settings = setup.settings();
        InetAddress host = InetAddress.getByName(settings.host());
        NettyServerBuilder builder = NettyServerBuilder.forAddress(new InetSocketAddress(host, settings.port()))
                .keepAliveTime(settings.keepalive().toNanos(), TimeUnit.NANOSECONDS)
                .keepAliveTimeout(settings.keepaliveTimeout().toNanos(), TimeUnit.NANOSECONDS)
                .permitKeepAliveTime(settings.clientPing().toNanos(), TimeUnit.NANOSECONDS)
                .permitKeepAliveWithoutCalls(settings.clientPingIdle())
                .maxConnectionAgeGrace(settings.connectionGrace().toNanos(), TimeUnit.NANOSECONDS);
        if (settings.connectionAge().isPositive()) {
            builder.maxConnectionAge(settings.connectionAge().toNanos(), TimeUnit.NANOSECONDS);
        }
        return start(builder, engine, content, setup, InstantSource.system());
    }

    static MargridServer start(
            ServerBuilder<?> builder,
            MarginEngine engine,
            ServerContent content,
            ServerSetup setup,
            InstantSource clock)
            throws IOException {
        ServerSettings settings = setup.settings();
        RunningCalls calls = new RunningCalls(setup.metrics());
        OverloadGuard overload = new OverloadGuard(
                OverloadSettings.of(setup.configuration()),
                Runtime.getRuntime().availableProcessors(),
                setup.metrics().batches(),
                System::nanoTime);
        HealthStatusManager health = new HealthStatusManager();
        HEALTH_NAMES.forEach(name -> health.setStatus(name, ServingStatus.NOT_SERVING));
        MarginGrpcService margin = new MarginGrpcService(
                engine, content, setup.metrics().calls(), StreamSettings.of(setup.configuration()), clock);
        MarketGrpcService markets = new MarketGrpcService(content.snapshots(), clock);
        ParameterGrpcService parameters = new ParameterGrpcService(content.parameters());
        SystemGrpcService system = new SystemGrpcService(engine, content, setup, calls::state, clock);
        List<ServerServiceDefinition> services = List.of(
                // The last one goes first.
                ServerInterceptors.intercept(guarded(margin.definition(), settings), overload, calls),
                ServerInterceptors.intercept(guarded(markets.bindService(), settings), calls),
                ServerInterceptors.intercept(guarded(parameters.bindService(), settings), calls),
                // Answers whenever it is asked: it is how to see why calls are refused.
                guarded(ErrorDetailReflection.add(system.bindService()), settings),
                health.getHealthService().bindService(),
                ProtoReflectionServiceV1.newInstance().bindService(),
                reflectionV1Alpha().bindService());
        Set<String> methods = services.stream()
                .flatMap(service -> service.getMethods().stream())
                .map(method -> method.getMethodDescriptor().getFullMethodName())
                .collect(Collectors.toSet());
        // Methods are looked up on the transport's thread; then the guard says where a call runs.
        builder.executor(Runnable::run)
                .callExecutor(overload)
                .maxInboundMessageSize(settings.readBytes())
                .addStreamTracerFactory(new CallWatch(setup.metrics().calls(), methods, System::nanoTime))
                .addStreamTracerFactory(overload)
                .intercept(new ErrorBytes())
                .intercept(new Tenant());
        services.forEach(builder::addService);
        Server server = builder.build();
        server.start();
        return new MargridServer(server, health, calls, settings.drain());
    }

    private static ServerServiceDefinition guarded(ServerServiceDefinition service, ServerSettings settings) {
        return RequestDecoding.guard(service, settings.messageBytes());
    }

    /// Older clients ask the old version only.
    @SuppressWarnings("deprecation")
    private static BindableService reflectionV1Alpha() {
        return ProtoReflectionService.newInstance();
    }

    /// Admits calls from now on, and says SERVING. Does nothing once the server drains.
    public void admit() {
        if (calls.admit()) {
            HEALTH_NAMES.forEach(name -> health.setStatus(name, ServingStatus.SERVING));
        }
    }

    /// The port that the server listens on.
    ///
    /// @return the port
    public int port() {
        return server.getPort();
    }

    /// Waits until the server has ended.
    ///
    /// @throws InterruptedException if the waiting thread is interrupted
    public void awaitTermination() throws InterruptedException {
        server.awaitTermination();
    }

    /// Ends the server as [#drain] does.
    @Override
    public void close() {
        drain();
    }

    /// Ends the server: health says NOT_SERVING, new calls are refused with a reason, calls in progress get
    /// `server.drain-seconds` to end, then they are cancelled. Only then are connections closed, so that no answer
    /// is cut off. Streams that only watch health or ask for reflection are not waited for. May be called more
    /// than once.
    ///
    /// @return how many calls were cancelled
    public int drain() {
        if (calls.drain()) {
            health.enterTerminalState();
        }
        try {
            int left = calls.await(drain);
            server.shutdown();
            if (left > 0 || !server.awaitTermination(FLUSH.toMillis(), TimeUnit.MILLISECONDS)) {
                server.shutdownNow();
                server.awaitTermination(FLUSH.toMillis(), TimeUnit.MILLISECONDS);
            }
            return left;
        } catch (InterruptedException e) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
