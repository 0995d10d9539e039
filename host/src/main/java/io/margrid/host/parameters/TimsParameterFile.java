package io.margrid.host.parameters;

import io.margrid.host.deribit.JsonFields;
import io.margrid.model.margin.ParameterHead;
import io.margrid.model.scenario.VolShock;
import io.margrid.model.tims.PortfolioType;
import io.margrid.model.tims.TimsParameters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Reads parameter sets of `tims`.
final class TimsParameterFile {
    static final String METHODOLOGY = "tims";

    private TimsParameterFile() {}

    static Optional<TimsParameters> read(JsonFields top, ParameterHead head) {
        top.allow("classes", "coins", "others", "class_groups", "product_groups", "minimum");
        Map<String, List<String>> classGroups = new TreeMap<>();
        if (top.has("class_groups")) {
            JsonFields groups = top.object("class_groups");
            groups.keys().forEach(name -> classGroups.put(name, groups.texts(name)));
        }
        Map<String, TimsParameters.ProductGroup> productGroups = new TreeMap<>();
        if (top.has("product_groups")) {
            for (JsonFields group : top.object("product_groups").objects()) {
                group.allow("class_groups", "offset");
                group.build(() -> new TimsParameters.ProductGroup(group.texts("class_groups"), group.number("offset")))
                        .ifPresent(one -> productGroups.put(group.key(), one));
            }
        }
        return GridFields.classes(top, TimsParameterFile::type)
                .flatMap(types -> top.build(
                        () -> new TimsParameters(head, types, classGroups, productGroups, top.number("minimum"))));
    }

    private static PortfolioType type(JsonFields fields) {
        fields.allow("down", "up", "points", "volatilities", "volatility", "american");
        return new PortfolioType(
                PortfolioType.table(
                        fields.number("down"),
                        fields.number("up"),
                        fields.integer("points"),
                        fields.has("volatilities")
                                ? fields.choices("volatilities", VolShock.class)
                                : List.of(VolShock.SAME)),
                fields.has("volatility") ? GridFields.volatility(fields.object("volatility")) : PortfolioType.NO_SHOCK,
                fields.flag("american"));
    }
}
