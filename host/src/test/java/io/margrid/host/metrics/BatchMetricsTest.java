package io.margrid.host.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchMetricsTest {
    private final ServerMetrics metrics = MetricFixture.metrics();
    private final BatchMetrics batches = metrics.batches();

    @Test
    void batchesAreAddedUp() throws IOException {
        batches.batchDone(List.of(1_000L, 2_000L, 3_000L), 500, 900, 30, 10, 20, 30);
        batches.batchDone(List.of(4_000L), 50, 90, 3, 1, 2, 3);
        assertThat(batches.totals()).isEqualTo(new BatchMetrics.Totals(2, 4, 990, 33, 550, 3));
        assertThat(MetricsPageTest.text(metrics))
                .contains("margrid_batch_fill_ratio_bucket{le=\"0.1\"} 1\n")
                .contains("margrid_batch_fill_ratio_bucket{le=\"0.9\"} 2\n")
                .contains("margrid_batch_jobs_bucket{le=\"1.0\"} 1\n")
                .contains("margrid_queue_wait_seconds_count 4\n")
                .contains("margrid_batch_seconds_count{part=\"compute\"} 2\n");
    }

    @Test
    void whatIsShedIsCountedByReason() {
        batches.shed("QUEUE_FULL");
        batches.shed("DRAINING");
        batches.shed("QUEUE_FULL");
        assertThat(batches.shed())
                .containsExactly(new BatchMetrics.Shed("DRAINING", 1), new BatchMetrics.Shed("QUEUE_FULL", 2));
    }
}
