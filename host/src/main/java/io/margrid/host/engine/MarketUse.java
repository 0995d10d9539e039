package io.margrid.host.engine;

/// Whether a market is asked once or again and again.
public enum MarketUse {
    /// It came with the call: what the call needs is priced for it.
    ONCE,
    /// It stays, and other calls name it: all its instruments are priced with the first call, and kept.
    KEPT
}
