package io.margrid.host.cli;

import io.margrid.model.input.InvalidInputException;
import io.margrid.model.input.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Collects what is wrong with the inputs of a command, so that all of it is told at once.
final class Problems {
    private final List<Violation> found = new ArrayList<>();

    Problems() {}

    /// Reads one of the inputs.
    ///
    /// @return what was read; empty if it cannot be used, which is now among the problems
    <T> Optional<T> read(Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (InvalidInputException e) {
            found.addAll(e.violations());
            return Optional.empty();
        }
    }

    void addAll(List<Violation> violations) {
        found.addAll(violations);
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidInputException(found);
        }
    }
}
