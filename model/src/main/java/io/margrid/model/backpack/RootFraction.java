package io.margrid.model.backpack;

/// A margin fraction that grows with size: `max(base, factor sqrt(size))`. The interface names kind, `base` and
/// `factor`; the formula is inferred from older venues.
///
/// @param base   the least fraction
/// @param factor per root of the size
public record RootFraction(double base, double factor) {
    /// Checks the ranges.
    ///
    /// @throws IllegalArgumentException naming the field and the value
    public RootFraction {
        if (!(base > 0.0 && base <= 1.0)) {
            throw new IllegalArgumentException("base must be above 0 and at most 1: " + base);
        }
        if (!(factor >= 0.0 && factor <= 1.0)) {
            throw new IllegalArgumentException("factor must be 0 to 1: " + factor);
        }
    }

    /// The fraction.
    ///
    /// @param size zero or more
    /// @return part of the notional
    public double of(double size) {
        return Math.max(base, factor * Math.sqrt(size));
    }
}
