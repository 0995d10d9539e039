package io.margrid.host.grpc;

import io.margrid.host.store.SnapshotStore;
import io.margrid.model.input.Violations;

/// Names of snapshots, beyond what [Texts#nameProblem] asks of every name.
final class SnapshotNames {
    private SnapshotNames() {}

    /// Refuses names that mean something else.
    ///
    /// @param id         the name of a market that is to be kept
    /// @param field      path of the market
    /// @param violations takes what is wrong with the name
    static void check(String id, String field, Violations violations) {
        if (SnapshotStore.isReserved(id)) {
            violations.add(field + ".id", "is reserved: \"%s\"".formatted(id));
        }
    }
}
