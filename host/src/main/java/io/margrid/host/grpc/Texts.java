package io.margrid.host.grpc;

/// Texts of users in messages.
final class Texts {
    private Texts() {}

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
