package io.margrid.host.parameters;

import io.margrid.host.deribit.JsonFields;
import io.margrid.model.generic.GenericParameters;
import io.margrid.model.margin.ParameterHead;
import io.margrid.model.matrix.CoinClasses;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Reads parameter sets of `portfolio-generic`.
final class GenericParameterFile {
    static final String METHODOLOGY = "portfolio-generic";

    private GenericParameterFile() {}

    static Optional<GenericParameters> read(JsonFields top, ParameterHead head) {
        top.allow("classes", "coins", "others", "groups", "correlation_breakdown", "initial_factor");
        Optional<CoinClasses<GenericParameters.Coin>> classes = GridFields.classes(top, GenericParameterFile::coin);
        Map<String, GenericParameters.Group> groups = new TreeMap<>();
        if (top.has("groups")) {
            for (JsonFields group : top.object("groups").objects()) {
                group.allow("coins", "credit");
                group.build(() -> new GenericParameters.Group(group.texts("coins"), group.number("credit")))
                        .ifPresent(one -> groups.put(group.key(), one));
            }
        }
        double initialFactor = top.number("initial_factor");
        boolean breakdown = top.has("correlation_breakdown") && top.flag("correlation_breakdown");
        return classes.flatMap(
                of -> top.build(() -> new GenericParameters(head, of, groups, breakdown, initialFactor)));
    }

    private static GenericParameters.Coin coin(JsonFields fields) {
        fields.allow("moves", "tails", "volatility", "floor_rate");
        return new GenericParameters.Coin(
                GridFields.moves(fields),
                GridFields.volatility(fields.object("volatility")),
                fields.number("floor_rate"));
    }
}
