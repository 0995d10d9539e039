package io.margrid.model.span;

/// Where the value of options that were paid for lowers the requirement.
public enum OptionValueScope {
    /// In the whole account: what one combined commodity does not need, others may use.
    ACCOUNT,
    /// In the combined commodity of the options only.
    COMMODITY
}
