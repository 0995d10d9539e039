package io.margrid.host.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallMetricsTest {
    private final ServerMetrics metrics = MetricFixture.metrics();
    private final CallMetrics calls = metrics.calls();

    @Test
    void stagesComeInTheirOrder() {
        calls.started();
        calls.ended("m", "OK", 60, Map.of("send", 6L, "zeal", 1L, "alas", 2L, "read", 3L, "queue", 4L, "receive", 44L));
        assertThat(calls.stages())
                .extracting(CallMetrics.Stage::stage)
                .containsExactly("receive", "read", "queue", "send", "alas", "zeal");
        assertThat(calls.stages().stream().mapToLong(CallMetrics.Stage::nanos).sum())
                .isEqualTo(60);
    }

    @Test
    void sumsOfLongRunsAreExact() {
        for (int i = 0; i < 1_000_000; i++) {
            calls.started();
            calls.ended("m", "OK", 1_234_567, Map.of("read", 1_234_567L));
        }
        assertThat(calls.stages())
                .singleElement()
                .satisfies(stage -> assertThat(stage.nanos()).isBetween(1_234_566_999_000L, 1_234_567_001_000L));
        assertThat(calls.running()).isZero();
    }

    @Test
    void inputsOfTheFutureCountAsNew() throws java.io.IOException {
        calls.inputAge(Duration.ofSeconds(-5));
        calls.inputAge(Duration.ofSeconds(20));
        assertThat(MetricsPageTest.text(metrics))
                .contains("margrid_input_age_seconds_bucket{le=\"1.0\"} 1\n")
                .contains("margrid_input_age_seconds_bucket{le=\"60.0\"} 2\n");
    }
}
