package io.margrid.host.correlation;

/// How correlations are estimated.
public enum CorrelationMethod {
    /// All days of the window weigh the same.
    PLAIN,
    /// Days weigh less the longer ago they are.
    EWMA,
    /// As plain, then shrunk to the mean correlation.
    SHRUNK,
    /// As plain, of the window whose mean correlation was lowest: what a hedge between coins was worth when it was
    /// worth least. Which window is worst is our choice.
    STRESSED
}
