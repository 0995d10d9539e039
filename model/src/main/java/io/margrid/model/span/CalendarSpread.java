package io.margrid.model.span;

import java.util.List;

/// A spread between expiries of one combined commodity, whose prices scanning moves alike although they do not
/// move alike.
///
///     n      = min over legs of |delta| / deltas
///     charge = n rate                             FLAT
///            = n rate price of the last leg       FAR_PRICE
///
/// @param legs   tiers of expiries, both sides at least once
/// @param method what the rate is
/// @param rate   zero or more: currency of the commodity for one spread, or a part of a price
public record CalendarSpread(List<SpreadLeg> legs, Method method, double rate) {
    /// What a rate is.
    public enum Method {
        /// Money for each spread.
        FLAT,
        /// A part of the price of a standard contract in the last leg of the list.
        FAR_PRICE
    }

    /// Copies the list and checks the figures.
    ///
    /// @throws IllegalArgumentException naming the field and the value
    public CalendarSpread {
        legs = List.copyOf(legs);
        SpreadLeg.requireSpread(legs);
        if (!(rate >= 0.0 && rate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("rate must be zero or more and finite: " + rate);
        }
    }

    /// Forms as many spreads as there are deltas for.
    ///
    /// @param tiers  the expiries
    /// @param deltas loses what the spreads consume
    /// @param usd    value of the commodity's currency; prices of `deltas` are in USD already
    /// @return charge in USD, zero or more
    double charge(ExpiryTiers tiers, DeltaTiers deltas, double usd) {
        double count = SpreadLeg.count(legs, tier -> deltas.left(tiers.indexOf(tier)));
        if (count == 0.0) {
            return 0.0;
        }
        for (SpreadLeg leg : legs) {
            deltas.consume(tiers.indexOf(leg.of()), count * leg.deltas());
        }
        return count
                * rate
                * switch (method) {
                    case FLAT -> usd;
                    case FAR_PRICE -> deltas.price(tiers.indexOf(legs.getLast().of()));
                };
    }
}
