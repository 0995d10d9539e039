package io.margrid.host.store;

import io.margrid.model.instrument.FutureContract;

/// What was said of one future or perpetual.
///
/// @param contract  its terms
/// @param markPrice quote currency for one base coin
public record QuotedFuture(FutureContract contract, double markPrice) {}
