package io.margrid.model.matrix;

/// Checks of figures that parameter sets of several methodologies have.
public final class Rates {
    private Rates() {}

    /// Requires a part of a whole.
    ///
    /// @param field its name
    /// @param value 0 to 1
    /// @throws IllegalArgumentException naming the field and the value
    public static void requireFraction(String field, double value) {
        requireRange(field, value, 0.0, 1.0);
    }

    /// Requires a figure within bounds.
    ///
    /// @param field its name
    /// @param value the figure
    /// @param least lowest value
    /// @param most  highest value
    /// @throws IllegalArgumentException naming the field and the value
    public static void requireRange(String field, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException("%s must be %s to %s: %s".formatted(field, least, most, value));
        }
    }
}
