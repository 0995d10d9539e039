package io.margrid.host.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsPageTest {
    /// The page, read over HTTP.
    static String text(ServerMetrics metrics) throws IOException {
        try (MetricsPage page = MetricsPage.serve("127.0.0.1", 0, metrics)) {
            return text(page);
        }
    }

    private static String text(MetricsPage page) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create("http://127.0.0.1:%d/metrics".formatted(page.port()))
                        .toURL()
                        .openConnection();
        assertThat(connection.getResponseCode()).isEqualTo(200);
        assertThat(connection.getContentType()).startsWith("text/plain; version=0.0.4");
        try (InputStream in = connection.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void everyFigureIsOnThePage() throws IOException {
        ServerMetrics metrics = MetricFixture.metrics();
        metrics.serving(true);
        metrics.calls().started();
        metrics.calls().started();
        metrics.calls().ended("margrid.v1.MarginService/ComputeMargin", "OK", 1_500_000, Map.of("read", 1_500_000L));
        List<String> lines = Arrays.asList(text(metrics).split("\n", -1));
        assertThat(lines)
                .contains(
                        "margrid_requests_total{code=\"OK\",method=\"margrid.v1.MarginService/ComputeMargin\"} 1.0",
                        "margrid_requests_running 1.0",
                        "margrid_request_seconds_count{method=\"margrid.v1.MarginService/ComputeMargin\"} 1",
                        "margrid_stage_seconds_sum{stage=\"read\"} 0.0015",
                        "margrid_serving 1.0",
                        "margrid_build_info{version=\"1.2.3\"} 1.0",
                        "margrid_backend_info{id=\"cuda\",label=\"cuda/NVIDIA/H100\"} 1.0",
                        "margrid_fallbacks_total{reason=\"HUNG\"} 3.0",
                        "margrid_device_faults_total{fault=\"LOST\"} 2.0",
                        "margrid_cross_checks_total 10.0",
                        "margrid_cross_check_mismatches_total 1.0",
                        "margrid_device_hung_threads 1.0",
                        "margrid_queue_jobs 7.0",
                        "margrid_queue_oldest_seconds 1.5",
                        "margrid_queue_admitted_total 77.0",
                        "margrid_vector_cache_hits_total 8.0");
        assertThat(lines)
                .anyMatch(line -> line.matches("jvm_memory_used_bytes\\{area=\"heap\"\\} [1-9].*"))
                .anyMatch(line -> line.matches("jvm_threads_current [1-9].*"));
    }

    @Test
    void aPortInUseIsSaid() throws IOException {
        ServerMetrics metrics = MetricFixture.metrics();
        try (MetricsPage page = MetricsPage.serve("127.0.0.1", 0, metrics)) {
            assertThatThrownBy(() -> MetricsPage.serve("127.0.0.1", page.port(), metrics))
                    .isInstanceOf(IOException.class);
            assertThat(text(page)).contains("margrid_serving 0.0");
        }
    }
}
