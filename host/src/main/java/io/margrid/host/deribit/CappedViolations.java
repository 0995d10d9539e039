package io.margrid.host.deribit;

import io.margrid.model.input.InvalidInputException;
import io.margrid.model.input.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Collects violations of large files: keeps the first thousand and counts the rest. The list that it gives ends
/// with the number of those left out, so that [#count] finds it again wherever the list went.
public final class CappedViolations {
    /// Violations that are kept.
    static final int MAX = 1_000;

    private static final Pattern REST = Pattern.compile("\\.\\.\\. and ([0-9]{1,18}) more");

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

    /// The kept violations, and one that counts the rest if there is any.
    List<Violation> toList() {
        List<Violation> all = new ArrayList<>(kept);
        if (found > kept.size()) {
            all.add(new Violation("", "... and %d more".formatted(found - kept.size())));
        }
        return all;
    }

    void throwIfAny() {
        if (found > 0) {
            throw new InvalidInputException(toList());
        }
    }

    /// How many violations lists of this class stand for.
    ///
    /// @param violations one list, or several joined
    /// @return those listed and those left out
    public static long count(List<Violation> violations) {
        return violations.stream().mapToLong(CappedViolations::count).sum();
    }

    /// Whether a violation only counts others.
    ///
    /// @param violation the violation
    /// @return false if it is one itself
    public static boolean isRest(Violation violation) {
        return violation.place().isEmpty() && REST.matcher(violation.message()).matches();
    }

    private static long count(Violation violation) {
        Matcher rest = REST.matcher(violation.message());
        return violation.place().isEmpty() && rest.matches() ? Long.parseLong(rest.group(1)) : 1;
    }
}
