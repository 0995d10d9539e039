package io.margrid.host.parameters;

import io.margrid.host.deribit.JsonFields;
import io.margrid.model.history.TradingCost;
import java.util.Map;
import java.util.TreeMap;

/// Reads `costs`: what closing costs, by coin.
final class TradingCostFields {
    private TradingCostFields() {}

    /// Reads them; what is wrong is a violation of its place.
    ///
    /// @return by coin, without those that are wrong
    static Map<String, TradingCost> costs(JsonFields top) {
        Map<String, TradingCost> costs = new TreeMap<>();
        if (top.has("costs")) {
            for (JsonFields coin : top.object("costs").objects()) {
                coin.allow("half_spread", "daily_volume", "threshold", "rate");
                coin.build(() -> new TradingCost(
                                coin.number("half_spread"),
                                coin.number("daily_volume"),
                                coin.number("threshold"),
                                coin.number("rate")))
                        .ifPresent(cost -> costs.put(coin.key(), cost));
            }
        }
        return costs;
    }
}
