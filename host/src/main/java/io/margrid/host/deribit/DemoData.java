package io.margrid.host.deribit;

import io.margrid.model.market.ForwardSource;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// The market and book that come with the program: Deribit's BTC and ETH chains of 2026-08-20 and a market maker's
/// book derived from their open interest. The same files are in `docs/examples/deribit-2026-08-20`.
public final class DemoData {
    /// Name of the market in answers and requests.
    public static final String MARKET_ID = "deribit-2026-08-20";

    private static final List<String> MARKET = List.of(
            "book_summary_option_BTC.json", "book_summary_option_ETH.json", "futures_BTC.json", "futures_ETH.json");

    private DemoData() {}

    /// The market.
    ///
    /// @param forwards where option forwards come from
    /// @param clock    the time
    /// @return the snapshot, named [#MARKET_ID], and notes on the files
    public static LoadedMarket market(ForwardSource forwards, Clock clock) {
        LoadedMarket loaded = SavedMarketReader.read(
                MARKET.stream().map(name -> resource("market/" + name)).toList(),
                new MarketOptions(forwards, Optional.empty(), clock));
        return new LoadedMarket(loaded.snapshot().named(MARKET_ID), loaded.notes());
    }

    /// The book.
    ///
    /// @return one account
    public static LoadedBooks book() {
        return BookFileReader.read(resource("book.csv"));
    }

    private static SourceFile resource(String name) {
        return SourceFile.resource(DemoData.class, "/io/margrid/host/demo/" + name);
    }
}
