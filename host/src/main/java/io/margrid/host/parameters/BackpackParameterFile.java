package io.margrid.host.parameters;

import io.margrid.host.deribit.JsonFields;
import io.margrid.model.backpack.BackpackParameters;
import io.margrid.model.backpack.CollateralWeight;
import io.margrid.model.backpack.RootFraction;
import io.margrid.model.margin.ParameterHead;
import io.margrid.model.matrix.CoinClasses;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Reads parameter sets of `backpack`.
final class BackpackParameterFile {
    static final String METHODOLOGY = "backpack";

    private BackpackParameterFile() {}

    /// Kinds of collateral weights.
    private enum Kind {
        IDENTITY,
        INVERSE_SQRT
    }

    static Optional<BackpackParameters> read(JsonFields top, ParameterHead head) {
        top.allow("classes", "coins", "others", "size_in", "collateral", "borrow_initial", "borrow_maintenance");
        Optional<CoinClasses<BackpackParameters.Market>> classes =
                GridFields.classes(top, BackpackParameterFile::market);
        Map<String, CollateralWeight> collateral = new TreeMap<>();
        for (JsonFields asset : top.object("collateral").objects()) {
            asset.build(() -> weight(asset)).ifPresent(weight -> collateral.put(asset.key(), weight));
        }
        return classes.flatMap(of -> top.build(() -> new BackpackParameters(
                head,
                of,
                top.choice("size_in", BackpackParameters.SizeIn.class, BackpackParameters.SizeIn.NOTIONAL),
                collateral,
                top.number("borrow_initial"),
                top.number("borrow_maintenance"))));
    }

    private static BackpackParameters.Market market(JsonFields fields) {
        fields.allow("initial", "maintenance");
        return new BackpackParameters.Market(
                fraction(fields.object("initial")), fraction(fields.object("maintenance")));
    }

    private static RootFraction fraction(JsonFields fields) {
        fields.allow("base", "factor");
        return new RootFraction(fields.number("base"), fields.number("factor"));
    }

    private static CollateralWeight weight(JsonFields fields) {
        Kind kind = fields.choice("kind", Kind.class, Kind.IDENTITY);
        double most = fields.number("most");
        return switch (kind) {
            case IDENTITY -> {
                fields.allow("kind", "most");
                yield new CollateralWeight(most, most, 0.0);
            }
            case INVERSE_SQRT -> {
                fields.allow("kind", "most", "base", "penalty");
                yield new CollateralWeight(most, fields.number("base"), fields.number("penalty"));
            }
        };
    }
}
