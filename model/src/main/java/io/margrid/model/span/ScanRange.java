package io.margrid.model.span;

/// How far price and volatility are moved.
///
/// @param price              price scan range: a part of the price if `priceRelative`, else currency of the
///     commodity for one standard contract
/// @param priceRelative      whether the price scan range is a part of the price
/// @param volatility         volatility scan range: a part of the volatility if `volatilityRelative`, else a
///     fraction a year to add and take off
/// @param volatilityRelative whether the volatility scan range is a part of the volatility
public record ScanRange(double price, boolean priceRelative, double volatility, boolean volatilityRelative) {
    /// Checks the figures.
    ///
    /// @throws IllegalArgumentException naming the field and the value
    public ScanRange {
        if (!(price > 0.0 && price < (priceRelative ? 1.0 : Double.POSITIVE_INFINITY))) {
            throw new IllegalArgumentException("%s must be above 0 and %s: %s"
                    .formatted(
                            priceRelative ? "price_rate" : "price_amount",
                            priceRelative ? "below 1" : "finite",
                            price));
        }
        if (!(volatility >= 0.0 && volatility < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("%s must be zero or more and finite: %s"
                    .formatted(volatilityRelative ? "volatility_rate" : "volatility_points", volatility));
        }
    }

    /// The price scan range.
    ///
    /// @param price of one unit
    /// @param money one unit of the commodity's currency for one standard contract, as an amount of the price's
    ///     currency for one unit
    /// @return currency of the price, for one unit
    public double prices(double price, double money) {
        return priceRelative ? this.price * price : this.price * money;
    }

    /// A shocked volatility.
    ///
    /// @param base a fraction
    /// @param up   whether it rises
    /// @return zero or more
    public double shocked(double base, boolean up) {
        double move = volatilityRelative ? base * volatility : volatility;
        return up ? base + move : Math.max(base - move, 0.0);
    }
}
