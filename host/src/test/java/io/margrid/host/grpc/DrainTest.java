package io.margrid.host.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.margrid.host.config.ConfigLayer;
import io.margrid.host.config.ConfigSource;
import io.margrid.host.config.Configuration;
import io.margrid.host.engine.MarginEngine;
import io.margrid.host.metrics.CallMetrics;
import io.margrid.host.metrics.MetricSources;
import io.margrid.host.metrics.ServerMetrics;
import io.margrid.v1.ComputeMarginRequest;
import io.margrid.v1.MarginServiceGrpc;
import io.margrid.v1.MarginServiceGrpc.MarginServiceBlockingStub;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// Servers that end while clients call them: what was admitted is answered.
///
/// `-Dmargrid.drains=1000` ends a thousand.
class DrainTest {
    private static final int DRAINS = Integer.getInteger("margrid.drains", 50);
    private static final long SEED = Long.getLong("margrid.seed", 20_261_121L);
    private static final int CALLERS = 4;

    @Test
    void noAdmittedCallIsLost() throws IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom(SEED);
        try (MarginEngine engine = Fixture.engine()) {
            long answered = 0;
            for (int drain = 0; drain < DRAINS; drain++) {
                int after = random.nextInt(1, 40);
                answered += drainAfter(engine, after, "drain %d of seed %d".formatted(drain, SEED));
            }
            assertThat(answered).isGreaterThanOrEqualTo(DRAINS);
        }
    }

    /// Ends a server once it has answered some calls, while others are on their way.
    private static long drainAfter(MarginEngine engine, int after, String which)
            throws IOException, InterruptedException {
        Configuration configuration = Configuration.of(List.of(
                new ConfigLayer(ConfigSource.FLAG, List.of(new ConfigLayer.Line("--port", "server.port", "0")))));
        ServerMetrics metrics = new ServerMetrics("test", 1_000, MetricSources.of(engine::backend), Instant.now());
        MargridServer server = MargridServer.start(engine, Fixture.content(), new ServerSetup(configuration, metrics));
        server.admit();
        Map<Status.Code, AtomicLong> codes = new ConcurrentHashMap<>();
        CountDownLatch ripe = new CountDownLatch(after);
        List<Thread> callers = new ArrayList<>();
        List<ManagedChannel> channels = new ArrayList<>();
        for (int c = 0; c < CALLERS; c++) {
            ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", server.port())
                    .usePlaintext()
                    .build();
            channels.add(channel);
            callers.add(Thread.ofVirtual().start(() -> callUntilRefused(channel, codes, ripe)));
        }
        ripe.await();
        assertThat(server.drain()).as(which).isZero();
        for (Thread caller : callers) {
            caller.join();
        }
        channels.forEach(ManagedChannel::shutdownNow);
        assertThat(codes.keySet()).as(which).isSubsetOf(Status.Code.OK, Status.Code.UNAVAILABLE);
        long answered = count(codes, Status.Code.OK);
        // The server's own count: all that it let in ended well, and each such answer has arrived.
        assertThat(metrics.calls().ended().stream()
                        .filter(ended -> ended.code().equals("OK"))
                        .mapToLong(CallMetrics.Ended::count)
                        .sum())
                .as(which)
                .isEqualTo(answered);
        assertThat(metrics.calls().ended())
                .as(which)
                .extracting(CallMetrics.Ended::code)
                .isSubsetOf("OK", "UNAVAILABLE");
        assertThat(metrics.calls().running()).as(which).isZero();
        return answered;
    }

    private static long count(Map<Status.Code, AtomicLong> codes, Status.Code code) {
        AtomicLong count = codes.get(code);
        return count == null ? 0 : count.get();
    }

    private static void callUntilRefused(
            ManagedChannel channel, Map<Status.Code, AtomicLong> codes, CountDownLatch ripe) {
        MarginServiceBlockingStub stub = MarginServiceGrpc.newBlockingStub(channel);
        ComputeMarginRequest request = Fixture.request().build();
        Status.Code code = Status.Code.OK;
        while (code == Status.Code.OK) {
            try {
                stub.computeMargin(request);
            } catch (StatusRuntimeException e) {
                code = e.getStatus().getCode();
            }
            codes.computeIfAbsent(code, _ -> new AtomicLong()).incrementAndGet();
            ripe.countDown();
        }
    }
}
