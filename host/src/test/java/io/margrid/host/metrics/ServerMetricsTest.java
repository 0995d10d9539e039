package io.margrid.host.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.host.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Comparator;
import org.junit.jupiter.api.Test;

class ServerMetricsTest {
    private final ServerMetrics metrics = MetricFixture.metrics();

    @Test
    void namesAndSentencesHaveOneForm() {
        assertThat(MetricFixture.listed(metrics)).allSatisfy(metric -> {
            assertThat(metric.name()).matches("(margrid|jvm|process)_[a-z_]+");
            assertThat(metric.help()).matches("(?s)[0-9A-Z][^|]*\\.");
        });
    }

    @Test
    void theDocumentListsEveryMetric() throws IOException {
        StringBuilder rows = new StringBuilder();
        MetricFixture.listed(metrics).stream()
                .sorted(Comparator.comparing(MetricFixture.Listed::name))
                .forEach(metric ->
                        rows.append("| `%s` | %s | %s |\n".formatted(metric.name(), metric.kind(), metric.help())));
        assertThat(Files.readString(Repository.root().resolve("docs/operations.md")))
                .contains(rows.toString());
    }
}
