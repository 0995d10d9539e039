package io.margrid.host.grpc;

import io.margrid.model.deribit.DeribitParameters;
import io.margrid.model.margin.MarginModel;

/// What books are margined by.
///
/// @param market     the market
/// @param model      the margin model
/// @param parameters its parameters
record MarginBasis(ResolvedMarket market, MarginModel model, DeribitParameters parameters) {}
