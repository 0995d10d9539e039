package io.margrid.host.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.margrid.host.config.ConfigLayer.Line;
import io.margrid.model.input.InvalidInputException;
import io.margrid.model.input.Violation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigurationTest {
    private static ConfigLayer layer(ConfigSource source, String place, String key, String text) {
        return new ConfigLayer(source, List.of(new Line(place, key, text)));
    }

    private static List<String> problems(ConfigLayer... layers) {
        return catchThrowableOfType(InvalidInputException.class, () -> Configuration.of(List.of(layers)))
                .violations()
                .stream()
                .map(Violation::toString)
                .toList();
    }

    @Test
    void defaultsHoldWhereNothingIsSaid() {
        assertThat(Configuration.DEFAULTS.get(Keys.SERVER_PORT)).isEqualTo(50_051);
        assertThat(Configuration.DEFAULTS.get(Keys.BATCH_TENANT_SHARE)).isEqualTo(0.5);
        assertThat(Configuration.DEFAULTS.get(Keys.BATCH_JOIN)).isTrue();
        assertThat(Configuration.DEFAULTS.settings())
                .hasSameSizeAs(Keys.ALL)
                .extracting(Setting::source)
                .containsOnly(ConfigSource.DEFAULT);
    }

    @Test
    void laterSourcesGoFirst() {
        List<ConfigLayer> layers = new ArrayList<>();
        long port = 1_000;
        for (ConfigSource source : List.of(ConfigSource.FILE, ConfigSource.ENVIRONMENT, ConfigSource.FLAG)) {
            port++;
            layers.add(layer(source, "x", "server.port", Long.toString(port)));
            List<ConfigLayer> backwards = new ArrayList<>(layers);
            Collections.reverse(backwards);
            for (List<ConfigLayer> order : List.of(layers, backwards)) {
                Setting setting = Configuration.of(order).setting(Keys.SERVER_PORT);
                assertThat(setting.value()).isEqualTo(Long.toString(port));
                assertThat(setting.source()).isEqualTo(source);
            }
        }
    }

    @Test
    void everythingWrongIsToldAtOnce() {
        assertThat(problems(
                        new ConfigLayer(
                                ConfigSource.FILE,
                                List.of(
                                        new Line("my.properties", "batch.cels", "1"),
                                        new Line("my.properties", "server.port", "70000"),
                                        new Line("my.properties", "log.format", "json"),
                                        new Line("my.properties", "log.format", "text"))),
                        layer(ConfigSource.ENVIRONMENT, "MARGRID_SERVER_PORTS", "MARGRID_SERVER_PORTS", "1"),
                        new ConfigLayer(
                                ConfigSource.FLAG,
                                List.of(
                                        new Line("--set", "quite.different-thing", "x"),
                                        new Line("--set", "server.drain-seconds", "soon"),
                                        new Line("--port", "server.port", "1")))))
                .containsExactly(
                        "my.properties: there is no key batch.cels; did you mean batch.cells?",
                        "my.properties: server.port must be a whole number in [0, 65535]: \"70000\"",
                        "my.properties: sets log.format a second time: \"text\"",
                        "MARGRID_SERVER_PORTS: sets no key, \"1\"; did you mean MARGRID_SERVER_PORT?",
                        "--set: there is no key quite.different-thing; serve --print-config lists the keys",
                        "--set: server.drain-seconds must be a whole number in [0, 3600] (s): \"soon\"");
    }

    @Test
    void valuesHaveToFitTogether() {
        assertThat(problems(layer(ConfigSource.FLAG, "--set", "batch.queue-cells", "4096")))
                .containsExactly("batch.queue-cells: must be at least batch.cells, 4194304: 4096");
    }

    @Test
    void wordsAreKeptAsTheyAreKnown() {
        ConfigLayer layer = layer(ConfigSource.FILE, "x", "log.level", " warning ");
        assertThat(Configuration.of(List.of(layer)).get(Keys.LOG_LEVEL)).isEqualTo("WARNING");
    }
}
