package io.margrid.host.grpc;

import io.margrid.model.market.MarketSnapshot;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// What a server has for requests to name.
///
/// @param snapshots         markets by name
/// @param defaultSnapshotId the market of requests that give none; empty if there is no such
/// @param parameters        parameter sets
/// @param version           version of the program
public record ServerContent(
        Map<String, MarketSnapshot> snapshots, String defaultSnapshotId, ParameterLookup parameters, String version) {
    /// Copies the map.
    ///
    /// @throws IllegalArgumentException if the default is not among the snapshots
    public ServerContent {
        snapshots = Collections.unmodifiableMap(new TreeMap<>(snapshots));
        if (!defaultSnapshotId.isEmpty() && !snapshots.containsKey(defaultSnapshotId)) {
            throw new IllegalArgumentException(
                    "defaultSnapshotId must name one of %s: \"%s\"".formatted(snapshots.keySet(), defaultSnapshotId));
        }
    }
}
