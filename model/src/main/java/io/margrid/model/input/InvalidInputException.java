package io.margrid.model.input;

import java.util.List;
import java.util.stream.Collectors;

/// The input cannot be used. Carries every violation found, not the first only.
public final class InvalidInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Violation> violations;

    /// An exception for several violations.
    ///
    /// @param violations at least one
    public InvalidInputException(List<Violation> violations) {
        super(violations.stream().map(Violation::toString).collect(Collectors.joining("\n")));
        this.violations = List.copyOf(violations);
    }

    /// An exception for one violation.
    ///
    /// @param place   where it is
    /// @param message what is wrong, with the value
    public InvalidInputException(String place, String message) {
        this(List.of(new Violation(place, message)));
    }

    /// Everything that was found wrong.
    ///
    /// @return at least one violation
    public List<Violation> violations() {
        return violations;
    }
}
