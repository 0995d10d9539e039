package io.margrid.host.cli;

import io.margrid.host.log.JsonLogFormatter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/// What of the log is shown: one line for each record, on standard error, from a level on.
///
/// A server shows INFO, such as a line for each backend. Of the other commands standard error belongs to remarks
/// on the input, so they show warnings only. `java.util.logging` makes an object of this class before its first
/// record.
public final class LogSetup {
    /// The property that holds the level: a name of `java.util.logging.Level`.
    static final String LEVEL = "margrid.log";

    /// The property that holds the level where the user set none.
    static final String INITIAL_LEVEL = "margrid.log.initial";

    private static final String CLASS = "java.util.logging.config.class";
    private static final String FILE = "java.util.logging.config.file";

    /// For `java.util.logging`.
    public LogSetup() {
        String configuration = """
            handlers=java.util.logging.ConsoleHandler
            java.util.logging.ConsoleHandler.level=ALL
            java.util.logging.SimpleFormatter.format=%%1$tFT%%1$tT.%%1$tL%%1$tz %%4$s %%5$s%%6$s%%n
            .level=%s
            """.formatted(System.getProperty(LEVEL, System.getProperty(INITIAL_LEVEL, "INFO")));
        try (InputStream bytes = new ByteArrayInputStream(configuration.getBytes(StandardCharsets.ISO_8859_1))) {
            LogManager.getLogManager().readConfiguration(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Makes this the log's setup, unless the user has set up another.
    ///
    /// @param args       the command line
    /// @param properties system properties, where the setup and the command's level are added
    static void install(String[] args, Properties properties) {
        if (properties.containsKey(CLASS) || properties.containsKey(FILE)) {
            return;
        }
        properties.setProperty(CLASS, LogSetup.class.getName());
        properties.put(INITIAL_LEVEL, List.of(args).contains("serve") ? "INFO" : "WARNING");
    }

    /// Changes level and form of a log that this class has set up, and of no other.
    ///
    /// @param level a name of `java.util.logging.Level`
    /// @param json  whether records are JSON objects
    static void apply(String level, boolean json) {
        if (!LogSetup.class.getName().equals(System.getProperty(CLASS))) {
            return;
        }
        Logger root = Logger.getLogger("");
        root.setLevel(Level.parse(level));
        if (json) {
            for (Handler handler : root.getHandlers()) {
                handler.setFormatter(new JsonLogFormatter());
            }
        }
    }
}
