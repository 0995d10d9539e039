package io.margrid.bench;

import io.grpc.ManagedChannel;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.StreamObserver;
import io.margrid.v1.GetConfigurationRequest;
import io.margrid.v1.GetServerInfoRequest;
import io.margrid.v1.GetStatisticsRequest;
import io.margrid.v1.GetStatisticsResponse;
import io.margrid.v1.MarginServiceGrpc;
import io.margrid.v1.SystemServiceGrpc;
import io.margrid.v1.SystemServiceGrpc.SystemServiceBlockingStub;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Connections that come and go in all ways, and the calls by which a server is watched.
final class SoakConnections implements AutoCloseable {
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    /// Header of a SETTINGS frame of six bytes, of which none follow.
    private static final byte[] HALF_A_FRAME = {0, 0, 6, 4, 0, 0, 0, 0, 0};

    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int SOCKET_MILLIS = 10_000;

    private final SoakClient client;
    private final SoakWorkload workload;
    private final URI metrics;
    private final HttpClient http = HttpClient.newHttpClient();

    SoakConnections(SoakClient client, SoakWorkload workload, URI metrics) {
        this.client = client;
        this.workload = workload;
        this.metrics = metrics;
    }

    List<SoakAction> actions() {
        Set<String> ok = Set.of("OK");
        return List.of(
                new SoakAction("connection dropped at once", 2, Set.of("dropped"), _ -> drop(new byte[0], false)),
                new SoakAction("connection dropped in a frame", 2, Set.of("dropped"), this::dropInFrame),
                new SoakAction("connection with no HTTP/2", 1, Set.of("closed by the server"), _ -> garbage()),
                new SoakAction("connection dropped in calls", 2, Set.of("dropped"), this::dropInCalls),
                new SoakAction("health", 3, ok, _ -> health()),
                new SoakAction("health watched, given up", 1, Set.of("CANCELLED"), this::watch),
                new SoakAction("reflection", 1, ok, _ -> reflection()),
                new SoakAction("statistics, configuration", 2, ok, _ -> statistics()),
                new SoakAction("metrics", 2, Set.of("200"), _ -> metrics()));
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getByAddress(LOOPBACK), client.port());
        socket.setSoTimeout(SOCKET_MILLIS);
        return socket;
    }

    private String drop(byte[] first, boolean reset) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(first);
            if (reset) {
                socket.setSoLinger(true, 0);
            }
        }
        return "dropped";
    }

    private String dropInFrame(SplittableRandom random) throws IOException {
        byte[] preface = PREFACE.getBytes(StandardCharsets.US_ASCII);
        byte[] bytes = new byte[preface.length + HALF_A_FRAME.length];
        System.arraycopy(preface, 0, bytes, 0, preface.length);
        System.arraycopy(HALF_A_FRAME, 0, bytes, preface.length, HALF_A_FRAME.length);
        return drop(bytes, random.nextBoolean());
    }

    private String garbage() throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            InputStream answer = socket.getInputStream();
            while (answer.read() >= 0) {
                // Whatever it says.
            }
        }
        return "closed by the server";
    }

    /// A channel of its own that is closed with a stream and health watches under way.
    private String dropInCalls(SplittableRandom random) throws InterruptedException {
        ManagedChannel channel = StreamSuite.channel(client.port());
        CompletableFuture<Void> stream = CompletableFuture.runAsync(
                () -> SoakClient.code(
                        () -> StreamCall.run(MarginServiceGrpc.newStub(channel), workload.stream("latest"), _ -> {})),
                Thread::startVirtualThread);
        TimeUnit.MICROSECONDS.sleep(random.nextInt(50_000));
        channel.shutdownNow();
        stream.join();
        if (!channel.awaitTermination(SoakClient.LOST_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("a channel does not close");
        }
        return "dropped";
    }

    private String health() {
        return SoakClient.code(() -> {
            ServingStatus status = client.bounded(HealthGrpc::newBlockingStub)
                    .check(HealthCheckRequest.getDefaultInstance())
                    .getStatus();
            if (status != ServingStatus.SERVING) {
                throw new IllegalStateException("the server says " + status);
            }
        });
    }

    private String watch(SplittableRandom random) {
        return client.cancelled(
                () -> client.bounded(HealthGrpc::newBlockingStub)
                        .watch(HealthCheckRequest.getDefaultInstance())
                        .forEachRemaining(_ -> {}),
                random.nextInt(20_000));
    }

    private String reflection() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        StreamObserver<ServerReflectionRequest> server = ServerReflectionGrpc.newStub(client.channel())
                .withDeadlineAfter(SoakClient.LOST_SECONDS, TimeUnit.SECONDS)
                .serverReflectionInfo(new StreamObserver<>() {
                    private boolean answered;

                    @Override
                    public void onNext(ServerReflectionResponse answer) {
                        answered = answer.hasFileDescriptorResponse();
                    }

                    @Override
                    public void onError(Throwable failure) {
                        done.completeExceptionally(failure);
                    }

                    @Override
                    public void onCompleted() {
                        if (answered) {
                            done.complete(null);
                        } else {
                            done.completeExceptionally(new IllegalStateException("reflection knows no service"));
                        }
                    }
                });
        server.onNext(ServerReflectionRequest.newBuilder()
                .setFileContainingSymbol(MarginServiceGrpc.SERVICE_NAME)
                .build());
        server.onCompleted();
        return SoakClient.code(done::join);
    }

    private String statistics() {
        SystemServiceBlockingStub stub = client.bounded(SystemServiceGrpc::newBlockingStub);
        return SoakClient.code(() -> {
            stub.getServerInfo(GetServerInfoRequest.getDefaultInstance());
            stub.getConfiguration(GetConfigurationRequest.getDefaultInstance());
            stub.getStatistics(GetStatisticsRequest.getDefaultInstance());
        });
    }

    private String metrics() throws IOException, InterruptedException {
        HttpResponse<String> page = http.send(
                HttpRequest.newBuilder(metrics)
                        .timeout(Duration.ofMillis(SOCKET_MILLIS))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (!page.body().contains("margrid_requests_total")) {
            throw new IllegalStateException("the page of metrics lacks calls");
        }
        return Integer.toString(page.statusCode());
    }

    /// Waits until no call but this and no job is left on the server.
    ///
    /// @return what it has counted
    /// @throws IllegalStateException if one stays
    GetStatisticsResponse await() throws InterruptedException {
        long start = System.nanoTime();
        while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(SoakClient.LOST_SECONDS)) {
            GetStatisticsResponse statistics = client.bounded(SystemServiceGrpc::newBlockingStub)
                    .getStatistics(GetStatisticsRequest.getDefaultInstance());
            if (statistics.getCallsRunning() <= 1 && statistics.getQueue().getJobs() == 0) {
                return statistics;
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        throw new IllegalStateException("calls do not end on the server, long after their clients have");
    }

    @Override
    public void close() {
        http.close();
    }
}
