package io.margrid.host.grpc;

import io.margrid.model.margin.MarginModel;
import io.margrid.model.margin.ParameterSet;

/// What books are margined by.
///
/// @param market the market
/// @param model  the margin model
record MarginBasis(ResolvedMarket market, MarginModel model) {
    /// The parameters in force.
    ParameterSet parameters() {
        return model.parameters();
    }
}
