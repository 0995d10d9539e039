package io.margrid.model.span;

import java.util.List;
import java.util.Map;

/// A spread between combined commodities, whose losses scanning adds up although they do not come together.
///
///     n            = min over legs of |net delta| / deltas
///     leg's credit = n deltas weighted price risk credit
///
/// @param legs   combined commodities, both sides at least once
/// @param credit part of the legs' price risk, 0 to 1
/// @param before whether it is formed before calendar spreads are ("super" spread)
public record InterCommoditySpread(List<SpreadLeg> legs, double credit, boolean before) {
    /// Copies the list and checks the figures.
    ///
    /// @throws IllegalArgumentException naming the field and the value
    public InterCommoditySpread {
        legs = List.copyOf(legs);
        SpreadLeg.requireSpread(legs);
        if (!(credit >= 0.0 && credit <= 1.0)) {
            throw new IllegalArgumentException("credit must be 0 to 1: " + credit);
        }
    }

    /// Forms as many spreads as there are deltas for.
    ///
    /// @param commodities the account's; lose deltas and are given credits
    void form(Map<String, CombinedCommodity> commodities) {
        double count = SpreadLeg.count(legs, name -> {
            CombinedCommodity one = commodities.get(name);
            return one == null ? 0.0 : one.deltaForSpreads();
        });
        if (count == 0.0) {
            return;
        }
        for (SpreadLeg leg : legs) {
            CombinedCommodity one = commodities.get(leg.of());
            if (one != null) {
                one.takeCredit(count * leg.deltas(), credit);
            }
        }
    }
}
