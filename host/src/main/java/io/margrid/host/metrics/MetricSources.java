package io.margrid.host.metrics;

import io.margrid.host.backend.GuardStatistics;
import io.margrid.host.batch.QueueLoad;
import io.margrid.host.engine.VectorCacheStatistics;
import io.margrid.model.revaluation.BackendInfo;
import java.util.Optional;
import java.util.function.Supplier;

/// Figures that others count. Each is asked whenever somebody looks, on any thread, and must answer quickly.
///
/// @param backend who computed last
/// @param guard   what the guard of a device has counted; empty if the backend is not guarded
/// @param queue   what waits
/// @param cache   what is kept
public record MetricSources(
        Supplier<BackendInfo> backend,
        Supplier<Optional<GuardStatistics>> guard,
        Supplier<QueueLoad> queue,
        Supplier<VectorCacheStatistics> cache) {
    /// Nobody computes yet.
    static final MetricSources NONE = of(() -> new BackendInfo("none", "none", "no backend is open yet"));

    /// Sources of a server without guard, queue and cache.
    ///
    /// @param backend who computed last
    /// @return the sources
    public static MetricSources of(Supplier<BackendInfo> backend) {
        return new MetricSources(backend, Optional::empty, () -> QueueLoad.NONE, () -> VectorCacheStatistics.NONE);
    }
}
