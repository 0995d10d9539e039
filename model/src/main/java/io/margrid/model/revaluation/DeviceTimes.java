package io.margrid.model.revaluation;

/// How long a device worked on a batch, by its own clock; copies are not counted, but for books that are not kept,
/// whose copying the summing waits for.
///
/// @param pricingNanos  base values, Greeks and risk vectors
/// @param summingNanos  sums of books; 0 if none were wanted
/// @param reducingNanos worst cells; 0 if none were wanted
public record DeviceTimes(long pricingNanos, long summingNanos, long reducingNanos) {}
