package io.margrid.host.config;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;

/// The configuration as a file: UTF-8, in the form of `java.util.Properties`.
public final class ConfigFile {
    private static final Pattern FIRST_LINE = Pattern.compile("^#.*\\R");

    private ConfigFile() {}

    /// Reads a file.
    ///
    /// @param file the file
    /// @return a line for each property, in the file's order
    /// @throws IOException              if it cannot be read
    /// @throws IllegalArgumentException if an escape is no character
    public static ConfigLayer read(Path file) throws IOException {
        LineCollector collector = new LineCollector(String.valueOf(file.getFileName()));
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            collector.load(reader);
        }
        return new ConfigLayer(ConfigSource.FILE, collector.lines);
    }

    /// Writes a configuration as a file that [#read] takes, each value with what it is for.
    ///
    /// @param configuration the values in force
    /// @return the text; ends with a line feed
    public static String text(Configuration configuration) {
        StringBuilder text = new StringBuilder("# Configuration of ./margrid serve, as it is in force.\n");
        for (Setting setting : configuration.settings()) {
            ConfigKey<?> key = setting.key();
            text.append("\n# ").append(key.description()).append('\n');
            text.append("# ").append(Keys.summary(key)).append(" Source: ");
            text.append(setting.source().label()).append(".\n");
            text.append(property(key.name(), setting.value()));
        }
        return text.toString();
    }

    /// A line of the file. Only `Properties` knows what has to be escaped.
    private static String property(String name, String value) {
        Properties one = new Properties();
        one.setProperty(name, value);
        StringWriter writer = new StringWriter();
        try {
            one.store(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // The first line is the date.
        return FIRST_LINE.matcher(writer.toString()).replaceFirst("").replace(System.lineSeparator(), "\n");
    }

    /// Keeps every property, also one that is named twice.
    private static final class LineCollector extends Properties {
        private static final long serialVersionUID = 1L;

        private final String place;
        private final transient List<ConfigLayer.Line> lines = new ArrayList<>();

        LineCollector(String place) {
            this.place = place;
        }

        @Override
        public synchronized Object put(Object key, Object value) {
            lines.add(new ConfigLayer.Line(place, key.toString(), value.toString()));
            return value;
        }
    }
}
