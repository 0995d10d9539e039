package io.margrid.host.config;

import io.margrid.model.input.InvalidInputException;
import io.margrid.model.input.Violations;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/// The values in force, of every key. Immutable.
public final class Configuration {
    /// What holds where nothing is said.
    public static final Configuration DEFAULTS = of(List.of());

    private final Map<String, Setting> settings;

    private Configuration(Map<String, Setting> settings) {
        this.settings = Map.copyOf(settings);
    }

    /// Puts layers one over the other.
    ///
    /// @param layers in any order; a flag goes before the environment, that before the file, that before the
    ///     default
    /// @return the values in force
    /// @throws InvalidInputException naming everything that is wrong in any layer, overridden values included:
    ///     unknown keys with the nearest known one, keys that a layer sets twice, and values out of range
    public static Configuration of(List<ConfigLayer> layers) {
        Map<String, Setting> settings = new HashMap<>();
        Keys.ALL.forEach(key -> settings.put(key.name(), new Setting(key, key.initial(), ConfigSource.DEFAULT)));
        List<ConfigLayer> ordered = new ArrayList<>(layers);
        ordered.sort(Comparator.comparing(ConfigLayer::source));
        Violations violations = new Violations();
        for (ConfigLayer layer : ordered) {
            apply(layer, settings, violations);
        }
        Configuration configuration = new Configuration(settings);
        if (violations.isEmpty()) {
            configuration.checkTogether(violations);
        }
        violations.throwIfAny();
        return configuration;
    }

    /// What no value says alone.
    private void checkTogether(Violations violations) {
        Setting queue = setting(Keys.BATCH_QUEUE_CELLS);
        if (get(Keys.BATCH_QUEUE_CELLS) < get(Keys.BATCH_CELLS)) {
            violations.add(
                    queue.key().name(),
                    "must be at least %s, %d: %s"
                            .formatted(Keys.BATCH_CELLS.name(), get(Keys.BATCH_CELLS), queue.value()));
        }
    }

    private static void apply(ConfigLayer layer, Map<String, Setting> settings, Violations violations) {
        Set<String> seen = new HashSet<>();
        for (ConfigLayer.Line line : layer.lines()) {
            Setting before = settings.get(line.key());
            if (before == null) {
                violations.add(line.place(), unknown(line, layer.source(), settings.keySet()));
                continue;
            }
            if (!seen.add(line.key())) {
                violations.add(line.place(), "sets %s a second time: \"%s\"".formatted(line.key(), line.text()));
                continue;
            }
            ConfigKey<?> key = before.key();
            String text = line.text().strip();
            try {
                settings.put(line.key(), new Setting(key, key.type().parse(text).toString(), layer.source()));
            } catch (IllegalArgumentException _) {
                violations.add(
                        line.place(),
                        "%s must be %s%s: \"%s\""
                                .formatted(
                                        line.key(),
                                        key.type().range(),
                                        key.unit().isEmpty() ? "" : " (%s)".formatted(key.unit()),
                                        text));
            }
        }
    }

    private static String unknown(ConfigLayer.Line line, ConfigSource source, Set<String> known) {
        if (source == ConfigSource.ENVIRONMENT) {
            String nearest = NearestName.of(
                            line.place(),
                            Keys.ALL.stream().map(ConfigKey::variable).toList())
                    .map("; did you mean %s?"::formatted)
                    .orElse("");
            return "sets no key, \"%s\"%s".formatted(line.text(), nearest);
        }
        String nearest = NearestName.of(line.key(), known)
                .map("; did you mean %s?"::formatted)
                .orElse("; serve --print-config lists the keys");
        return "there is no key %s%s".formatted(line.key(), nearest);
    }

    /// The value of a key.
    ///
    /// @param key one of [Keys]
    /// @param <T> what its values are
    /// @return the value in force
    public <T> T get(ConfigKey<T> key) {
        return key.type().parse(setting(key).value());
    }

    /// The value of a key that is a count or a port.
    ///
    /// @param key one of [Keys]
    /// @return the value in force
    /// @throws ArithmeticException if it is no `int`, which the key's range should prevent
    public int getInt(ConfigKey<Long> key) {
        return Math.toIntExact(get(key));
    }

    /// The value of a key and where it comes from.
    ///
    /// @param key one of [Keys]
    /// @return the setting
    public Setting setting(ConfigKey<?> key) {
        Setting setting = settings.get(key.name());
        if (setting == null) {
            throw new NoSuchElementException("not among Keys.ALL: " + key.name());
        }
        return setting;
    }

    /// Every key with its value.
    ///
    /// @return in order of the keys' names
    public List<Setting> settings() {
        return Keys.ALL.stream().map(this::setting).toList();
    }
}
