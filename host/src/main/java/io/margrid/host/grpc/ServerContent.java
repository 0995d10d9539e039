package io.margrid.host.grpc;

import io.margrid.host.store.ParameterLibrary;
import io.margrid.host.store.SnapshotStore;
import java.time.Duration;
import java.util.Optional;

/// What a server has for requests to name.
///
/// @param snapshots   markets
/// @param parameters  parameter sets
/// @param maxInputAge the most that the inputs of a call may be behind the server's clock where the call does not
///     say; empty if they may be of any age
/// @param version     version of the program
public record ServerContent(
        SnapshotStore snapshots, ParameterLibrary parameters, Optional<Duration> maxInputAge, String version) {
    /// Checks the age.
    ///
    /// @throws IllegalArgumentException if it is not above zero
    public ServerContent {
        if (maxInputAge.isPresent() && !maxInputAge.get().isPositive()) {
            throw new IllegalArgumentException("maxInputAge must be above zero: " + maxInputAge.get());
        }
    }
}
