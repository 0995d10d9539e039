package io.margrid.model.valuation;

import io.margrid.model.instrument.FutureContract;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.instrument.OptionContract;
import io.margrid.model.instrument.SpotPair;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.market.OptionQuote;
import io.margrid.model.market.PairMarket;
import java.util.OptionalDouble;

/// An instrument with what a market says of it, looked up once.
///
/// @param instrument    the instrument
/// @param pair          market of its pair
/// @param quotedForward forward or mark before any settlement averaging, quote currency per base coin
/// @param volatility    mark volatility as a fraction; 0 for all but options
/// @param markPrice     the venue's own mark of an option, if known
/// @param elapsedWindow elapsed fraction of the settlement window; 0 outside it
public record QuotedInstrument(
        Instrument instrument,
        PairMarket pair,
        double quotedForward,
        double volatility,
        OptionalDouble markPrice,
        double elapsedWindow) {
    /// Looks an instrument up that has no [Valuation#problem].
    ///
    /// @param instrument the instrument
    /// @param market     quotes it
    /// @return what the market says
    public static QuotedInstrument of(Instrument instrument, MarketSnapshot market) {
        PairMarket pair = market.pair(instrument.pair()).orElseThrow();
        double elapsed = Valuation.elapsedWindow(instrument, pair);
        return switch (instrument) {
            case OptionContract option -> {
                OptionQuote quote = market.option(option.name()).orElseThrow();
                yield new QuotedInstrument(
                        option, pair, quote.forward(), quote.markVolatility(), quote.markPrice(), elapsed);
            }
            case FutureContract future ->
                new QuotedInstrument(
                        future,
                        pair,
                        market.futureMark(future.name()).orElseThrow(),
                        0.0,
                        OptionalDouble.empty(),
                        elapsed);
            case SpotPair spot -> new QuotedInstrument(spot, pair, pair.index(), 0.0, OptionalDouble.empty(), elapsed);
        };
    }

    /// Forward that the instrument is valued at: in the settlement window, `u A + (1 - u) F`.
    ///
    /// @return quote currency per base coin
    public double forward() {
        double u = elapsedWindow;
        return u > 0.0 ? u * pair.estimatedDelivery().orElseThrow() + (1.0 - u) * quotedForward : quotedForward;
    }

    /// How much of a relative move of the quoted forward reaches the valuation forward.
    ///
    /// @return 1 outside the settlement window
    public double moveScale() {
        double u = elapsedWindow;
        return u > 0.0 ? (1.0 - u) * quotedForward / forward() : 1.0;
    }
}
