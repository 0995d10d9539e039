package io.margrid.host.grpc;

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
import io.margrid.v1.SystemServiceGrpc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The gRPC server with margin and system service, health v1, and reflection v1 and v1alpha.
///
/// Plain text HTTP/2 without authentication, so it belongs on loopback or behind a proxy. Each call runs on a
/// virtual thread of its own.
public final class MargridServer implements AutoCloseable {
    /// How long calls in progress may take to end when the server closes.
    public static final Duration DRAIN = Duration.ofSeconds(30);

    /// How long cancelled streams may take to be told.
    private static final Duration FLUSH = Duration.ofSeconds(1);

    private static final List<String> HEALTH_NAMES = List.of(
            HealthStatusManager.SERVICE_NAME_ALL_SERVICES,
            MarginServiceGrpc.SERVICE_NAME,
            SystemServiceGrpc.SERVICE_NAME);

    private final Server server;
    private final HealthStatusManager health;
    private final RunningCalls calls;

    private MargridServer(Server server, HealthStatusManager health, RunningCalls calls) {
        this.server = server;
        this.health = health;
        this.calls = calls;
    }

    /// Starts a server that only this machine reaches.
    ///
    /// @param port    TCP port of 127.0.0.1; 0 takes a free one
    /// @param engine  computes; not closed with the server
    /// @param content what requests can name
    /// @return the server, answering
    /// @throws IOException if the port cannot be bound
    public static MargridServer start(int port, MarginEngine engine, ServerContent content) throws IOException {
        InetAddress loopback = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
        return start(new InetSocketAddress(loopback, port), engine, content);
    }

    /// Starts a server.
    ///
    /// @param address where to listen; port 0 takes a free one
    /// @param engine  computes; not closed with the server
    /// @param content what requests can name
    /// @return the server, answering
    /// @throws IOException if the address cannot be bound
    public static MargridServer start(InetSocketAddress address, MarginEngine engine, ServerContent content)
            throws IOException {
        return start(NettyServerBuilder.forAddress(address), engine, content, InstantSource.system());
    }

    static MargridServer start(
            ServerBuilder<?> builder, MarginEngine engine, ServerContent content, InstantSource clock)
            throws IOException {
        HealthStatusManager health = new HealthStatusManager();
        HEALTH_NAMES.forEach(name -> health.setStatus(name, ServingStatus.SERVING));
        RunningCalls calls = new RunningCalls();
        Server server = builder.executor(Thread::startVirtualThread)
                .maxInboundMessageSize(GrpcLimits.MESSAGE_BYTES)
                .intercept(new ErrorBytes())
                .intercept(new Tenant())
                .addService(ours(new MarginGrpcService(engine, new RequestReader(content, clock)).bindService(), calls))
                .addService(
                        ours(ErrorDetailReflection.add(new SystemGrpcService(engine, content).bindService()), calls))
                .addService(health.getHealthService())
                .addService(ProtoReflectionServiceV1.newInstance())
                .addService(reflectionV1Alpha())
                .build();
        server.start();
        return new MargridServer(server, health, calls);
    }

    private static ServerServiceDefinition ours(ServerServiceDefinition service, RunningCalls calls) {
        return ServerInterceptors.intercept(RequestDecoding.guard(service), calls);
    }

    /// Older clients ask the old version only.
    @SuppressWarnings("deprecation")
    private static io.grpc.BindableService reflectionV1Alpha() {
        return ProtoReflectionService.newInstance();
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

    /// Ends the server: health says NOT_SERVING, new calls are refused, calls in progress get [#DRAIN] to end,
    /// then they are cancelled. Streams that only watch health or ask for reflection are not waited for. May be
    /// called more than once.
    ///
    /// @return how many calls were cancelled
    public int drain() {
        if (!server.isShutdown()) {
            health.enterTerminalState();
            server.shutdown();
        }
        try {
            int left = calls.await(DRAIN);
            server.shutdownNow();
            server.awaitTermination(FLUSH.toMillis(), TimeUnit.MILLISECONDS);
            return left;
        } catch (InterruptedException e) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
