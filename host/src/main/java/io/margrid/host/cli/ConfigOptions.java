package io.margrid.host.cli;

import io.margrid.host.config.ConfigFile;
import io.margrid.host.config.ConfigKey;
import io.margrid.host.config.ConfigLayer;
import io.margrid.host.config.ConfigLayer.Line;
import io.margrid.host.config.ConfigSource;
import io.margrid.host.config.Configuration;
import io.margrid.host.config.Environment;
import io.margrid.host.config.Keys;
import io.margrid.host.deribit.IoFailures;
import io.margrid.model.input.InvalidInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that configure a server. A flag of its own is a key too.
final class ConfigOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "configuration: a line KEY=VALUE each; --print-config shows the keys")
    private @Nullable Path file;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "sets a key of the configuration; may be repeated. MARGRID_BATCH_CELLS in the environment sets"
                            + " batch.cells, and so on; flags go before the environment, that before the file")
    private List<String> assignments = new ArrayList<>();

    @Option(names = "--print-config", description = "print the configuration in force, as a file, and end")
    private boolean print;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "address of this machine to serve on (default: 127.0.0.1)")
    private @Nullable String host;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "TCP port of the API; 0 picks a free one (default: 50051)")
    private @Nullable String port;

    @Option(
            names = "--backend",
            paramLabel = "NAME",
            description = "auto, or one that `margrid doctor` lists; a named one is used or the program stops (default:"
                    + " auto)")
    private @Nullable String backend;

    @Option(
            names = "--params",
            paramLabel = "ID|FILE",
            description = "parameter set of requests that name none (default: deribit-2026-02-15)")
    private @Nullable String params;

    ConfigOptions() {}

    /// Whether the configuration is all that is wanted.
    boolean isPrintOnly() {
        return print;
    }

    /// Reads the configuration.
    ///
    /// @param environment variables
    /// @param properties  system properties
    /// @return the values in force
    /// @throws InvalidInputException naming everything that is wrong, in whatever source
    Configuration read(Map<String, String> environment, Properties properties) {
        List<ConfigLayer> layers = new ArrayList<>();
        if (file != null) {
            layers.add(read(file));
        }
        layers.add(Environment.layer(withLogLevel(environment, properties)));
        layers.add(flags());
        return Configuration.of(layers);
    }

    private static ConfigLayer read(Path file) {
        try {
            return ConfigFile.read(file);
        } catch (IOException e) {
            throw new InvalidInputException("--config", "cannot read %s: %s".formatted(file, IoFailures.why(e)));
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("--config", "cannot read %s: %s".formatted(file, e.getMessage()));
        }
    }

    /// The log's level was a system property before it was a key, and is one for other commands.
    private static Map<String, String> withLogLevel(Map<String, String> environment, Properties properties) {
        Map<String, String> variables = new HashMap<>(environment);
        String level = properties.getProperty(LogSetup.LEVEL);
        if (level != null) {
            variables.putIfAbsent(Keys.LOG_LEVEL.variable(), level);
        }
        return variables;
    }

    private ConfigLayer flags() {
        List<Line> lines = new ArrayList<>();
        add(lines, Keys.SERVER_HOST, host);
        add(lines, Keys.SERVER_PORT, port);
        add(lines, Keys.BACKEND_NAME, backend);
        add(lines, Keys.PARAMETERS_DEFAULT, params);
        for (String assignment : assignments) {
            int sign = assignment.indexOf('=');
            String key = sign < 0 ? assignment : assignment.substring(0, sign);
            lines.add(new Line("--set", key.strip(), sign < 0 ? "" : assignment.substring(sign + 1)));
        }
        return new ConfigLayer(ConfigSource.FLAG, lines);
    }

    private static void add(List<Line> lines, ConfigKey<?> key, @Nullable String text) {
        if (text != null) {
            lines.add(new Line(key.flag(), key.name(), text));
        }
    }
}
