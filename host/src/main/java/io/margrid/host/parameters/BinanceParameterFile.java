package io.margrid.host.parameters;

import io.margrid.host.deribit.JsonFields;
import io.margrid.model.account.RateTiers;
import io.margrid.model.binance.BinanceParameters;
import io.margrid.model.binance.UniMmrLevels;
import io.margrid.model.margin.ParameterHead;
import io.margrid.model.matrix.CoinClasses;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Reads parameter sets of `binance-pm`.
final class BinanceParameterFile {
    static final String METHODOLOGY = "binance-pm";

    private BinanceParameterFile() {}

    static Optional<BinanceParameters> read(JsonFields top, ParameterHead head) {
        top.allow("classes", "coins", "others", "collateral", "loan_rate", "levels");
        Optional<CoinClasses<BinanceParameters.Brackets>> classes =
                GridFields.classes(top, BinanceParameterFile::brackets);
        Map<String, RateTiers> collateral = new TreeMap<>();
        JsonFields assets = top.object("collateral");
        assets.keys()
                .forEach(asset -> assets.build(() -> TierFields.rates(assets, asset))
                        .ifPresent(rates -> collateral.put(asset, rates)));
        JsonFields levels = top.object("levels");
        levels.allow("free_use", "reduce_only", "liquidation", "claim");
        Optional<UniMmrLevels> read = levels.build(() -> new UniMmrLevels(
                levels.number("free_use"),
                levels.number("reduce_only"),
                levels.number("liquidation"),
                levels.number("claim")));
        return classes.flatMap(of -> read.flatMap(
                at -> top.build(() -> new BinanceParameters(head, of, collateral, top.number("loan_rate"), at))));
    }

    private static BinanceParameters.Brackets brackets(JsonFields fields) {
        fields.allow("linear", "inverse");
        return new BinanceParameters.Brackets(
                TierFields.rates(fields, "linear"),
                fields.has("inverse") ? Optional.of(TierFields.rates(fields, "inverse")) : Optional.empty());
    }
}
