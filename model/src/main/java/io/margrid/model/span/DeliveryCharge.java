package io.margrid.model.span;

/// What is charged for deltas of the month that delivers, beside the risk of their price. Legs in that month form
/// no inter-commodity spreads.
///
///     charge = spread_rate |delta consumed by calendar spreads| + outright_rate |delta left|
///
/// @param tier         name of the tier that delivers
/// @param spreadRate   currency of the commodity for one standard contract in spreads, zero or more
/// @param outrightRate currency of the commodity for one standard contract left outright, zero or more
public record DeliveryCharge(String tier, double spreadRate, double outrightRate) {
    /// Checks the rates.
    ///
    /// @throws IllegalArgumentException naming the field and the value
    public DeliveryCharge {
        require("spread_rate", spreadRate);
        require("outright_rate", outrightRate);
    }

    private static void require(String field, double rate) {
        if (!(rate >= 0.0 && rate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("%s must be zero or more and finite: %s".formatted(field, rate));
        }
    }

    /// The charge, once calendar spreads are formed.
    ///
    /// @param deltas of the commodity
    /// @param place  of the tier
    /// @param usd    value of the commodity's currency
    /// @return USD, zero or more
    double charge(DeltaTiers deltas, int place, double usd) {
        return (spreadRate * deltas.spread(place) + outrightRate * Math.abs(deltas.left(place))) * usd;
    }
}
