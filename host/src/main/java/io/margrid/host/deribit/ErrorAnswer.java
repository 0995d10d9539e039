package io.margrid.host.deribit;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;

/// The error of a JSON-RPC answer.
final class ErrorAnswer {
    private ErrorAnswer() {}

    /// Reads the value of `error`.
    ///
    /// @return what to tell; empty if the value is `null`
    static String read(JsonReader reader) throws IOException {
        if (reader.peek() != JsonToken.BEGIN_OBJECT) {
            Scalar value = Scalar.read(reader);
            return value.is(Scalar.Kind.NULL) ? "" : "is an error answer of the exchange: " + value.shown();
        }
        String code = "no code";
        String message = "no message";
        reader.beginObject();
        while (reader.hasNext()) {
            switch (reader.nextName()) {
                case "code" -> code = "code " + Scalar.read(reader).shown();
                case "message" -> message = Scalar.read(reader).shown();
                default -> reader.skipValue();
            }
        }
        reader.endObject();
        return "is an error answer of the exchange: %s (%s)".formatted(message, code);
    }
}
