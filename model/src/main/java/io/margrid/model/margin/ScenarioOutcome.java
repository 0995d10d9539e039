package io.margrid.model.margin;

/// What a netting set makes in one scenario.
///
/// @param scenario 0-based index into the grid
/// @param pnl      profit after offsets and dampener, settlement currency
public record ScenarioOutcome(int scenario, double pnl) {}
