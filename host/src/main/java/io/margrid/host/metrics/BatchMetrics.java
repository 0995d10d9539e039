package io.margrid.host.metrics;

import io.margrid.host.batch.BatchObserver;
import io.margrid.host.batch.BatchRun;
import io.margrid.host.batch.RefusedException;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Batches, what was in them, and what was shed before it got into one.
public final class BatchMetrics implements BatchObserver {
    private final long fullCells;
    private final Counter batches;
    private final Counter jobs;
    private final Counter cells;
    private final Counter rows;
    private final Counter prices;
    private final Counter shed;
    private final Histogram batchJobs;
    private final Histogram fill;
    private final Histogram queueSeconds;
    private final Histogram batchSeconds;
    private final AtomicLong largest = new AtomicLong();

    /// @param fullCells most cells of a batch
    BatchMetrics(PrometheusRegistry registry, long fullCells) {
        this.fullCells = fullCells;
        batches = counter(registry, "margrid_batches_total", "Batches that were computed.");
        jobs = counter(registry, "margrid_batch_members_total", "Jobs in batches; a job that was cut counts by parts.");
        cells = counter(registry, "margrid_cells_total", "Cells in batches: instruments or rows, times scenarios.");
        rows = counter(registry, "margrid_books_total", "Books in batches, each netting set counted once.");
        prices = counter(registry, "margrid_prices_total", "Prices in batches: instruments times scenarios.");
        shed = Counter.builder()
                .name("margrid_shed_total")
                .help("Calls and jobs refused or dropped before they reached the device, by reason.")
                .labelNames("reason")
                .withoutExemplars()
                .register(registry);
        batchJobs = histogram(registry, "margrid_batch_jobs", "Jobs of a batch.", Bounds.JOBS);
        fill = histogram(registry, "margrid_batch_fill_ratio", "Cells of a batch over the most.", Bounds.SHARES);
        queueSeconds = histogram(
                registry, "margrid_queue_wait_seconds", "How long a job waited for its batch.", Bounds.STAGE_SECONDS);
        batchSeconds = Histogram.builder()
                .name("margrid_batch_seconds")
                .help("Time of a batch on the batcher's thread, by part: pack, compute, cut.")
                .labelNames("part")
                .classicOnly()
                .classicUpperBounds(Bounds.STAGE_SECONDS)
                .withoutExemplars()
                .register(registry);
    }

    private static Counter counter(PrometheusRegistry registry, String name, String help) {
        return Counter.builder().name(name).help(help).withoutExemplars().register(registry);
    }

    private static Histogram histogram(PrometheusRegistry registry, String name, String help, double[] bounds) {
        return Histogram.builder()
                .name(name)
                .help(help)
                .classicOnly()
                .classicUpperBounds(bounds)
                .withoutExemplars()
                .register(registry);
    }

    /// A batch was computed.
    ///
    /// @param queueNanos   how long each job in it had waited
    /// @param batchPrices  instruments times scenarios
    /// @param batchCells   instruments or rows, times scenarios
    /// @param batchRows    rows of books
    /// @param packNanos    time to join the jobs
    /// @param computeNanos time that the backend took
    /// @param cutNanos     time to hand the results out
    public void batchDone(
            List<Long> queueNanos,
            long batchPrices,
            long batchCells,
            long batchRows,
            long packNanos,
            long computeNanos,
            long cutNanos) {
        batches.inc();
        jobs.inc(queueNanos.size());
        cells.inc(batchCells);
        rows.inc(batchRows);
        prices.inc(batchPrices);
        largest.accumulateAndGet(queueNanos.size(), Math::max);
        batchJobs.observe(queueNanos.size());
        fill.observe((double) batchCells / fullCells);
        queueNanos.forEach(nanos -> queueSeconds.observe(nanos / Bounds.NANOS));
        batchSeconds.labelValues("pack").observe(packNanos / Bounds.NANOS);
        batchSeconds.labelValues("compute").observe(computeNanos / Bounds.NANOS);
        batchSeconds.labelValues("cut").observe(cutNanos / Bounds.NANOS);
    }

    @Override
    public void batchDone(BatchRun run) {
        batchDone(
                run.queueNanos(),
                run.prices(),
                run.cells(),
                run.rows(),
                run.packNanos(),
                run.computeNanos(),
                run.cutNanos());
    }

    @Override
    public void refused(RefusedException.Reason reason) {
        shed(reason.name());
    }

    @Override
    public void dropped(RefusedException.Reason reason) {
        shed(reason.name());
    }

    /// A call or a job was refused or dropped before it reached the device.
    ///
    /// @param reason of the error answer, in UPPER_SNAKE; one of a few
    public void shed(String reason) {
        shed.labelValues(reason).inc();
    }

    /// All batches together.
    ///
    /// @param batches     how many
    /// @param jobs        jobs in them
    /// @param cells       cells in them
    /// @param rows        rows of books in them
    /// @param prices      prices in them
    /// @param largestJobs jobs of the largest
    public record Totals(long batches, long jobs, long cells, long rows, long prices, long largestJobs) {}

    /// What was computed since the start.
    ///
    /// @return the totals; a batch that ends meanwhile may be in some of them only
    public Totals totals() {
        return new Totals(
                batches.getLongValue(),
                jobs.getLongValue(),
                cells.getLongValue(),
                rows.getLongValue(),
                prices.getLongValue(),
                largest.get());
    }

    /// Something that was shed.
    ///
    /// @param reason why
    /// @param count  how often
    public record Shed(String reason, long count) {}

    /// What was shed since the start.
    ///
    /// @return in order of the reasons
    public List<Shed> shed() {
        return shed.collect().getDataPoints().stream()
                .map(point -> new Shed(String.valueOf(point.getLabels().get("reason")), (long) point.getValue()))
                .sorted(Comparator.comparing(Shed::reason))
                .toList();
    }
}
