package io.margrid.host.config;

import java.util.List;

/// What one source says, as it was written.
///
/// @param source the source
/// @param lines  what it sets; a key that is named twice is there twice
public record ConfigLayer(ConfigSource source, List<Line> lines) {
    /// Copies the list.
    public ConfigLayer {
        lines = List.copyOf(lines);
    }

    /// A value for a key.
    ///
    /// @param place where it was written, for messages: `margrid.properties`, `MARGRID_SERVER_PORT`, `--port`
    /// @param key   name of the key, which may not exist
    /// @param text  the value, which may not be one
    public record Line(String place, String key, String text) {}
}
