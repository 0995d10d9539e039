package io.margrid.host.parameters;

import io.margrid.host.deribit.JsonFields;
import io.margrid.model.margin.ParameterHead;
import io.margrid.model.matrix.CoinClasses;
import io.margrid.model.matrix.MoveTable;
import io.margrid.model.okx.OkxParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Reads parameter sets of `okx-pm`.
final class OkxParameterFile {
    static final String METHODOLOGY = "okx-pm";

    private OkxParameterFile() {}

    static Optional<OkxParameters> read(JsonFields top, ParameterHead head) {
        top.allow(
                "mr1",
                "mr1_volatility",
                "mr3",
                "mr4_mr6",
                "mr5",
                "mr7",
                "mr9",
                "initial_factor",
                "debt_initial",
                "debt_maintenance");
        Optional<CoinClasses<MoveTable>> shocks = classes(top.object("mr1"), OkxParameterFile::moves);
        Optional<CoinClasses<OkxParameters.Extreme>> extremes =
                classes(top.object("mr4_mr6"), OkxParameterFile::extreme);
        Optional<CoinClasses<OkxParameters.Minimum>> minimums = classes(top.object("mr7"), OkxParameterFile::minimum);
        JsonFields term = top.object("mr3");
        term.allow("pivot_days", "near", "far");
        JsonFields rates = top.object("mr5");
        rates.allow("parallel", "slope", "pivot_years");
        return top.build(() -> new OkxParameters(
                head,
                shocks.orElseThrow(top::failure),
                extremes.orElseThrow(top::failure),
                minimums.orElseThrow(top::failure),
                volatility(top),
                new OkxParameters.TermMove(term.number("pivot_days"), term.number("near"), term.number("far")),
                new OkxParameters.RateMove(
                        rates.number("parallel"), rates.number("slope"), rates.number("pivot_years")),
                depeg(top),
                top.number("initial_factor"),
                top.number("debt_initial"),
                top.number("debt_maintenance")));
    }

    private static <T> Optional<CoinClasses<T>> classes(JsonFields fields, Function<JsonFields, T> read) {
        fields.allow("classes", "coins", "others");
        return GridFields.classes(fields, read);
    }

    private static MoveTable moves(JsonFields fields) {
        fields.allow("moves");
        return GridFields.moves(fields);
    }

    private static OkxParameters.Extreme extreme(JsonFields fields) {
        fields.allow("move", "part", "basis_per_year", "swap");
        return new OkxParameters.Extreme(
                fields.number("move"), fields.number("part"), fields.number("basis_per_year"), fields.number("swap"));
    }

    private static OkxParameters.Minimum minimum(JsonFields fields) {
        fields.allow("rate", "tiers");
        List<OkxParameters.Tier> tiers = new ArrayList<>();
        for (JsonFields tier : fields.list("tiers")) {
            tier.allow("up_to", "factor");
            tiers.add(new OkxParameters.Tier(bound(tier, "up_to"), tier.number("factor")));
        }
        return new OkxParameters.Minimum(fields.number("rate"), tiers);
    }

    private static List<OkxParameters.VolatilityMove> volatility(JsonFields top) {
        List<OkxParameters.VolatilityMove> moves = new ArrayList<>();
        for (JsonFields move : top.list("mr1_volatility")) {
            move.allow("up_to_days", "points", "relative");
            moves.add(new OkxParameters.VolatilityMove(
                    bound(move, "up_to_days"), move.number("points"), move.number("relative")));
        }
        return moves;
    }

    private static List<OkxParameters.Depeg> depeg(JsonFields top) {
        List<OkxParameters.Depeg> tiers = new ArrayList<>();
        for (JsonFields tier : top.list("mr9")) {
            tier.allow("at_least", "factor");
            tiers.add(new OkxParameters.Depeg(tier.number("at_least"), tier.number("factor")));
        }
        return tiers;
    }

    /// An upper end that the last entry of a list goes without.
    private static double bound(JsonFields fields, String name) {
        return fields.has(name) ? fields.number(name) : Double.POSITIVE_INFINITY;
    }
}
