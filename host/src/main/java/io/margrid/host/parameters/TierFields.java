package io.margrid.host.parameters;

import io.margrid.host.deribit.JsonFields;
import io.margrid.model.account.MarginTiers;
import io.margrid.model.account.RateTiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What files of methodologies without scenarios have alike: lists of tiers, of which all but the last have
/// `up_to`.
final class TierFields {
    private TierFields() {}

    /// Reads tiers with `initial_rate` and `maintenance_rate`.
    static MarginTiers margins(JsonFields fields, String list) {
        return new MarginTiers(
                rates(fields.list(list), "initial_rate", "maintenance_rate"),
                rates(fields.list(list), "maintenance_rate", "initial_rate"));
    }

    /// The same, of a list that may be left out.
    static Optional<MarginTiers> marginsOrNone(JsonFields fields, String list) {
        return fields.has(list) ? Optional.of(margins(fields, list)) : Optional.empty();
    }

    /// Reads tiers with one rate.
    static RateTiers rates(JsonFields fields, String list) {
        return rates(fields.list(list), "rate");
    }

    /// Reads the first of the keys, and lets the others be.
    private static RateTiers rates(List<JsonFields> tiers, String key, String... others) {
        List<String> known = new ArrayList<>(List.of(others));
        known.add(key);
        known.add("up_to");
        List<Double> bounds = new ArrayList<>();
        List<Double> rates = new ArrayList<>();
        for (int i = 0; i < tiers.size(); i++) {
            JsonFields tier = tiers.get(i);
            tier.allow(known.toArray(String[]::new));
            if (i < tiers.size() - 1) {
                bounds.add(tier.number("up_to"));
            } else if (tier.has("up_to")) {
                tier.violation("up_to", "the last tier has no upper bound");
            }
            rates.add(tier.number(key));
        }
        return new RateTiers(bounds, rates);
    }
}
