package io.margrid.host.store;

import io.margrid.model.market.MarketSnapshot;
import java.time.Instant;

/// A market that a server keeps. Immutable: who has it can use it after the store has dropped it.
///
/// @param sequence    higher than that of every snapshot kept before
/// @param quotes      what the market is made of
/// @param built       the market
/// @param sha256      hash of the quotes, 64 lower-case hexadecimal digits
/// @param publishedAt when the store took it
public record StoredSnapshot(
        long sequence, MarketQuotes quotes, BuiltMarket built, String sha256, Instant publishedAt) {
    /// With contract and entries of maps. In a market of 90,000 options or futures it was 300.
    private static final long BYTES_PER_QUOTE = 400;

    /// On top of the option's own quote. Likewise 330 for both.
    private static final long BYTES_PER_REASON = 100;

    private static final long BYTES_PER_SNAPSHOT = 2_000;

    /// Its name.
    ///
    /// @return unique among the snapshots kept at one time
    public String id() {
        return market().id();
    }

    /// The market.
    ///
    /// @return named as the snapshot
    public MarketSnapshot market() {
        return built.snapshot();
    }

    /// The memory that it takes.
    ///
    /// @return bytes, by estimate; quotes that it shares with other snapshots are counted as its own
    public long bytes() {
        return BYTES_PER_SNAPSHOT
                + BYTES_PER_QUOTE * quotes.size()
                + BYTES_PER_REASON * built.unusable().size();
    }
}
