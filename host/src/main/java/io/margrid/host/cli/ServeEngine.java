package io.margrid.host.cli;

import io.margrid.host.backend.Backends;
import io.margrid.host.backend.GuardedBackend;
import io.margrid.host.batch.BatchSettings;
import io.margrid.host.batch.DynamicBatcher;
import io.margrid.host.config.Configuration;
import io.margrid.host.config.Keys;
import io.margrid.host.engine.MarginEngine;
import io.margrid.host.metrics.BatchMetrics;
import io.margrid.host.metrics.MetricSources;
import io.margrid.host.metrics.ServerMetrics;
import io.margrid.model.revaluation.RevaluationBackend;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What computes behind a server, and what counts: backend, batcher, engine, metrics.
///
/// @param engine  closed by whoever opened it
/// @param metrics of the server
record ServeEngine(MarginEngine engine, ServerMetrics metrics) {
    /// Opens what the configuration says.
    ///
    /// @param startedAt when the server was started
    static ServeEngine open(Configuration configuration, Instant startedAt) {
        RevaluationBackend backend = Backends.open(configuration.get(Keys.BACKEND_NAME));
        BatchMetrics batches = new BatchMetrics(configuration.get(Keys.BATCH_CELLS));
        DynamicBatcher batcher = DynamicBatcher.start(backend, settings(configuration), batches);
        MarginEngine engine = new MarginEngine(batcher, configuration.get(Keys.CACHE_BYTES));
        MetricSources sources = new MetricSources(
                engine::backend,
                () -> backend instanceof GuardedBackend guarded ? Optional.of(guarded.statistics()) : Optional.empty(),
                batcher::load,
                engine::vectorCache);
        return new ServeEngine(engine, new ServerMetrics(batches, Version.text(), sources, startedAt));
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
