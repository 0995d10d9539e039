package io.margrid.host.parameters;

import io.margrid.host.deribit.JsonFields;
import io.margrid.model.bybit.BybitParameters;
import io.margrid.model.margin.ParameterHead;
import java.util.Optional;

/// Reads parameter sets of `bybit-pm`.
final class BybitParameterFile {
    static final String METHODOLOGY = "bybit-pm";

    private BybitParameterFile() {}

    static Optional<BybitParameters> read(JsonFields top, ParameterHead head) {
        top.allow("classes", "coins", "others", "initial_factor", "spot_hedging", "debt_initial", "debt_maintenance");
        return GridFields.classes(top, BybitParameterFile::coin)
                .flatMap(classes -> top.build(() -> new BybitParameters(
                        head,
                        classes,
                        top.number("initial_factor"),
                        top.flag("spot_hedging"),
                        top.number("debt_initial"),
                        top.number("debt_maintenance"))));
    }

    private static BybitParameters.Coin coin(JsonFields fields) {
        fields.allow(
                "moves",
                "tails",
                "volatility",
                "short_options",
                "vega_per_day",
                "basis_per_year",
                "stablecoins",
                "futures");
        return new BybitParameters.Coin(
                GridFields.moves(fields),
                GridFields.volatility(fields.object("volatility")),
                fields.number("short_options"),
                fields.number("vega_per_day"),
                fields.number("basis_per_year"),
                fields.number("stablecoins"),
                fields.number("futures"));
    }
}
