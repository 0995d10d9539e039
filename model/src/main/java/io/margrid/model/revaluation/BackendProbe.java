package io.margrid.model.revaluation;

/// What a provider found on this machine.
public sealed interface BackendProbe {
    /// The backend can be opened.
    ///
    /// @param info who would compute
    record Usable(BackendInfo info) implements BackendProbe {}

    /// The backend cannot be used here.
    ///
    /// @param reason what is missing
    /// @param remedy what a user can do about it
    record Unusable(String reason, String remedy) implements BackendProbe {}
}
