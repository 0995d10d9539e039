package io.margrid.host.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.margrid.host.config.ConfigSource;
import io.margrid.host.config.Configuration;
import io.margrid.host.config.Keys;
import io.margrid.host.config.Setting;
import io.margrid.model.input.InvalidInputException;
import io.margrid.model.input.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ConfigOptionsTest {
    @TempDir
    private Path folder;

    @Command(name = "test")
    private static final class Holder {
        @Mixin
        private final ConfigOptions options = new ConfigOptions();
    }

    private static Configuration read(Map<String, String> environment, Properties properties, String... args) {
        Holder holder = new Holder();
        new CommandLine(holder).parseArgs(args);
        return holder.options.read(environment, properties);
    }

    private static List<String> problems(Map<String, String> environment, String... args) {
        return catchThrowableOfType(InvalidInputException.class, () -> read(environment, new Properties(), args))
                .violations()
                .stream()
                .map(Violation::toString)
                .toList();
    }

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("my.properties"), text).toString();
    }

    @Test
    void flagsGoBeforeTheEnvironmentAndThatBeforeTheFile() throws IOException {
        String file = file("server.port=1\nbatch.cells=5000\nlog.format=json\nserver.drain-seconds=7\n");
        Configuration configuration = read(
                Map.of("MARGRID_SERVER_PORT", "2", "MARGRID_BATCH_CELLS", "6000"),
                new Properties(),
                "--config",
                file,
                "--port",
                "3",
                "--set",
                "log.format = text");
        assertThat(configuration.get(Keys.SERVER_PORT)).isEqualTo(3);
        assertThat(configuration.get(Keys.BATCH_CELLS)).isEqualTo(6_000);
        assertThat(configuration.get(Keys.LOG_FORMAT)).isEqualTo("text");
        assertThat(configuration.get(Keys.SERVER_DRAIN_SECONDS)).isEqualTo(7);
        assertThat(configuration.settings())
                .filteredOn(setting -> setting.source() != ConfigSource.DEFAULT)
                .extracting(Setting::source)
                .containsExactly(ConfigSource.ENVIRONMENT, ConfigSource.FLAG, ConfigSource.FILE, ConfigSource.FLAG);
    }

    @Test
    void flagsOfTheirOwnAreKeys() {
        Configuration configuration = read(
                Map.of(), new Properties(), "--host", "::1", "--backend", "scalar", "--params", "deribit-2024-06-17");
        assertThat(configuration.get(Keys.SERVER_HOST)).isEqualTo("::1");
        assertThat(configuration.get(Keys.BACKEND_NAME)).isEqualTo("scalar");
        assertThat(configuration.get(Keys.PARAMETERS_DEFAULT)).isEqualTo("deribit-2024-06-17");
    }

    @Test
    void theOldPropertyOfTheLogCountsAsEnvironment() {
        Properties properties = new Properties();
        properties.setProperty("margrid.log", "FINE");
        assertThat(read(Map.of(), properties).get(Keys.LOG_LEVEL)).isEqualTo("FINE");
        assertThat(read(Map.of("MARGRID_LOG_LEVEL", "SEVERE"), properties).get(Keys.LOG_LEVEL))
                .isEqualTo("SEVERE");
    }

    @Test
    void whatIsWrongSaysWhere() throws IOException {
        assertThat(problems(
                        Map.of("MARGRID_SERVER_HOST", "a b"),
                        "--config",
                        file("server.hots=x"),
                        "--set",
                        "batch.join",
                        "--port",
                        "1",
                        "--set",
                        "server.port=2"))
                .containsExactly(
                        "my.properties: there is no key server.hots; did you mean server.host?",
                        "MARGRID_SERVER_HOST: server.host must be a host name or an address of this machine: \"a b\"",
                        "--set: batch.join must be true or false: \"\"",
                        "--set: sets server.port a second time: \"2\"");
    }

    @Test
    void filesThatCannotBeReadAreSaid() throws IOException {
        assertThat(problems(Map.of(), "--config", folder.resolve("none").toString()))
                .singleElement()
                .asString()
                .matches("--config: cannot read .*none: no such file or folder");
        assertThat(problems(Map.of(), "--config", file("log.format=\\u00zz")))
                .singleElement()
                .asString()
                .contains("--config: cannot read", "my.properties");
    }

    @Test
    void helpTellsTheDefaultsInForce() {
        String help = new CommandLine(new Holder()).getUsageMessage();
        assertThat(help.replaceAll("\\s+", " "))
                .contains("(default: %s)".formatted(Keys.SERVER_HOST.initial()))
                .contains("(default: %s)".formatted(Keys.SERVER_PORT.initial()))
                .contains("(default: %s)".formatted(Keys.BACKEND_NAME.initial()))
                .contains("(default: %s)".formatted(Keys.PARAMETERS_DEFAULT.initial()));
    }
}
