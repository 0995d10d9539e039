package io.margrid.host.metrics;

import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Instant;

/// Everything that a server counts. Safe for use by many threads.
public final class ServerMetrics {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final CallMetrics calls = new CallMetrics(registry);
    private final BatchMetrics batches;
    private final Gauge serving;
    private final Instant startedAt;
    private volatile MetricSources sources = MetricSources.NONE;

    /// Counts from zero. What others count is not among it until [#watch] is called.
    ///
    /// @param version   of the program
    /// @param fullCells most cells of a batch
    /// @param startedAt when the server was started
    public ServerMetrics(String version, long fullCells, Instant startedAt) {
        this.startedAt = startedAt;
        this.batches = new BatchMetrics(registry, fullCells);
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

    /// Counts from zero, beside figures that others count.
    ///
    /// @param version   of the program
    /// @param fullCells most cells of a batch
    /// @param sources   figures that others count
    /// @param startedAt when the server was started
    public ServerMetrics(String version, long fullCells, MetricSources sources, Instant startedAt) {
        this(version, fullCells, startedAt);
        watch(sources);
    }

    /// Shows figures that others count, who may count here themselves and so come later. To be called once.
    ///
    /// @param others the sources
    /// @throws IllegalArgumentException if it was called before
    public final void watch(MetricSources others) {
        SourceMetrics.register(registry, others);
        sources = others;
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
