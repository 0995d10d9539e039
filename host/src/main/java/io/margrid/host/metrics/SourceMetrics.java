package io.margrid.host.metrics;

import io.margrid.host.backend.GuardStatistics;
import io.margrid.host.batch.QueueLoad;
import io.margrid.host.engine.VectorCacheStatistics;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.ToDoubleFunction;

/// Shows the figures of [MetricSources].
final class SourceMetrics {
    private final PrometheusRegistry registry;
    private final MetricSources sources;

    private SourceMetrics(PrometheusRegistry registry, MetricSources sources) {
        this.registry = registry;
        this.sources = sources;
    }

    static void register(PrometheusRegistry registry, MetricSources sources) {
        SourceMetrics metrics = new SourceMetrics(registry, sources);
        metrics.backend();
        metrics.guard();
        metrics.queue();
        metrics.cache();
    }

    private void backend() {
        GaugeWithCallback.builder()
                .name("margrid_backend_info")
                .help("1 for the backend that computed last.")
                .labelNames("id", "label")
                .callback(callback -> {
                    var info = sources.backend().get();
                    callback.call(1, info.id(), info.label());
                })
                .register(registry);
    }

    private void guard() {
        guarded(
                "margrid_device_batches_total",
                "Batches that a guarded device computed.",
                GuardStatistics::deviceBatches);
        guarded("margrid_cross_checks_total", "Batches computed twice and compared.", GuardStatistics::crossChecks);
        guarded(
                "margrid_cross_check_mismatches_total",
                "Cross-checks that found a difference.",
                GuardStatistics::mismatches);
        guarded(
                "margrid_device_quarantines_total",
                "Times that a device was taken out of use.",
                GuardStatistics::quarantines);
        CounterWithCallback.builder()
                .name("margrid_fallbacks_total")
                .help("Batches that another backend computed in a device's place, by kind of fault.")
                .labelNames("reason")
                .callback(callback -> sources.guard()
                        .get()
                        .ifPresent(guard -> guard.fallbacks()
                                .forEach((fault, count) -> callback.call((double) count, fault.name()))))
                .register(registry);
        CounterWithCallback.builder()
                .name("margrid_device_faults_total")
                .help("Faults of a guarded device, by kind.")
                .labelNames("fault")
                .callback(callback -> sources.guard()
                        .get()
                        .ifPresent(guard ->
                                guard.faults().forEach((fault, count) -> callback.call((double) count, fault.name()))))
                .register(registry);
        GaugeWithCallback.builder()
                .name("margrid_device_hung_threads")
                .help("Threads left behind in a driver that have not come back.")
                .callback(callback -> sources.guard().get().ifPresent(guard -> callback.call(guard.hungThreads())))
                .register(registry);
    }

    /// A counter that is absent where nothing is guarded.
    private void guarded(String name, String help, ToDoubleFunction<GuardStatistics> figure) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback ->
                        sources.guard().get().ifPresent(guard -> callback.call(figure.applyAsDouble(guard))))
                .register(registry);
    }

    private void queue() {
        queue("margrid_queue_jobs", "Jobs that wait for the device.", QueueLoad::jobs);
        queue("margrid_queue_cells", "Cells of the jobs that wait.", QueueLoad::cells);
        queue("margrid_queue_bytes", "Memory of the jobs that wait, by estimate.", QueueLoad::bytes);
        queue(
                "margrid_queue_oldest_seconds",
                "How long the oldest job has waited.",
                state -> state.oldestNanos() / Bounds.NANOS);
        CounterWithCallback.builder()
                .name("margrid_queue_admitted_total")
                .help("Jobs that were admitted.")
                .callback(
                        callback -> callback.call((double) sources.queue().get().admitted()))
                .register(registry);
    }

    private void queue(String name, String help, ToDoubleFunction<QueueLoad> figure) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback ->
                        callback.call(figure.applyAsDouble(sources.queue().get())))
                .register(registry);
    }

    private void cache() {
        GaugeWithCallback.builder()
                .name("margrid_vector_cache_entries")
                .help("Kept risk vectors: snapshots, models and parameter sets.")
                .callback(
                        callback -> callback.call((double) sources.cache().get().entries()))
                .register(registry);
        GaugeWithCallback.builder()
                .name("margrid_vector_cache_bytes")
                .help("Memory of kept risk vectors, by estimate.")
                .callback(
                        callback -> callback.call((double) sources.cache().get().bytes()))
                .register(registry);
        cached("margrid_vector_cache_hits_total", "Calls that found kept risk vectors.", VectorCacheStatistics::hits);
        cached("margrid_vector_cache_misses_total", "Calls that found none.", VectorCacheStatistics::misses);
        cached(
                "margrid_vector_cache_evictions_total",
                "Kept risk vectors dropped for room.",
                VectorCacheStatistics::evictions);
    }

    private void cached(String name, String help, ToDoubleFunction<VectorCacheStatistics> figure) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback ->
                        callback.call(figure.applyAsDouble(sources.cache().get())))
                .register(registry);
    }
}
