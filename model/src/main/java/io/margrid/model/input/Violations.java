package io.margrid.model.input;

import java.util.ArrayList;
import java.util.List;

/// Collects violations, so that a user sees all of them at once and not the first only.
public final class Violations {
    private final List<Violation> found = new ArrayList<>();

    /// Adds a violation.
    ///
    /// @param place   where it is
    /// @param message what is wrong, with the value
    public void add(String place, String message) {
        found.add(new Violation(place, message));
    }

    /// Adds all violations of another collector.
    ///
    /// @param violations what to add
    public void addAll(List<Violation> violations) {
        found.addAll(violations);
    }

    /// Whether nothing was found.
    ///
    /// @return true if no violation was added
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /// The number of violations so far.
    ///
    /// @return the count
    public int size() {
        return found.size();
    }

    /// What was found so far, in the order found.
    ///
    /// @return an immutable copy
    public List<Violation> toList() {
        return List.copyOf(found);
    }

    /// Ends the check.
    ///
    /// @throws InvalidInputException if anything was found
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidInputException(found);
        }
    }
}
