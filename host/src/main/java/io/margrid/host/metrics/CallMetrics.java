package io.margrid.host.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Calls: how many, how long, and where the time went.
public final class CallMetrics {
    /// Stages in their order. Those that are not here come after them.
    private static final List<String> STAGES = List.of(
            "receive", "read", "vectors", "check", "pack", "queue", "kernel", "cut", "sum", "margin", "write", "send");

    private final Counter ended;
    private final Gauge running;
    private final Histogram seconds;
    private final Histogram stageSeconds;
    private final Histogram inputAge;

    CallMetrics(PrometheusRegistry registry) {
        ended = Counter.builder()
                .name("margrid_requests_total")
                .help("Calls that ended, by method and gRPC code.")
                .labelNames("method", "code")
                .withoutExemplars()
                .register(registry);
        running = Gauge.builder()
                .name("margrid_requests_running")
                .help("Calls in progress, streams that watch something included.")
                .withoutExemplars()
                .register(registry);
        seconds = Histogram.builder()
                .name("margrid_request_seconds")
                .help("Time of calls that ended, from their headers to their end, by method.")
                .labelNames("method")
                .classicOnly()
                .classicUpperBounds(Bounds.SECONDS)
                .withoutExemplars()
                .register(registry);
        stageSeconds = Histogram.builder()
                .name("margrid_stage_seconds")
                .help("Time of each stage of calls that ended; the sums add up to those of margrid_request_seconds.")
                .labelNames("stage")
                .classicOnly()
                .classicUpperBounds(Bounds.STAGE_SECONDS)
                .withoutExemplars()
                .register(registry);
        inputAge = Histogram.builder()
                .name("margrid_input_age_seconds")
                .help("Age of the oldest input of a call's market when the call came.")
                .classicOnly()
                .classicUpperBounds(Bounds.AGE_SECONDS)
                .withoutExemplars()
                .register(registry);
    }

    /// A call began.
    public void started() {
        running.inc();
    }

    /// A call ended.
    ///
    /// @param method full name, one of those that the server has
    /// @param code   name of the gRPC code
    /// @param nanos  how long it took
    /// @param stages where the time went, nanoseconds by stage
    public void ended(String method, String code, long nanos, Map<String, Long> stages) {
        running.dec();
        ended.labelValues(method, code).inc();
        seconds.labelValues(method).observe(nanos / Bounds.NANOS);
        stages.forEach((stage, part) -> stageSeconds.labelValues(stage).observe(part / Bounds.NANOS));
    }

    /// A call used a market.
    ///
    /// @param age of its oldest input; one that is ahead of the clock counts as new
    public void inputAge(Duration age) {
        inputAge.observe(Math.max(0, age.toNanos()) / Bounds.NANOS);
    }

    /// Calls of one method that ended with one code.
    ///
    /// @param method full name
    /// @param code   name of the code
    /// @param count  how many
    public record Ended(String method, String code, long count) {}

    /// Calls that ended.
    ///
    /// @return by method and code, in that order
    public List<Ended> ended() {
        return ended.collect().getDataPoints().stream()
                .map(point -> new Ended(
                        label(point.getLabels(), "method"), label(point.getLabels(), "code"), (long) point.getValue()))
                .sorted(Comparator.comparing(Ended::method).thenComparing(Ended::code))
                .toList();
    }

    /// Calls in progress.
    ///
    /// @return how many
    public long running() {
        return (long) running.get();
    }

    /// A stage of all calls.
    ///
    /// @param stage its name
    /// @param count how often it was gone through
    /// @param nanos time spent, together
    public record Stage(String stage, long count, long nanos) {}

    /// Stages of the calls that ended.
    ///
    /// @return in the order of the stages
    public List<Stage> stages() {
        return stageSeconds.collect().getDataPoints().stream()
                .map(HistogramDataPointSnapshot.class::cast)
                .map(point -> new Stage(
                        label(point.getLabels(), "stage"), point.getCount(), Math.round(point.getSum() * Bounds.NANOS)))
                .sorted(Comparator.comparingInt((Stage stage) -> order(stage.stage()))
                        .thenComparing(Stage::stage))
                .toList();
    }

    private static int order(String stage) {
        int place = STAGES.indexOf(stage);
        return place < 0 ? STAGES.size() : place;
    }

    private static String label(Labels labels, String name) {
        return String.valueOf(labels.get(name));
    }
}
