package io.margrid.host.grpc;

import io.margrid.host.config.Configuration;
import io.margrid.host.config.Keys;
import java.time.Duration;

/// When a server says that more calls come than it can answer.
///
/// @param burst how long calls may have to wait, by estimate, before it counts as overloaded; zero if it never
///     does
/// @param bound how long they wait while it is; those that would have to wait longer are refused
record OverloadSettings(Duration burst, Duration bound) {
    /// The settings of a configuration.
    ///
    /// @param configuration the values in force
    /// @return the settings
    static OverloadSettings of(Configuration configuration) {
        return new OverloadSettings(
                Duration.ofMillis(configuration.get(Keys.OVERLOAD_BURST_MILLIS)),
                Duration.ofMillis(configuration.get(Keys.OVERLOAD_WAIT_MILLIS)));
    }
}
