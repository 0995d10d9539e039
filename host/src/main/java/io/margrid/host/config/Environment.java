package io.margrid.host.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Environment variables as a layer of the configuration.
public final class Environment {
    /// The launcher's own.
    private static final Set<String> NOT_KEYS = Set.of("MARGRID_JAVA_OPTS");

    /// What Kubernetes adds to every container beside a service that is named `margrid`.
    private static final Pattern SERVICE_LINK =
            Pattern.compile("MARGRID_SERVICE_(HOST|PORT)(_.*)?|MARGRID_PORT(_[0-9]+_(TCP|UDP|SCTP)(_.*)?)?");

    private Environment() {}

    /// The variables that begin with `MARGRID_`.
    ///
    /// @param variables the whole environment
    /// @return a line for each, in order of the names
    public static ConfigLayer layer(Map<String, String> variables) {
        Map<String, String> keys = new HashMap<>();
        Keys.ALL.forEach(key -> keys.put(key.variable(), key.name()));
        List<ConfigLayer.Line> lines = new ArrayList<>();
        new TreeMap<>(variables).forEach((name, text) -> {
            if (name.startsWith(ConfigKey.ENVIRONMENT_PREFIX)
                    && !NOT_KEYS.contains(name)
                    && !SERVICE_LINK.matcher(name).matches()) {
                lines.add(new ConfigLayer.Line(name, keys.getOrDefault(name, name), text));
            }
        });
        return new ConfigLayer(ConfigSource.ENVIRONMENT, lines);
    }
}
