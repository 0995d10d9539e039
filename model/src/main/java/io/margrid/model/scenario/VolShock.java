package io.margrid.model.scenario;

/// The direction of a volatility scenario. By how much each instrument's volatility moves is the margin model's
/// rule.
public enum VolShock {
    /// Volatility rises.
    UP,
    /// Volatility stays.
    SAME,
    /// Volatility falls.
    DOWN
}
