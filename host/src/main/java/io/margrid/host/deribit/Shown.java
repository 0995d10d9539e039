package io.margrid.host.deribit;

import java.util.Collection;
import java.util.stream.Collectors;

/// How messages show what a file holds.
final class Shown {
    private static final int TEXT_MAX = 60;
    private static final int NAMES_MAX = 3;

    private Shown() {}

    /// Text of a file in quotes, cut to a length that fits a line, control characters replaced.
    static String text(String text) {
        String cut = text.length() > TEXT_MAX ? text.substring(0, TEXT_MAX) + "..." : text;
        return '"' + cut.replaceAll("\\p{Cntrl}", "?") + '"';
    }

    /// The first few of several names.
    static String names(Collection<String> names) {
        String first = names.stream().limit(NAMES_MAX).collect(Collectors.joining(", "));
        return names.size() > NAMES_MAX ? first + ", and %d more".formatted(names.size() - NAMES_MAX) : first;
    }

    /// A count with its noun.
    static String count(long count, String noun) {
        return count == 1 ? "1 " + noun : count + " " + noun + "s";
    }
}
