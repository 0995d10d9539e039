package io.margrid.host.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.host.config.ConfigLayer.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("margrid.properties"), text);
    }

    @Test
    void linesAreKeptAsTheyAre() throws IOException {
        ConfigLayer layer = ConfigFile.read(file("""
            # a comment
            server.port = 1
            server.port: 2
            parameters.default=C:\\\\sets\\\\mine.json
            log.format
            """));
        assertThat(layer.source()).isEqualTo(ConfigSource.FILE);
        assertThat(layer.lines())
                .containsExactly(
                        new Line("margrid.properties", "server.port", "1"),
                        new Line("margrid.properties", "server.port", "2"),
                        new Line("margrid.properties", "parameters.default", "C:\\sets\\mine.json"),
                        new Line("margrid.properties", "log.format", ""));
    }

    @Test
    void whatIsWrittenReadsTheSame() throws IOException {
        Configuration before = Configuration.of(List.of(new ConfigLayer(
                ConfigSource.FLAG,
                List.of(
                        new Line("--set", "parameters.default", "Größe = #1\\x:y.json"),
                        new Line("--set", "batch.tenant-share", "0.25"),
                        new Line("--set", "server.host", "::1")))));
        String text = ConfigFile.text(before);
        assertThat(text).contains("""
            # How long a batch that is not full may wait for company.
            # Takes a whole number in [0, 1000000], in us. Default: 0. Source: default.
            batch.delay-micros=0
            """, """
            Source: flag.
            server.host=\\:\\:1
            """);
        Configuration after = Configuration.of(List.of(ConfigFile.read(file(text))));
        assertThat(after.settings())
                .extracting(Setting::value)
                .isEqualTo(before.settings().stream().map(Setting::value).toList());
        assertThat(after.settings()).extracting(Setting::source).containsOnly(ConfigSource.FILE);
    }

    @Test
    void badFilesAreRefused() throws IOException {
        assertThatThrownBy(() -> ConfigFile.read(folder.resolve("none"))).isInstanceOf(IOException.class);
        Path escape = file("log.format=\\u00zz");
        assertThatThrownBy(() -> ConfigFile.read(escape)).isInstanceOf(IllegalArgumentException.class);
        Files.write(escape, new byte[] {(byte) 0xff, (byte) 0xfe, '=', '1'});
        assertThatThrownBy(() -> ConfigFile.read(escape)).isInstanceOf(IOException.class);
    }
}
