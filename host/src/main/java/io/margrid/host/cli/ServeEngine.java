package io.margrid.host.cli;

import io.margrid.host.backend.Backends;
import io.margrid.host.backend.GuardedBackend;
import io.margrid.host.batch.BatchSettings;
import io.margrid.host.batch.DynamicBatcher;
import io.margrid.host.config.Configuration;
import io.margrid.host.config.Keys;
import io.margrid.host.engine.MarginEngine;
import io.margrid.host.metrics.MetricSources;
import io.margrid.host.metrics.ServerMetrics;
import io.margrid.model.revaluation.RevaluationBackend;
import java.time.Duration;
import java.util.Optional;

/// The engine of a server: a backend behind a batcher that many calls share.
public final class ServeEngine {
    private ServeEngine() {}

    /// Opens what the configuration says.
    ///
    /// @param configuration the values in force
    /// @param metrics       count the batches, and watch the rest
    /// @return to be closed by the caller
    public static MarginEngine open(Configuration configuration, ServerMetrics metrics) {
        RevaluationBackend backend = Backends.open(configuration.get(Keys.BACKEND_NAME));
        DynamicBatcher batcher = DynamicBatcher.start(backend, settings(configuration), metrics.batches());
        MarginEngine engine = new MarginEngine(batcher, configuration.get(Keys.CACHE_BYTES));
        metrics.watch(new MetricSources(
                engine::backend,
                () -> backend instanceof GuardedBackend guarded ? Optional.of(guarded.statistics()) : Optional.empty(),
                batcher::load,
                engine::vectorCache));
        return engine;
    }

    private static BatchSettings settings(Configuration configuration) {
        return new BatchSettings(
                configuration.get(Keys.BATCH_JOIN),
                configuration.get(Keys.BATCH_CELLS),
                configuration.getInt(Keys.BATCH_QUEUE_JOBS),
                Math.max(configuration.get(Keys.BATCH_CELLS), configuration.get(Keys.BATCH_QUEUE_CELLS)),
                configuration.get(Keys.BATCH_QUEUE_BYTES),
                configuration.get(Keys.BATCH_TENANT_SHARE),
                Duration.ofNanos(1_000 * configuration.get(Keys.BATCH_DELAY_MICROS))
                        .toNanos(),
                Duration.ofMillis(configuration.get(Keys.BATCH_AGEING_MILLIS)).toNanos());
    }
}
