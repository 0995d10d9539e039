package io.margrid.model.account;

/// Initial and maintenance rates of futures and perpetuals by size, in the currency that they are settled in.
///
/// @param initial     the least initial margin; one over it is the most leverage of a tier
/// @param maintenance same bounds, no rate above the initial one
public record MarginTiers(RateTiers initial, RateTiers maintenance) {
    /// Checks that the tables fit together.
    ///
    /// @throws IllegalArgumentException naming the field and the value
    public MarginTiers {
        initial.requireRising("initial_rate");
        maintenance.requireRising("maintenance_rate");
        if (!initial.upTo().equals(maintenance.upTo())) {
            throw new IllegalArgumentException("up_to must be the same for initial and maintenance rates: %s and %s"
                    .formatted(initial.upTo(), maintenance.upTo()));
        }
        for (int tier = 0; tier < initial.rates().size(); tier++) {
            if (maintenance.rates().get(tier) > initial.rates().get(tier)) {
                throw new IllegalArgumentException("maintenance_rate must be at most initial_rate %s: %s"
                        .formatted(
                                initial.rates().get(tier), maintenance.rates().get(tier)));
            }
        }
    }

    /// Most leverage of a position.
    ///
    /// @param value its size, settlement currency
    /// @return one over the rate of its tier; infinite if that is zero
    public double mostLeverage(double value) {
        return 1.0 / initial.rates().get(initial.tier(value));
    }
}
