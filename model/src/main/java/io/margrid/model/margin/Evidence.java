package io.margrid.model.margin;

/// How well a parameter block is known.
public enum Evidence {
    /// Printed by the venue.
    OFFICIAL,
    /// Seen in a live answer of the venue that somebody else published.
    LIVE,
    /// Solved from figures that the venue published.
    INFERRED,
    /// Another author's reading.
    THIRD_PARTY,
    /// Our choice where nothing public settles the point.
    ASSUMED,
    /// Several blocks with different evidence.
    MIXED,
    /// Given by the user.
    USER
}
