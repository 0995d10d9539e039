package io.margrid.host.parameters;

import io.margrid.host.deribit.JsonFields;
import io.margrid.model.margin.ParameterHead;
import io.margrid.model.paradex.ParadexParameters;
import java.util.Optional;

/// Reads parameter sets of `paradex-pm`.
final class ParadexParameterFile {
    static final String METHODOLOGY = "paradex-pm";

    private ParadexParameterFile() {}

    static Optional<ParadexParameters> read(JsonFields top, ParameterHead head) {
        top.allow("classes", "coins", "others", "maintenance_factor", "fee_rate", "funding_rate");
        return GridFields.classes(top, ParadexParameterFile::coin)
                .flatMap(classes -> top.build(() -> new ParadexParameters(
                        head,
                        classes,
                        top.number("maintenance_factor"),
                        top.number("fee_rate"),
                        top.number("funding_rate"))));
    }

    private static ParadexParameters.Coin coin(JsonFields fields) {
        fields.allow("moves", "tails", "volatility", "net_rate", "hedged_rate");
        return new ParadexParameters.Coin(
                GridFields.moves(fields),
                GridFields.volatility(fields.object("volatility")),
                fields.number("net_rate"),
                fields.number("hedged_rate"));
    }
}
