package io.margrid.host.store;

import io.margrid.model.deribit.DeribitInstruments;
import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.instrument.FutureContract;
import io.margrid.model.instrument.OptionContract;
import io.margrid.model.market.ForwardSource;
import io.margrid.model.market.PairMarket;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// Quotes of small markets.
final class Quotes {
    static final Instant AS_OF = Instant.parse("2024-06-17T09:00:00Z");
    static final CurrencyPair BTC_USD = new CurrencyPair("btc", "usd");
    static final String CALL = "BTC-28JUN24-70000-C";
    static final String PUT = "BTC-28JUN24-70000-P";
    static final String PERPETUAL = "BTC-PERPETUAL";

    private Quotes() {}

    static OptionalDouble some(double value) {
        return OptionalDouble.of(value);
    }

    static OptionalDouble none() {
        return OptionalDouble.empty();
    }

    static QuotedOption option(String name, double percent, OptionalDouble underlying, OptionalDouble mark) {
        return new QuotedOption((OptionContract) DeribitInstruments.parse(name), percent, underlying, mark);
    }

    static QuotedFuture future(String name, double mark) {
        return new QuotedFuture((FutureContract) DeribitInstruments.parse(name), mark);
    }

    /// A market that differs by its index only.
    static MarketQuotes small(double index) {
        return new MarketQuotes(
                ForwardSource.QUOTED,
                Map.of(BTC_USD, new PairMarket(AS_OF, index, none())),
                List.of(option(CALL, 52.0, some(65_700.0), none())),
                List.of(future(PERPETUAL, 65_510.0)));
    }

    /// A call and a put at one strike, whose marks give a forward.
    static MarketQuotes parity(double callMark, double putMark) {
        return new MarketQuotes(
                ForwardSource.PARITY,
                small(65_500.0).pairs(),
                List.of(option(CALL, 52.0, none(), some(callMark)), option(PUT, 52.0, none(), some(putMark))),
                List.of());
    }
}
