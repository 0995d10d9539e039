package io.margrid.host.deribit;

import io.margrid.model.input.InvalidInputException;
import io.margrid.model.input.Violation;
import java.util.ArrayList;
import java.util.List;

/// Collects violations of large files: keeps the first thousand and counts the others.
final class CappedViolations {
    /// Violations that are kept.
    static final int MAX = 1_000;

    private final List<Violation> kept = new ArrayList<>();
    private long found;

    CappedViolations() {}

    void add(String place, String message) {
        add(new Violation(place, message));
    }

    void add(Violation violation) {
        found++;
        if (kept.size() < MAX) {
            kept.add(violation);
        }
    }

    void addAll(CappedViolations other) {
        other.kept.forEach(this::add);
        found += other.found - other.kept.size();
    }

    boolean isEmpty() {
        return found == 0;
    }

    /// The kept violations, and an entry that counts the others if there are any.
    List<Violation> toList() {
        List<Violation> all = new ArrayList<>(kept);
        if (found > kept.size()) {
            all.add(Violation.others(found - kept.size()));
        }
        return all;
    }

    void throwIfAny() {
        if (found > 0) {
            throw new InvalidInputException(toList());
        }
    }
}
