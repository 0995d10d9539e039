package io.margrid.host.grpc;

import java.util.Optional;
import java.util.OptionalInt;

/// Texts of users in messages.
final class Texts {
    private Texts() {}

    /// What keeps a text from being the name of an account or a market, which answers and logs repeat.
    ///
    /// @param name the text
    /// @return what is wrong; empty if nothing
    static Optional<String> nameProblem(String name) {
        if (name.length() > GrpcLimits.NAME_LENGTH) {
            return Optional.of("must have at most %d characters: %d".formatted(GrpcLimits.NAME_LENGTH, name.length()));
        }
        OptionalInt control = name.chars().filter(Character::isISOControl).findFirst();
        return control.isPresent()
                ? Optional.of("must have no control character: U+%04X".formatted(control.getAsInt()))
                : Optional.empty();
    }

    /// Cuts a text that is longer than a limit and marks the cut.
    ///
    /// @param text   the text
    /// @param length most characters
    /// @return the text or its beginning with `…`
    static String shorten(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = length - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    /// Replaces what an HTTP header would have to escape.
    ///
    /// @param text the text
    /// @return the same length, printable ASCII without `%`
    static String ascii(String text) {
        StringBuilder ascii = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            ascii.append(c >= ' ' && c <= '~' && c != '%' ? c : '?');
        }
        return ascii.toString();
    }
}
