package io.margrid.host.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import io.margrid.host.engine.StageTimes;
import io.margrid.host.log.LogFields;
import io.margrid.host.metrics.CallMetrics;
import io.margrid.host.metrics.CallMetrics.Ended;
import io.margrid.host.metrics.CallMetrics.Stage;
import io.margrid.host.metrics.MetricSources;
import io.margrid.host.metrics.ServerMetrics;
import io.margrid.model.revaluation.BackendInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallWatchTest {
    private static final String COMPUTE = "margrid.v1.MarginService/ComputeMargin";
    private static final String HEALTH = "grpc.health.v1.Health/Watch";
    private static final Logger LOGGER = Logger.getLogger(CallWatch.class.getName());

    private final AtomicLong clock = new AtomicLong();
    private final CallMetrics metrics = new ServerMetrics(
                    "test", 1_000, MetricSources.of(() -> new BackendInfo("a", "a/b/c", "d")), Instant.EPOCH)
            .calls();
    private final CallWatch watch = new CallWatch(metrics, Set.of(COMPUTE, HEALTH), clock::get);
    private final List<LogRecord> records = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            records.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        LOGGER.setUseParentHandlers(false);
        LOGGER.addHandler(handler);
    }

    @AfterEach
    void stop() {
        LOGGER.removeHandler(handler);
        LOGGER.setUseParentHandlers(true);
    }

    private ServerStreamTracer begin(String method) {
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("margrid-tenant", Metadata.ASCII_STRING_MARSHALLER), "desk-7");
        return watch.newServerStreamTracer(method, headers);
    }

    /// A call whose stages take 1, 20, 300 and 4,000 ns.
    private void call(Status status) {
        ServerStreamTracer tracer = begin(COMPUTE);
        Context call = tracer.filterContext(Context.ROOT);
        clock.addAndGet(1);
        call.run(() -> {
            StageTimes times = CallWatch.stages();
            clock.addAndGet(20);
            times.mark("read");
            clock.addAndGet(300);
            times.mark("margin");
        });
        clock.addAndGet(4_000);
        tracer.streamClosed(status);
    }

    @Test
    void stagesOfCallsAddUpToTheirTime() {
        call(Status.OK);
        call(Status.OK);
        call(Status.INVALID_ARGUMENT);
        ServerStreamTracer info = begin(HEALTH);
        clock.addAndGet(50_000);
        info.streamClosed(Status.OK);
        assertThat(metrics.stages())
                .containsExactly(
                        new Stage("receive", 3, 3),
                        new Stage("read", 3, 60),
                        new Stage("margin", 3, 900),
                        new Stage("send", 2, 8_000),
                        new Stage("failed", 1, 4_000),
                        new Stage("other", 1, 50_000));
        assertThat(metrics.stages().stream().mapToLong(Stage::nanos).sum())
                .isEqualTo(clock.get())
                .isEqualTo(62_963);
        assertThat(metrics.ended())
                .containsExactly(
                        new Ended(HEALTH, "OK", 1),
                        new Ended(COMPUTE, "INVALID_ARGUMENT", 1),
                        new Ended(COMPUTE, "OK", 2));
    }

    @Test
    void callsInProgressAreCounted() {
        ServerStreamTracer first = begin(COMPUTE);
        first.filterContext(Context.ROOT);
        begin(COMPUTE).filterContext(Context.ROOT);
        assertThat(metrics.running()).isEqualTo(2);
        first.streamClosed(Status.CANCELLED);
        assertThat(metrics.running()).isEqualTo(1);
    }

    /// gRPC resets it without telling its end, since it cannot read its headers.
    @Test
    void aCallThatNeverHasAContextIsNotInProgress() {
        begin(COMPUTE);
        assertThat(metrics.running()).isZero();
        begin(COMPUTE).streamClosed(Status.UNIMPLEMENTED);
        assertThat(metrics.running()).isZero();
        assertThat(metrics.ended()).containsExactly(new Ended(COMPUTE, "UNIMPLEMENTED", 1));
    }

    @Test
    void methodsThatDoNotExistAreOneLabel() {
        begin("no.such.Service/A").streamClosed(Status.UNIMPLEMENTED);
        begin("no.such.Service/B").streamClosed(Status.UNIMPLEMENTED);
        assertThat(metrics.ended()).containsExactly(new Ended("unknown", "UNIMPLEMENTED", 2));
    }

    @Test
    void failedCallsAreLoggedWithoutWhatTheyHold() {
        call(Status.INVALID_ARGUMENT.withDescription("book.positions[0].size: SECRET"));
        call(Status.INTERNAL);
        call(Status.OK);
        begin(HEALTH).streamClosed(Status.CANCELLED);
        assertThat(records).extracting(LogRecord::getLevel).containsExactly(Level.INFO, Level.WARNING);
        LogRecord first = records.getFirst();
        assertThat(first.getMessage()).isEqualTo("call failed {0}");
        assertThat(fields(first))
                .hasToString("method=%s code=INVALID_ARGUMENT tenant=desk-7 millis=0.004321".formatted(COMPUTE));
    }

    @Test
    void aFloodOfFailuresIsShortened() {
        for (int i = 0; i < 100; i++) {
            call(Status.UNAVAILABLE);
        }
        assertThat(records).hasSize(10);
        clock.addAndGet(1_000_000_000);
        call(Status.UNAVAILABLE);
        assertThat(fields(records.getLast()).values()).containsEntry("left_out", 90L);
        call(Status.NOT_FOUND);
        assertThat(fields(records.getLast()).values()).doesNotContainKey("left_out");
    }

    @Test
    void withoutACallTheStagesAreOnesOwn() {
        assertThat(CallWatch.stages().nanos()).containsOnlyKeys("receive");
    }

    private static LogFields fields(LogRecord record) {
        return (LogFields) Objects.requireNonNull(record.getParameters())[0];
    }
}
