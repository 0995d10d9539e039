package io.margrid.host.deribit;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;

/// The value of a JSON field, of which a scalar is expected.
///
/// @param kind what it is
/// @param text a number or string as written, else how messages show the value
record Scalar(Kind kind, String text) {
    /// What a value is.
    enum Kind {
        /// A number; never NaN or infinite as written, but perhaps too large for a `double`.
        NUMBER,
        /// A string.
        TEXT,
        /// `null`.
        NULL,
        /// `true`, `false`, a list, an object, or a word that is no JSON, such as NaN.
        OTHER
    }

    /// Reads the value of the field whose name was read last.
    ///
    /// NaN and the infinities are no JSON, but some writers emit them; they come back as [Kind#OTHER], so that
    /// they are reported like any other wrong value and the rest of the file is still checked.
    static Scalar read(JsonReader reader) throws IOException {
        JsonToken token;
        reader.setStrictness(Strictness.LENIENT);
        try {
            token = reader.peek();
        } finally {
            reader.setStrictness(Strictness.STRICT);
        }
        return switch (token) {
            case NUMBER -> new Scalar(Kind.NUMBER, reader.nextString());
            case STRING -> {
                String text = reader.nextString();
                yield isNotFinite(text) ? new Scalar(Kind.OTHER, text) : new Scalar(Kind.TEXT, text);
            }
            case NULL -> {
                reader.nextNull();
                yield new Scalar(Kind.NULL, "null");
            }
            case BOOLEAN -> new Scalar(Kind.OTHER, String.valueOf(reader.nextBoolean()));
            case BEGIN_ARRAY -> {
                reader.skipValue();
                yield new Scalar(Kind.OTHER, "a list");
            }
            default -> {
                reader.skipValue();
                yield new Scalar(Kind.OTHER, "an object");
            }
        };
    }

    boolean is(Kind expected) {
        return kind == expected;
    }

    /// The value as messages show it.
    String shown() {
        return kind == Kind.TEXT ? Shown.text(text) : Shown.cut(text);
    }

    private static boolean isNotFinite(String text) {
        return text.equals("NaN") || text.equals("Infinity") || text.equals("-Infinity");
    }
}
