package io.margrid.host.deribit;

import com.google.gson.stream.JsonReader;
import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// How messages show what a file holds: never more of it than fits a line or two.
public final class Shown {
    private static final int TEXT_MAX = 60;
    private static final int PATH_MAX = 160;
    private static final int MESSAGE_MAX = 240;
    private static final int NAMES_MAX = 3;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private Shown() {}

    /// Text of a file in quotes, cut to a length that fits a line, control characters replaced.
    ///
    /// @param text the text
    /// @return the beginning of it in quotes
    public static String text(String text) {
        return '"' + cut(text) + '"';
    }

    /// The same without quotes, for numbers and names that stand alone.
    ///
    /// @param text the text
    /// @return the beginning of it
    public static String cut(String text) {
        return cut(text, TEXT_MAX);
    }

    /// Where a reader is, the keys of a path being text of the file.
    static String path(JsonReader reader) {
        return path(reader.getPath());
    }

    /// A path, cut.
    static String path(String path) {
        return cut(path, PATH_MAX);
    }

    /// What a constructor says of a value, which it may have put in whole.
    static String message(IllegalArgumentException e) {
        return cut(String.valueOf(e.getMessage()), MESSAGE_MAX);
    }

    private static String cut(String text, int length) {
        String cut = text.length() > length ? text.substring(0, length) + "..." : text;
        return CONTROL.matcher(cut).replaceAll("?");
    }

    /// The first few of several names.
    ///
    /// @param names the names
    /// @return at most three and the number of the others
    public static String names(Collection<String> names) {
        String first = names.stream().limit(NAMES_MAX).collect(Collectors.joining(", "));
        return names.size() > NAMES_MAX ? first + ", and %d more".formatted(names.size() - NAMES_MAX) : first;
    }

    /// A count with its noun.
    ///
    /// @param count how many
    /// @param noun  what, in the singular
    /// @return the noun in the plural unless the count is one
    public static String count(long count, String noun) {
        return count == 1 ? "1 " + noun : count + " " + noun + "s";
    }
}
