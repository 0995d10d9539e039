package io.margrid.host.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.host.config.ConfigLayer.Line;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentTest {
    @Test
    void variablesNameKeys() {
        ConfigLayer layer = Environment.layer(Map.of(
                "PATH",
                "/bin",
                "MARGRID_BATCH_QUEUE_JOBS",
                "7",
                "MARGRID_LOG_FORMAT",
                "json",
                "MARGRID_COLOUR",
                "red"));
        assertThat(layer.source()).isEqualTo(ConfigSource.ENVIRONMENT);
        assertThat(layer.lines())
                .containsExactly(
                        new Line("MARGRID_BATCH_QUEUE_JOBS", "batch.queue-jobs", "7"),
                        new Line("MARGRID_COLOUR", "MARGRID_COLOUR", "red"),
                        new Line("MARGRID_LOG_FORMAT", "log.format", "json"));
    }

    @Test
    void whatOthersSetIsLeftAlone() {
        assertThat(Environment.layer(Map.of(
                                "MARGRID_JAVA_OPTS", "-Xmx1g",
                                "MARGRID_SERVICE_HOST", "10.0.0.1",
                                "MARGRID_SERVICE_PORT_GRPC", "50051",
                                "MARGRID_PORT", "tcp://10.0.0.1:50051",
                                "MARGRID_PORT_50051_TCP_ADDR", "10.0.0.1"))
                        .lines())
                .isEmpty();
    }
}
