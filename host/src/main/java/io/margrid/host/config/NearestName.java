package io.margrid.host.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Finds what a user may have meant.
final class NearestName {
    /// Of a name's letters, one in so many may differ.
    private static final int LETTERS_PER_MISTAKE = 3;

    private NearestName() {}

    /// The known name that takes the fewest changes of a letter.
    ///
    /// @param name  what was written
    /// @param known names that exist
    /// @return empty if none is near
    static Optional<String> of(String name, Collection<String> known) {
        return known.stream()
                .filter(candidate -> changes(name, candidate) <= Math.max(2, candidate.length() / LETTERS_PER_MISTAKE))
                .min(Comparator.comparingInt((String candidate) -> changes(name, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /// How many letters have to be added, removed or replaced (Levenshtein's distance).
    static int changes(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int t = 0; t <= to.length(); t++) {
            row[t] = t;
        }
        for (int f = 1; f <= from.length(); f++) {
            int diagonal = row[0];
            row[0] = f;
            for (int t = 1; t <= to.length(); t++) {
                int replaced = diagonal + (from.charAt(f - 1) == to.charAt(t - 1) ? 0 : 1);
                diagonal = row[t];
                row[t] = Math.min(replaced, 1 + Math.min(row[t], row[t - 1]));
            }
        }
        return row[to.length()];
    }
}
