package io.margrid.host.config;

import java.util.Locale;

/// Something about the server that a user can set.
///
/// @param <T>         what its values are in the program
/// @param name        for example `batch.queue-jobs`
/// @param flag        option of `serve` that sets it too, for example `--port`; empty if there is none
/// @param unit        of its values; empty if they have none
/// @param type        its values
/// @param initial     the value where nothing is said, as it is written
/// @param description what it is for, in one sentence
public record ConfigKey<T>(
        String name, String flag, String unit, ValueType<T> type, String initial, String description) {
    /// Begins the name of every environment variable that sets a key.
    static final String ENVIRONMENT_PREFIX = "MARGRID_";

    /// Checks that the initial value is one.
    ///
    /// @throws IllegalArgumentException if it is not
    public ConfigKey {
        type.parse(initial);
    }

    /// The environment variable that sets the key.
    ///
    /// @return for example `MARGRID_BATCH_QUEUE_JOBS`
    public String variable() {
        return ENVIRONMENT_PREFIX + name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
