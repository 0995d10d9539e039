package io.margrid.host.deribit;

import io.margrid.model.instrument.Instrument;
import io.margrid.model.instrument.OptionContract;

/// What one row says of one option or future. What it does not say is NaN.
///
/// @param instrument the contract
/// @param at         instant of the row in milliseconds, [MarketRow#NO_TIME] if it has none
/// @param volatility mark volatility of an option, as a fraction
/// @param forward    quoted forward of an option
/// @param mark       mark price
record Quote(Instrument instrument, long at, double volatility, double forward, double mark) {
    /// The better of two rows of one instrument: one with the value that matters, then the newer, then the later
    /// read.
    static Quote better(Quote earlierRead, Quote laterRead) {
        if (earlierRead.usable() != laterRead.usable()) {
            return earlierRead.usable() ? earlierRead : laterRead;
        }
        return earlierRead.at > laterRead.at ? earlierRead : laterRead;
    }

    /// Whether the row has the value without which the instrument cannot be margined.
    boolean usable() {
        return !Double.isNaN(instrument instanceof OptionContract ? volatility : mark);
    }

    /// Whether two usable rows say different things.
    boolean contradicts(Quote other) {
        return usable()
                && other.usable()
                && (differ(volatility, other.volatility) || differ(forward, other.forward) || differ(mark, other.mark));
    }

    Quote withTimeIfNone(long time) {
        return at == MarketRow.NO_TIME ? new Quote(instrument, time, volatility, forward, mark) : this;
    }

    private static boolean differ(double a, double b) {
        return a != b && !Double.isNaN(a) && !Double.isNaN(b);
    }
}
