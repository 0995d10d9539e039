package io.margrid.host.metrics;

import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Instant;

/// Everything that a server counts. Safe for use by many threads.
public final class ServerMetrics {
    private final PrometheusRegistry registry;
    private final CallMetrics calls;
    private final BatchMetrics batches;
    private final Gauge serving;
    private final MetricSources sources;
    private final Instant startedAt;

    /// Counts from zero.
    ///
    /// @param version   of the program
    /// @param fullCells most cells of a batch
    /// @param sources   figures that others count
    /// @param startedAt when the server was started
    public ServerMetrics(String version, long fullCells, MetricSources sources, Instant startedAt) {
        this(new BatchMetrics(fullCells), version, sources, startedAt);
    }

    /// Counts from zero, beside batches that may have been counted before.
    ///
    /// @param batches   counters of batches, in whose registry all others are
    /// @param version   of the program
    /// @param sources   figures that others count
    /// @param startedAt when the server was started
    public ServerMetrics(BatchMetrics batches, String version, MetricSources sources, Instant startedAt) {
        this.sources = sources;
        this.startedAt = startedAt;
        this.batches = batches;
        this.registry = batches.registry();
        this.calls = new CallMetrics(registry);
        SourceMetrics.register(registry, sources);
        JvmMetrics.register(registry);
        serving = Gauge.builder()
                .name("margrid_serving")
                .help("1 while calls are admitted, 0 before and after.")
                .withoutExemplars()
                .register(registry);
        Gauge.builder()
                .name("margrid_build_info")
                .help("1 for the program's version.")
                .labelNames("version")
                .withoutExemplars()
                .register(registry)
                .labelValues(version)
                .set(1);
    }

    /// Calls.
    ///
    /// @return their counters
    public CallMetrics calls() {
        return calls;
    }

    /// Batches.
    ///
    /// @return their counters
    public BatchMetrics batches() {
        return batches;
    }

    /// Figures that others count.
    ///
    /// @return the sources
    public MetricSources sources() {
        return sources;
    }

    /// When the server was started.
    ///
    /// @return the instant
    public Instant startedAt() {
        return startedAt;
    }

    /// Whether calls are admitted from now on.
    ///
    /// @param admitting true if they are
    public void serving(boolean admitting) {
        serving.set(admitting ? 1 : 0);
    }

    /// All of them, for whoever reads them by name.
    ///
    /// @return the registry
    PrometheusRegistry registry() {
        return registry;
    }
}
