package io.margrid.host.grpc;

import io.margrid.host.engine.MarketUse;
import io.margrid.host.store.BuiltMarket;
import io.margrid.host.store.StoredSnapshot;
import io.margrid.model.market.MarketSnapshot;
import java.util.Optional;

/// The market of a call.
///
/// @param built  the market, and what it lacks
/// @param stored the server's snapshot that it is; empty if it came with the request
record ResolvedMarket(BuiltMarket built, Optional<StoredSnapshot> stored) {
    /// A market that came with a request.
    static ResolvedMarket inline(BuiltMarket built) {
        return new ResolvedMarket(built, Optional.empty());
    }

    /// A snapshot of the server's.
    static ResolvedMarket of(StoredSnapshot stored) {
        return new ResolvedMarket(stored.built(), Optional.of(stored));
    }

    /// Whether other calls can name it too.
    MarketUse use() {
        return stored.isPresent() ? MarketUse.KEPT : MarketUse.ONCE;
    }

    MarketSnapshot snapshot() {
        return built.snapshot();
    }
}
