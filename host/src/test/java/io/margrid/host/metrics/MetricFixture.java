package io.margrid.host.metrics;

import io.margrid.host.backend.GuardStatistics;
import io.margrid.host.batch.QueueLoad;
import io.margrid.host.engine.VectorCacheStatistics;
import io.margrid.model.revaluation.BackendException.Fault;
import io.margrid.model.revaluation.BackendInfo;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Metrics with a figure of each kind, and their names as Prometheus sees them.
final class MetricFixture {
    static final GuardStatistics GUARD = new GuardStatistics(
            90, Map.of(Fault.HUNG, 3L, Fault.LOST, 4L), 5, Map.of(Fault.HUNG, 1L, Fault.LOST, 2L), 10, 1, 3, 6, 2, 1);

    private MetricFixture() {}

    /// Metrics of a server with a device, a queue and a cache.
    static ServerMetrics metrics() {
        return new ServerMetrics(
                "1.2.3",
                1_000,
                new MetricSources(
                        () -> new BackendInfo("cuda", "cuda/NVIDIA/H100", "a device"),
                        () -> Optional.of(GUARD),
                        () -> new QueueLoad(7, 70, 700, 1_500_000_000L, 77),
                        () -> new VectorCacheStatistics(2, 2_000, 8, 9, 1)),
                Instant.parse("2026-11-21T00:00:00Z"));
    }

    /// A metric for people: its name at the page, what it is, and its help.
    record Listed(String name, String kind, String help) {}

    /// Every metric.
    static List<Listed> listed(ServerMetrics metrics) {
        return metrics.registry().scrape().stream().map(MetricFixture::listed).toList();
    }

    private static Listed listed(MetricSnapshot snapshot) {
        String name = snapshot.getMetadata().getPrometheusName();
        String help = String.valueOf(snapshot.getMetadata().getHelp());
        return switch (snapshot) {
            case CounterSnapshot _ -> new Listed(name + "_total", "counter", help);
            case GaugeSnapshot _ -> new Listed(name, "gauge", help);
            case HistogramSnapshot _ -> new Listed(name, "histogram", help);
            default -> throw new IllegalArgumentException("a kind that no page of ours shows: " + snapshot);
        };
    }
}
