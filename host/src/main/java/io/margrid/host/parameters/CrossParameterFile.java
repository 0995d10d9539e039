package io.margrid.host.parameters;

import io.margrid.host.deribit.JsonFields;
import io.margrid.model.cross.CrossParameters;
import io.margrid.model.cross.OptionFractions;
import io.margrid.model.margin.ParameterHead;
import java.util.Optional;

/// Reads parameter sets of `cross`.
final class CrossParameterFile {
    static final String METHODOLOGY = "cross";

    private CrossParameterFile() {}

    static Optional<CrossParameters> read(JsonFields top, ParameterHead head) {
        top.allow("classes", "coins", "others");
        return GridFields.classes(top, CrossParameterFile::coin).map(of -> new CrossParameters(head, of));
    }

    private static CrossParameters.Coin coin(JsonFields fields) {
        fields.allow("linear", "inverse", "options");
        Optional<CrossParameters.Options> options = Optional.empty();
        if (fields.has("options")) {
            JsonFields both = fields.object("options");
            both.allow("initial", "maintenance");
            options = Optional.of(new CrossParameters.Options(
                    fractions(both.object("initial")), fractions(both.object("maintenance"))));
        }
        return new CrossParameters.Coin(
                TierFields.margins(fields, "linear"), TierFields.marginsOrNone(fields, "inverse"), options);
    }

    private static OptionFractions fractions(JsonFields fields) {
        fields.allow("premium", "long_itm", "short_itm", "short_otm", "short_put_cap", "short_premium");
        return new OptionFractions(
                fields.number("premium"),
                fields.number("long_itm"),
                fields.number("short_itm"),
                fields.number("short_otm"),
                fields.number("short_put_cap"),
                fields.numberOrZero("short_premium"));
    }
}
