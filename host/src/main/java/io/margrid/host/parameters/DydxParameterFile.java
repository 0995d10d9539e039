package io.margrid.host.parameters;

import io.margrid.host.deribit.JsonFields;
import io.margrid.model.dydx.DydxParameters;
import io.margrid.model.dydx.DydxTier;
import io.margrid.model.margin.ParameterHead;
import io.margrid.model.matrix.CoinClasses;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Reads parameter sets of `dydx-v4`, which have caps and open interest in USDC.
final class DydxParameterFile {
    static final String METHODOLOGY = "dydx-v4";

    private static final double QUANTUMS_PER_USDC = 1e6;
    private static final double USDC_MAX = 9e12;

    private DydxParameterFile() {}

    static Optional<DydxParameters> read(JsonFields top, ParameterHead head) {
        top.allow("classes", "coins", "others", "open_interest");
        Optional<CoinClasses<DydxTier>> tiers = GridFields.classes(top, DydxParameterFile::tier);
        Map<String, Long> open = new TreeMap<>();
        if (top.has("open_interest")) {
            JsonFields markets = top.object("open_interest");
            markets.keys()
                    .forEach(coin -> markets.build(() -> quantums(coin, markets.number(coin)))
                            .ifPresent(amount -> open.put(coin, amount)));
        }
        return tiers.flatMap(of -> top.build(() -> new DydxParameters(head, of, open)));
    }

    private static DydxTier tier(JsonFields fields) {
        fields.allow("initial_ppm", "maintenance_fraction_ppm", "lower_cap", "upper_cap", "isolated");
        return new DydxTier(
                fields.integer("initial_ppm"),
                fields.integer("maintenance_fraction_ppm"),
                quantums("lower_cap", fields.numberOrZero("lower_cap")),
                quantums("upper_cap", fields.numberOrZero("upper_cap")),
                fields.has("isolated") && fields.flag("isolated"));
    }

    private static long quantums(String field, double usdc) {
        if (Double.isNaN(usdc)) {
            return 0; // told already
        }
        if (!(usdc >= 0.0 && usdc <= USDC_MAX)) {
            throw new IllegalArgumentException("%s must be 0 to %s USDC: %s".formatted(field, USDC_MAX, usdc));
        }
        return Math.round(usdc * QUANTUMS_PER_USDC);
    }
}
