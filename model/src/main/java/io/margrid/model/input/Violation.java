package io.margrid.model.input;

/// One thing wrong with an input.
///
/// @param place   where: a field path (`positions[12].instrument`) or a file place (`book.csv:13, column size`)
/// @param message what is wrong, with the value, and what is expected
public record Violation(String place, String message) {
    @Override
    public String toString() {
        return place.isEmpty() ? message : place + ": " + message;
    }
}
