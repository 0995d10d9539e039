package io.margrid.host.parameters;

import io.margrid.host.deribit.JsonFields;
import io.margrid.model.account.CoinMargins;
import io.margrid.model.account.MarginTiers;
import io.margrid.model.account.RateTiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What files of methodologies without scenarios have alike: lists of tiers, of which all but the last have
/// `up_to`.
final class TierFields {
    private TierFields() {}

    /// Reads `linear`, `inverse` and `options` of a class of coins.
    static CoinMargins coin(JsonFields fields) {
        fields.allow("linear", "inverse", "options");
        return new CoinMargins(margins(fields, "linear"), marginsOrNone(fields, "inverse"), OptionFields.read(fields));
    }

    /// Reads tiers with `initial_rate` and `maintenance_rate`.
    static MarginTiers margins(JsonFields fields, String list) {
        List<JsonFields> tiers = fields.list(list);
        List<Double> bounds = bounds(tiers, "initial_rate", "maintenance_rate");
        return new MarginTiers(
                new RateTiers(bounds, rates(tiers, "initial_rate")),
                new RateTiers(bounds, rates(tiers, "maintenance_rate")));
    }

    /// The same, of a list that may be left out.
    private static Optional<MarginTiers> marginsOrNone(JsonFields fields, String list) {
        return fields.has(list) ? Optional.of(margins(fields, list)) : Optional.empty();
    }

    /// Reads tiers with one `rate`.
    static RateTiers rates(JsonFields fields, String list) {
        List<JsonFields> tiers = fields.list(list);
        return new RateTiers(bounds(tiers, "rate"), rates(tiers, "rate"));
    }

    private static List<Double> bounds(List<JsonFields> tiers, String... rates) {
        List<String> known = new ArrayList<>(List.of(rates));
        known.add("up_to");
        List<Double> bounds = new ArrayList<>();
        for (int i = 0; i < tiers.size(); i++) {
            JsonFields tier = tiers.get(i);
            tier.allow(known.toArray(String[]::new));
            if (i < tiers.size() - 1) {
                bounds.add(tier.number("up_to"));
            } else if (tier.has("up_to")) {
                tier.violation("up_to", "the last tier has no upper bound");
            }
        }
        return bounds;
    }

    private static List<Double> rates(List<JsonFields> tiers, String key) {
        return tiers.stream().map(tier -> tier.number(key)).toList();
    }
}
