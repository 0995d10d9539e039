package io.margrid.model.scenario;

/// The part of a grid that a scenario belongs to.
public enum ScenarioTable {
    /// Regular price moves, each with every volatility shock, at full weight.
    STANDARD,
    /// Far price moves, of which only a part of the profit or loss counts.
    EXTENDED,
    /// What else a methodology asks: time that passes, a turn of the term structure or of the smile. Named one by
    /// one.
    SPECIAL,
    /// Joint moves of past days, named by their dates, or drawn from a distribution.
    HISTORY
}
