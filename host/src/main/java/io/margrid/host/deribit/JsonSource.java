package io.margrid.host.deribit;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads one JSON document token by token and says in our words what keeps a text from being one.
final class JsonSource {
    /// The place that Gson appends to its messages.
    private static final Pattern GSON_PLACE =
            Pattern.compile("(?s)(.*?) ?at line (\\d+) column (\\d+) path (.*?)(?:\\n.*)?");

    private static final String GSON_LENIENT_HINT = "JsonReader";

    private JsonSource() {}

    /// Takes the tokens of a document; may leave some unread.
    @FunctionalInterface
    interface Body {
        void read(JsonReader reader) throws IOException;
    }

    /// Reads a source that must be one JSON document.
    ///
    /// @return what is wrong with it; empty if nothing
    static String read(SourceFile source, long maxBytes, Body body) {
        try (BufferedReader text = SourceText.open(source, maxBytes)) {
            return read(text, body);
        } catch (IOException e) {
            return SourceText.problem(e);
        }
    }

    /// Reads text that must be one JSON document.
    ///
    /// @return what is wrong with it; empty if nothing
    static String read(BufferedReader text, Body body) throws IOException {
        String first = SourceText.firstLine(text);
        if (first.startsWith("<")) {
            return "is HTML or XML, not JSON: it begins with " + Shown.text(first);
        }
        if (!first.isEmpty() && first.charAt(0) != '{' && first.charAt(0) != '[') {
            return "is not a JSON object or list: it begins with " + Shown.text(first);
        }
        JsonReader reader = new JsonReader(text);
        reader.setStrictness(Strictness.STRICT);
        try {
            JsonToken token = reader.peek();
            if (token != JsonToken.BEGIN_OBJECT && token != JsonToken.BEGIN_ARRAY) {
                return "is not a JSON object or list";
            }
        } catch (EOFException _) {
            return "is empty";
        } catch (MalformedJsonException e) {
            return malformed(e);
        }
        try {
            body.read(reader);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                return "is not one JSON document";
            }
            return "";
        } catch (EOFException e) {
            return "ends too early%s: was it cut off?".formatted(place(e));
        } catch (MalformedJsonException e) {
            return malformed(e);
        }
    }

    private static String malformed(MalformedJsonException e) {
        Matcher matcher = GSON_PLACE.matcher(String.valueOf(e.getMessage()));
        String why = matcher.matches() ? matcher.group(1) : String.valueOf(e.getMessage());
        return "is not valid JSON%s: %s"
                .formatted(
                        place(e),
                        why.contains(GSON_LENIENT_HINT)
                                ? "NaN, Infinity, comments and unquoted text are not allowed"
                                : why);
    }

    private static String place(IOException e) {
        Matcher matcher = GSON_PLACE.matcher(String.valueOf(e.getMessage()));
        return matcher.matches()
                ? " at line %s, column %s, %s"
                        .formatted(matcher.group(2), matcher.group(3), Shown.path(matcher.group(4)))
                : "";
    }
}
