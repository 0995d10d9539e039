package io.margrid.host.parameters;

import io.margrid.host.deribit.JsonFields;
import io.margrid.model.account.CoinMargins;
import io.margrid.model.isolated.IsolatedParameters;
import io.margrid.model.margin.ParameterHead;
import io.margrid.model.matrix.CoinClasses;
import java.util.Optional;

/// Reads parameter sets of `isolated`.
final class IsolatedParameterFile {
    static final String METHODOLOGY = "isolated";

    private IsolatedParameterFile() {}

    static Optional<IsolatedParameters> read(JsonFields top, ParameterHead head) {
        top.allow("classes", "coins", "others", "linear_rule", "inverse_rule", "taker_fee", "reserve_closing_fee");
        Optional<CoinClasses<CoinMargins>> classes = GridFields.classes(top, TierFields::coin);
        return classes.flatMap(of -> top.build(() -> new IsolatedParameters(
                head,
                of,
                top.choice(
                        "linear_rule", IsolatedParameters.LinearRule.class, IsolatedParameters.LinearRule.ENTRY_VALUE),
                top.choice(
                        "inverse_rule",
                        IsolatedParameters.InverseRule.class,
                        IsolatedParameters.InverseRule.MARK_VALUE_AFTER_FEE),
                top.number("taker_fee"),
                top.flag("reserve_closing_fee"))));
    }
}
