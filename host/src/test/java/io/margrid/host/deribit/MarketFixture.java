package io.margrid.host.deribit;

import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.market.ForwardSource;
import io.margrid.model.market.PairMarket;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// What tests of [SavedMarketReader] share.
class MarketFixture {
    static final CurrencyPair BTC = CurrencyPair.parse("btc_usd");
    static final CurrencyPair ETH = CurrencyPair.parse("eth_usd");
    static final Instant NOW = Instant.parse("2026-09-01T00:00:00Z");

    /// An instant before [#NOW], in the milliseconds of the exchange: 2026-05-22T14:33:54.086Z.
    static final long T = 1779460434086L;

    static final String OPTION = """
        {"instrument_name":"BTC-26JUN26-70000-C","mark_iv":58.00,"mark_price":0.1,"underlying_price":70000.5,\
        "index_price":70010.25,"creation_timestamp":1779460434086}\
        """;

    static MarketOptions options(ForwardSource forwards) {
        return new MarketOptions(forwards, Optional.empty(), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    static MarketOptions at(String instant) {
        return new MarketOptions(
                ForwardSource.QUOTED, Optional.of(Instant.parse(instant)), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    static LoadedMarket read(SourceFile... sources) {
        return SavedMarketReader.read(List.of(sources), options(ForwardSource.QUOTED));
    }

    static LoadedMarket read(String json) {
        return read(Sources.text("m.json", json));
    }

    static List<String> violations(SourceFile... sources) {
        return Sources.violations(() -> read(sources));
    }

    static List<String> violations(String json) {
        return violations(Sources.text("m.json", json));
    }

    static PairMarket pair(LoadedMarket market, CurrencyPair pair) {
        return market.snapshot().pair(pair).orElseThrow();
    }
}
