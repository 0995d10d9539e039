package io.margrid.host.config;

import java.util.Locale;

/// Where a value comes from. Later ones go before earlier ones.
public enum ConfigSource {
    /// Nothing was said.
    DEFAULT,
    /// The file of `serve --config`.
    FILE,
    /// An environment variable.
    ENVIRONMENT,
    /// The command line.
    FLAG;

    /// The name for users.
    ///
    /// @return the name in lower case
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
