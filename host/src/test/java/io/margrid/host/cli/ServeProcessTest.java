package io.margrid.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.margrid.v1.Book;
import io.margrid.v1.ComputeMarginRequest;
import io.margrid.v1.ComputeMarginResponse;
import io.margrid.v1.GetStatisticsRequest;
import io.margrid.v1.GetStatisticsResponse;
import io.margrid.v1.MarginServiceGrpc;
import io.margrid.v1.Position;
import io.margrid.v1.ServingState;
import io.margrid.v1.SystemServiceGrpc;
import io.margrid.v1.SystemServiceGrpc.SystemServiceBlockingStub;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program as a process of its own.
class ServeProcessTest {
    private static final Pattern PORT = Pattern.compile("margrid serves on 127\\.0\\.0\\.1:(\\d+), backend .*");
    private static final Pattern METRICS = Pattern.compile("margrid metrics at (http://127\\.0\\.0\\.1:\\d+/metrics)");

    @TempDir
    private Path folder;

    private Process start(Path errors, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "serve"));
        command.addAll(List.of(more));
        return new ProcessBuilder(command).redirectError(errors.toFile()).start();
    }

    private static Matcher line(BufferedReader out, Pattern pattern) throws IOException {
        String line = String.valueOf(out.readLine());
        Matcher matcher = pattern.matcher(line);
        assertThat(matcher.matches()).as(line).isTrue();
        return matcher;
    }

    @Test
    void aServerThatIsAskedToEndWhileACallRunsAnswersItAndExitsWithZero() throws IOException, InterruptedException {
        Path errors = folder.resolve("errors");
        Path config = Files.writeString(folder.resolve("margrid.properties"), """
            server.warm-up-millis = 100
            log.format = json
            server.port = 1
            """);
        Process process = start(
                errors, "--config", config.toString(), "--port", "0", "--set", "metrics.port=0", "--backend", "scalar");
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            int port = Integer.parseInt(line(out, PORT).group(1));
            String metrics = line(out, METRICS).group(1);
            ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", port)
                    .usePlaintext()
                    .build();
            SystemServiceBlockingStub system = SystemServiceGrpc.newBlockingStub(channel);
            assertThat(read(metrics)).contains("margrid_serving 1.0").contains("margrid_backend_info{id=\"scalar\"");

            // The call is in progress as soon as its headers are there; its message comes when the server drains.
            CompletableFuture<ComputeMarginResponse> answer = new CompletableFuture<>();
            ClientCall<ComputeMarginRequest, ComputeMarginResponse> call =
                    channel.newCall(MarginServiceGrpc.getComputeMarginMethod(), CallOptions.DEFAULT);
            call.start(completing(answer), new Metadata());
            call.request(1);
            while (statistics(system).getCallsRunning() < 2) {
                Thread.onSpinWait();
            }
            process.destroy();
            while (statistics(system).getState() != ServingState.SERVING_STATE_DRAINING) {
                Thread.onSpinWait();
            }
            assertThat(read(metrics)).contains("margrid_serving 0.0");
            call.sendMessage(ComputeMarginRequest.newBuilder()
                    .setBook(Book.newBuilder()
                            .addPositions(Position.newBuilder()
                                    .setInstrument("BTC-25SEP26")
                                    .setSize(1)))
                    .build());
            call.halfClose();
            assertThat(answer.join().getReport().getInitialMarginUsd()).isPositive();
            channel.shutdown();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
        List<String> lines = Files.readAllLines(errors);
        assertThat(lines.getLast()).isEqualTo("margrid: drained");
        assertThat(lines)
                .filteredOn(line -> line.startsWith("{"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(
                                JsonParser.parseString(line).getAsJsonObject().keySet())
                        .contains("time", "level", "logger", "message"));
    }

    @Test
    void aPortInUseIsBadInput() throws IOException, InterruptedException {
        Path errors = folder.resolve("errors");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process process = start(
                    errors,
                    "--set",
                    "metrics.port=-1",
                    "--port",
                    Integer.toString(taken.getLocalPort()),
                    "--backend",
                    "scalar");
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(ExitCodes.BAD_INPUT);
        }
        assertThat(Files.readString(errors)).contains("server.port: cannot listen on 127.0.0.1:");
    }

    @Test
    void aQueueTooSmallForTheServersOwnMarketIsBadInput() throws IOException, InterruptedException {
        Path errors = folder.resolve("errors");
        Process process = start(
                errors,
                "--set",
                "metrics.port=-1",
                "--set",
                "batch.queue-bytes=1048576",
                "--port",
                "0",
                "--backend",
                "scalar");
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(ExitCodes.BAD_INPUT);
        assertThat(Files.readString(errors))
                .containsPattern("batch.queue-bytes, batch.queue-cells: 1048576, 268435456 leave no room for .*"
                        + "the work has \\d+ cells and \\d+ bytes.* server.warm-up-millis = 0");
    }

    private static GetStatisticsResponse statistics(SystemServiceBlockingStub system) {
        return system.withDeadlineAfter(60, TimeUnit.SECONDS).getStatistics(GetStatisticsRequest.getDefaultInstance());
    }

    private static String read(String page) throws IOException {
        try (InputStream in = URI.create(page).toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static ClientCall.Listener<ComputeMarginResponse> completing(
            CompletableFuture<ComputeMarginResponse> answer) {
        return new ClientCall.Listener<>() {
            @Override
            public void onMessage(ComputeMarginResponse message) {
                answer.complete(message);
            }

            @Override
            public void onClose(Status status, Metadata trailers) {
                if (!status.isOk()) {
                    answer.completeExceptionally(status.asRuntimeException(trailers));
                }
            }
        };
    }
}
