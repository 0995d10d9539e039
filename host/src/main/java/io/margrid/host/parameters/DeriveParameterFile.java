package io.margrid.host.parameters;

import io.margrid.host.deribit.JsonFields;
import io.margrid.model.derive.DeriveParameters;
import io.margrid.model.margin.ParameterHead;
import java.util.Optional;

/// Reads parameter sets of `derive-pmrm2`.
final class DeriveParameterFile {
    static final String METHODOLOGY = "derive-pmrm2";

    private DeriveParameterFile() {}

    static Optional<DeriveParameters> read(JsonFields top, ParameterHead head) {
        top.allow("classes", "coins", "others", "feeds");
        return GridFields.classes(top, DeriveParameterFile::coin)
                .flatMap(classes -> top.build(() -> new DeriveParameters(head, classes, feeds(top.object("feeds")))));
    }

    private static DeriveParameters.Feeds feeds(JsonFields fields) {
        fields.allow("rate", "confidence", "confidence_floor", "stable", "stable_floor", "stable_slope");
        return new DeriveParameters.Feeds(
                fields.number("rate"),
                fields.number("confidence"),
                fields.number("confidence_floor"),
                fields.number("stable"),
                fields.number("stable_floor"),
                fields.number("stable_slope"));
    }

    private static DeriveParameters.Coin coin(JsonFields fields) {
        fields.allow(
                "moves",
                "tails",
                "volatility",
                "skew",
                "discount",
                "basis",
                "contingencies",
                "maintenance_factor",
                "initial_factor");
        JsonFields skew = fields.object("skew");
        skew.allow("base", "slope", "floor", "width", "near", "far");
        JsonFields discount = fields.object("discount");
        discount.allow("long_scale", "short_scale", "short_rate", "spread");
        JsonFields basis = fields.object("basis");
        basis.allow("move", "add", "per_year");
        JsonFields rates = fields.object("contingencies");
        rates.allow("perpetual", "perpetual_initial", "naked", "naked_initial", "collateral", "collateral_initial");
        return new DeriveParameters.Coin(
                GridFields.moves(fields),
                GridFields.volatility(fields.object("volatility")),
                new DeriveParameters.Skew(
                        skew.number("base"),
                        skew.number("slope"),
                        skew.number("floor"),
                        skew.number("width"),
                        skew.number("near"),
                        skew.number("far")),
                new DeriveParameters.Discount(
                        discount.number("long_scale"),
                        discount.number("short_scale"),
                        discount.number("short_rate"),
                        discount.number("spread")),
                new DeriveParameters.Basis(basis.number("move"), basis.number("add"), basis.number("per_year")),
                new DeriveParameters.Contingencies(
                        rates.number("perpetual"),
                        rates.number("perpetual_initial"),
                        rates.number("naked"),
                        rates.number("naked_initial"),
                        rates.number("collateral"),
                        rates.number("collateral_initial")),
                fields.number("maintenance_factor"),
                fields.number("initial_factor"));
    }
}
