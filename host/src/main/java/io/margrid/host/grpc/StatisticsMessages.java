package io.margrid.host.grpc;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import io.margrid.host.backend.GuardStatistics;
import io.margrid.host.batch.QueueLoad;
import io.margrid.host.config.Setting;
import io.margrid.host.engine.VectorCacheStatistics;
import io.margrid.host.metrics.BatchMetrics;
import io.margrid.host.metrics.ServerMetrics;
import io.margrid.host.report.ReportMessages;
import io.margrid.v1.BatchStatistics;
import io.margrid.v1.CacheStatistics;
import io.margrid.v1.CallCount;
import io.margrid.v1.ConfigurationEntry;
import io.margrid.v1.GetStatisticsResponse;
import io.margrid.v1.QueueStatistics;
import io.margrid.v1.ReasonCount;
import io.margrid.v1.ServingState;
import io.margrid.v1.StageTotal;
import java.time.Instant;

/// What the server counts and how it is configured, as messages.
final class StatisticsMessages {
    private StatisticsMessages() {}

    /// All counters.
    ///
    /// @param metrics the counters
    /// @param state   whether calls are admitted
    /// @param now     the time
    /// @return the message
    static GetStatisticsResponse statistics(ServerMetrics metrics, ServingState state, Instant now) {
        GetStatisticsResponse.Builder message = GetStatisticsResponse.newBuilder()
                .setStartedAt(timestamp(metrics.startedAt()))
                .setUptime(duration(java.time.Duration.between(metrics.startedAt(), now)))
                .setState(state)
                .setCallsRunning(metrics.calls().running())
                .setQueue(queue(metrics.sources().queue().get()))
                .setBatches(batches(metrics.batches().totals()))
                .setVectorCache(cache(metrics.sources().cache().get()))
                .setBackend(ReportMessages.backend(metrics.sources().backend().get()));
        metrics.calls()
                .ended()
                .forEach(ended -> message.addCalls(CallCount.newBuilder()
                        .setMethod(ended.method())
                        .setCode(ended.code())
                        .setCount(ended.count())));
        metrics.calls()
                .stages()
                .forEach(stage -> message.addStages(StageTotal.newBuilder()
                        .setStage(stage.stage())
                        .setCount(stage.count())
                        .setNanos(stage.nanos())));
        metrics.batches().shed().forEach(shed -> message.addShed(reason(shed.reason(), shed.count())));
        metrics.sources().guard().get().ifPresent(guard -> add(message, guard));
        return message.build();
    }

    private static void add(GetStatisticsResponse.Builder message, GuardStatistics guard) {
        guard.fallbacks().forEach((fault, count) -> {
            if (count > 0) {
                message.addFallbacks(reason(fault.name(), count));
            }
        });
        message.setCrossChecks(guard.crossChecks()).setCrossCheckMismatches(guard.mismatches());
    }

    private static ReasonCount reason(String reason, long count) {
        return ReasonCount.newBuilder().setReason(reason).setCount(count).build();
    }

    private static QueueStatistics queue(QueueLoad queue) {
        return QueueStatistics.newBuilder()
                .setJobs(queue.jobs())
                .setCells(queue.cells())
                .setBytes(queue.bytes())
                .setOldestAge(duration(java.time.Duration.ofNanos(queue.oldestNanos())))
                .setAdmitted(queue.admitted())
                .build();
    }

    private static BatchStatistics batches(BatchMetrics.Totals totals) {
        return BatchStatistics.newBuilder()
                .setBatches(totals.batches())
                .setJobs(totals.jobs())
                .setCells(totals.cells())
                .setRows(totals.rows())
                .setPrices(totals.prices())
                .setLargestBatchJobs(totals.largestJobs())
                .build();
    }

    private static CacheStatistics cache(VectorCacheStatistics cache) {
        return CacheStatistics.newBuilder()
                .setEntries(cache.entries())
                .setBytes(cache.bytes())
                .setHits(cache.hits())
                .setMisses(cache.misses())
                .setEvictions(cache.evictions())
                .build();
    }

    /// A key of the configuration.
    ///
    /// @param setting the key, its value and where that comes from
    /// @return the message
    static ConfigurationEntry entry(Setting setting) {
        return ConfigurationEntry.newBuilder()
                .setKey(setting.key().name())
                .setValue(setting.value())
                .setUnit(setting.key().unit())
                .setSource(setting.source().label())
                .setRange(setting.key().type().range())
                .setDescription(setting.key().description())
                .build();
    }

    private static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }

    private static Duration duration(java.time.Duration duration) {
        return Duration.newBuilder()
                .setSeconds(duration.getSeconds())
                .setNanos(duration.getNano())
                .build();
    }
}
