package io.margrid.host.config;

/// A key with the value in force.
///
/// @param key    the key
/// @param value  its value, as it is written
/// @param source where the value comes from
public record Setting(ConfigKey<?> key, String value, ConfigSource source) {}
