package io.margrid.bench;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The peers that a user wants: all, none or some.
///
/// @param named the wanted ones; empty if all are
record PeerChoice(Optional<Set<String>> named) {
    private static final String NONE = "none";

    static final PeerChoice ALL = new PeerChoice(Optional.empty());

    /// Reads `--peers`.
    ///
    /// @param names what the user gave; nothing means all
    /// @param known peers that there are
    /// @throws IllegalArgumentException naming one that there is not
    static PeerChoice of(List<String> names, Collection<String> known) {
        if (names.isEmpty()) {
            return ALL;
        }
        Set<String> wanted = new TreeSet<>(names);
        wanted.remove(NONE);
        for (String name : wanted) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("peers: \"%s\" is none of %s, %s"
                        .formatted(name, NONE, String.join(", ", new TreeSet<>(known))));
            }
        }
        return new PeerChoice(Optional.of(wanted));
    }

    boolean wants(String name) {
        return named.map(wanted -> wanted.contains(name)).orElse(true);
    }
}
