package io.margrid.model.input;

/// One thing wrong with an input, or the number of further things that a list leaves out.
///
/// @param place   where: a field path (`positions[12].instrument`) or a file place (`book.csv:13, column size`)
/// @param message what is wrong, with the value, and what is expected
/// @param others  how many violations this entry only counts; 0 for one that is told
public record Violation(String place, String message, long others) {
    /// A violation that is told.
    ///
    /// @param place   where
    /// @param message what is wrong
    public Violation(String place, String message) {
        this(place, message, 0);
    }

    /// The end of a list that leaves some out.
    ///
    /// @param count how many, at least one
    /// @return an entry without a place
    public static Violation others(long count) {
        return new Violation("", "... and %d more".formatted(count), count);
    }

    /// How many violations the entry stands for.
    ///
    /// @return 1 for one that is told, else those that it counts
    public long count() {
        return others == 0 ? 1 : others;
    }

    @Override
    public String toString() {
        return place.isEmpty() ? message : place + ": " + message;
    }
}
