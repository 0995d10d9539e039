package io.margrid.host.parameters;

import io.margrid.host.deribit.JsonFields;
import io.margrid.model.cross.CrossParameters;
import io.margrid.model.margin.ParameterHead;
import java.util.Optional;

/// Reads parameter sets of `cross`.
final class CrossParameterFile {
    static final String METHODOLOGY = "cross";

    private CrossParameterFile() {}

    static Optional<CrossParameters> read(JsonFields top, ParameterHead head) {
        top.allow("classes", "coins", "others");
        return GridFields.classes(top, TierFields::coin).map(of -> new CrossParameters(head, of));
    }
}
