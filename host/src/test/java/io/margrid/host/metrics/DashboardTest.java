package io.margrid.host.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.margrid.host.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// `docs/grafana/margrid.json`: the shape that Grafana's dashboard schema asks for, and names that exist.
class DashboardTest {
    private static final int COLUMNS = 24;
    private static final Pattern METRIC = Pattern.compile("\\b(?:margrid|jvm|process)_[a-z_]+");
    private static final Pattern BY = Pattern.compile("by \\(([a-z, ]+)\\)");
    private static final Pattern LEGEND = Pattern.compile("\\{\\{([a-z]+)}}");
    private static final Set<String> LABELS = Set.of(
            "method", "code", "stage", "reason", "part", "fault", "label", "version", "area", "gc", "pool", "le");

    private final JsonObject dashboard = read();

    private static JsonObject read() {
        try {
            return JsonParser.parseString(Files.readString(Repository.root().resolve("docs/grafana/margrid.json")))
                    .getAsJsonObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<JsonObject> panels() {
        return dashboard.getAsJsonArray("panels").asList().stream()
                .map(JsonElement::getAsJsonObject)
                .toList();
    }

    private List<JsonObject> targets() {
        return panels().stream()
                .filter(panel -> panel.has("targets"))
                .flatMap(panel -> panel.getAsJsonArray("targets").asList().stream())
                .map(JsonElement::getAsJsonObject)
                .toList();
    }

    @Test
    void itHasTheShapeThatGrafanaLoads() {
        assertThat(dashboard.get("uid").getAsString()).matches("[a-z]{1,40}");
        assertThat(dashboard.get("title").getAsString()).isNotEmpty();
        assertThat(dashboard.get("schemaVersion").getAsInt()).isPositive();
        assertThat(dashboard.has("id")).as("an id belongs to one installation").isFalse();
        assertThat(dashboard.getAsJsonObject("time").keySet()).contains("from", "to");
        assertThat(dashboard
                        .getAsJsonObject("templating")
                        .getAsJsonArray("list")
                        .asList())
                .extracting(variable -> variable.getAsJsonObject().get("name").getAsString())
                .containsExactly("datasource", "instance");
        Set<Integer> ids = new HashSet<>();
        for (JsonObject panel : panels()) {
            assertThat(ids.add(panel.get("id").getAsInt())).isTrue();
            assertThat(panel.get("type").getAsString()).isIn("row", "stat", "timeseries");
            assertThat(panel.get("title").getAsString()).isNotEmpty();
            if (!panel.get("type").getAsString().equals("row")) {
                assertThat(panel.getAsJsonObject("datasource").get("uid").getAsString())
                        .isEqualTo("${datasource}");
                assertThat(panel.getAsJsonObject("fieldConfig").has("defaults")).isTrue();
                assertThat(panel.getAsJsonArray("targets")).isNotEmpty();
            }
        }
    }

    @Test
    void panelsDoNotOverlap() {
        Set<List<Integer>> taken = new HashSet<>();
        for (JsonObject panel : panels()) {
            JsonObject place = panel.getAsJsonObject("gridPos");
            int left = place.get("x").getAsInt();
            int top = place.get("y").getAsInt();
            assertThat(left + place.get("w").getAsInt()).isLessThanOrEqualTo(COLUMNS);
            for (int x = left; x < left + place.get("w").getAsInt(); x++) {
                for (int y = top; y < top + place.get("h").getAsInt(); y++) {
                    assertThat(taken.add(List.of(x, y)))
                            .as(panel.get("title").getAsString())
                            .isTrue();
                }
            }
        }
    }

    @Test
    void expressionsNameWhatExists() {
        Set<String> known = new HashSet<>();
        MetricFixture.listed(MetricFixture.metrics()).forEach(metric -> {
            if (metric.kind().equals("histogram")) {
                known.addAll(List.of(metric.name() + "_bucket", metric.name() + "_sum", metric.name() + "_count"));
            } else {
                known.add(metric.name());
            }
        });
        assertThat(targets()).isNotEmpty();
        for (JsonObject target : targets()) {
            String expression = target.get("expr").getAsString();
            List<String> metrics = all(METRIC, expression);
            assertThat(metrics).as(expression).isNotEmpty().isSubsetOf(known);
            assertThat(expression.chars().filter(c -> c == '(').count())
                    .as(expression)
                    .isEqualTo(expression.chars().filter(c -> c == ')').count());
            assertThat(expression).contains("instance=~\"$instance\"");
            for (String labels : all(BY, expression)) {
                assertThat(labels.replace("by (", "").replace(")", "").split(", "))
                        .isSubsetOf(LABELS);
            }
            for (String label : all(LEGEND, target.get("legendFormat").getAsString())) {
                assertThat(label.substring(2, label.length() - 2)).isIn(LABELS);
            }
        }
    }

    @Test
    void everyCounterOfOursIsShown() {
        String expressions = targets().toString();
        assertThat(MetricFixture.listed(MetricFixture.metrics()))
                .filteredOn(metric -> metric.name().startsWith("margrid_"))
                .extracting(MetricFixture.Listed::name)
                .filteredOn(name -> !expressions.contains(name))
                .containsExactlyInAnyOrder(
                        "margrid_device_quarantines_total",
                        "margrid_vector_cache_entries",
                        "margrid_vector_cache_evictions_total");
    }

    private static List<String> all(Pattern pattern, String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }
}
