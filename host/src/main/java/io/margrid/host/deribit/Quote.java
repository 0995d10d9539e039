package io.margrid.host.deribit;

import io.margrid.model.instrument.Instrument;
import io.margrid.model.instrument.OptionContract;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// What one row says of one option or future. What it does not say is NaN.
///
/// @param instrument the contract
/// @param at         instant of the row in milliseconds, [MarketRow#NO_TIME] if it has none
/// @param volatility mark volatility of an option, as a fraction
/// @param forward    quoted forward of an option
/// @param mark       mark price
/// @param place      where the row stands
record Quote(Instrument instrument, long at, double volatility, double forward, double mark, String place) {
    /// The better of two rows of one instrument: one with the value that matters, then the newer. Of two equally
    /// new ones the other gives what the one does not say.
    static Quote better(Quote a, Quote b) {
        if (a.usable() != b.usable()) {
            return a.usable() ? a : b;
        }
        if (a.at != b.at) {
            return a.at > b.at ? a : b;
        }
        return new Quote(
                a.instrument,
                a.at,
                either(a.volatility, b.volatility),
                either(a.forward, b.forward),
                either(a.mark, b.mark),
                a.place);
    }

    /// Whether the row has the value without which the instrument cannot be margined.
    boolean usable() {
        return !Double.isNaN(instrument instanceof OptionContract ? volatility : mark);
    }

    /// The fields of which two usable rows say different things, with both values.
    List<String> contradictions(Quote other) {
        List<String> fields = new ArrayList<>();
        if (usable() && other.usable()) {
            contradiction("mark_iv", percent(volatility), percent(other.volatility), fields);
            contradiction("underlying_price", forward, other.forward, fields);
            contradiction("mark_price", mark, other.mark, fields);
        }
        return fields;
    }

    Quote withTimeIfNone(long time) {
        return at == MarketRow.NO_TIME ? new Quote(instrument, time, volatility, forward, mark, place) : this;
    }

    private static void contradiction(String field, double a, double b, List<String> fields) {
        if (a != b && !Double.isNaN(a) && !Double.isNaN(b)) {
            fields.add("%s %s and %s".formatted(field, a, b));
        }
    }

    private static double percent(double fraction) {
        return Double.isNaN(fraction)
                ? fraction
                : BigDecimal.valueOf(fraction).movePointRight(2).doubleValue();
    }

    private static double either(double a, double b) {
        return Double.isNaN(a) ? b : a;
    }
}
