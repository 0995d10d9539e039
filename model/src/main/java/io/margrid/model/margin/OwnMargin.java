package io.margrid.model.margin;

/// Margin of a position by itself, for models that add up positions.
///
/// @param initial     settlement currency
/// @param maintenance settlement currency
public record OwnMargin(double initial, double maintenance) {}
