package io.margrid.host.deribit;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonReader;
import io.margrid.model.input.InvalidInputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;

/// Reads a small JSON document as a whole.
final class JsonTree {
    private JsonTree() {}

    /// The object that a document consists of.
    ///
    /// @throws InvalidInputException if the text is not JSON or not an object, in the words of [JsonSource]
    static JsonObject object(String name, byte[] bytes) {
        JsonElement[] root = {JsonNull.INSTANCE};
        String problem;
        try {
            BufferedReader text = new BufferedReader(new StringReader(new String(bytes, StandardCharsets.UTF_8)));
            problem = JsonSource.read(text, reader -> root[0] = parse(reader));
        } catch (IOException e) {
            problem = SourceText.problem(e);
        }
        if (!problem.isEmpty()) {
            throw new InvalidInputException(name, problem);
        }
        if (root[0] instanceof JsonObject object) {
            return object;
        }
        throw new InvalidInputException(name, "is not a JSON object");
    }

    private static JsonElement parse(JsonReader reader) throws IOException {
        try {
            return JsonParser.parseReader(reader);
        } catch (JsonParseException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
