package io.margrid.host.deribit;

import io.margrid.model.market.MarketSnapshot;
import java.util.List;

/// A market made of files.
///
/// @param snapshot the market
/// @param notes    what a reader should know: files and rows left out, doubtful values, where values were taken
///     from
public record LoadedMarket(MarketSnapshot snapshot, List<String> notes) {
    /// Copies the list.
    public LoadedMarket {
        notes = List.copyOf(notes);
    }
}
