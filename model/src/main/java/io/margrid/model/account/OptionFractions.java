package io.margrid.model.account;

import io.margrid.model.instrument.OptionContract;
import io.margrid.model.instrument.OptionType;

/// The standard formula for an option by itself, per base coin, with the index `S` and the option's mark:
///
///     long        min(premium mark, long_itm S)
///     short       max(short_itm S - OTM, short_otm S) + short_premium mark
///     short put   the maximum at most short_put_cap strike
///
/// `OTM` is how far the option is out of the money, zero in it. A venue has two sets, of initial and of
/// maintenance margin. Source: Paradex documentation, whose shorts pay no premium on top.
///
/// @param premium      part of a long option's mark
/// @param longItm      most of a long option, part of the index
/// @param shortItm     of a short option at or in the money, part of the index
/// @param shortOtm     least of a short option, part of the index
/// @param shortPutCap  most of a short put, part of the strike
/// @param shortPremium part of a short option's mark that is added
public record OptionFractions(
        double premium, double longItm, double shortItm, double shortOtm, double shortPutCap, double shortPremium) {
    /// Checks the fractions.
    ///
    /// @throws IllegalArgumentException naming the field and the value
    public OptionFractions {
        require("premium", premium);
        require("long_itm", longItm);
        require("short_itm", shortItm);
        require("short_otm", shortOtm);
        require("short_put_cap", shortPutCap);
        require("short_premium", shortPremium);
    }

    private static void require(String field, double value) {
        if (!(value >= 0.0 && value <= 2.0)) {
            throw new IllegalArgumentException("%s must be 0 to 2: %s".formatted(field, value));
        }
    }

    /// The requirement of one coin of an option.
    ///
    /// @param option its terms
    /// @param held   whether it is held long
    /// @param index  quote currency per base coin
    /// @param mark   the option's value, quote currency per base coin
    /// @return quote currency
    public double requirement(OptionContract option, boolean held, double index, double mark) {
        if (held) {
            return Math.min(premium * mark, longItm * index);
        }
        boolean put = option.type() == OptionType.PUT;
        double outOfTheMoney = Math.max(0.0, put ? index - option.strike() : option.strike() - index);
        double base = Math.max(shortItm * index - outOfTheMoney, shortOtm * index);
        return (put ? Math.min(base, shortPutCap * option.strike()) : base) + shortPremium * mark;
    }
}
