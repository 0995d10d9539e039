package io.margrid.model.deribit;

/// How well a parameter block is known.
public enum Evidence {
    /// Printed by the exchange.
    OFFICIAL,
    /// Seen in a live answer of the exchange that somebody else published.
    LIVE,
    /// Solved from figures that the exchange published.
    INFERRED,
    /// Another author's reading.
    THIRD_PARTY,
    /// Several blocks with different evidence.
    MIXED,
    /// Given by the user.
    USER
}
