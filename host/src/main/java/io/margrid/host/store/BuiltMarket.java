package io.margrid.host.store;

import io.margrid.model.market.MarketSnapshot;
import java.util.List;
import java.util.Map;

/// A market made of quotes.
///
/// @param snapshot the market
/// @param unusable quoted options that have no forward, by name, with the reason
public record BuiltMarket(MarketSnapshot snapshot, Map<String, String> unusable) {
    /// Copies the map.
    public BuiltMarket {
        unusable = Map.copyOf(unusable);
    }

    /// What a reader should know.
    ///
    /// @return a sentence if options were left out
    public List<String> notes() {
        return unusable.isEmpty()
                ? List.of()
                : List.of("%d options of the market have no forward by parity and were left out"
                        .formatted(unusable.size()));
    }
}
