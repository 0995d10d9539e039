package io.margrid.host.deribit;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.margrid.model.input.InvalidInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/// Reads a small JSON document as a whole. A key that stands twice in one object is refused: a tree would keep
/// only the last value.
public final class JsonTree {
    private JsonTree() {}

    /// The object that a document consists of.
    ///
    /// @param name  what messages call the document
    /// @param bytes its text
    /// @return the object
    /// @throws InvalidInputException if the text is not JSON or not an object, in the words of [JsonSource]
    public static JsonObject object(String name, byte[] bytes) {
        JsonElement[] root = {JsonNull.INSTANCE};
        read(name, bytes, reader -> root[0] = parse(reader));
        CappedViolations repeated = new CappedViolations();
        read(name, bytes, reader -> findRepeated(reader, name, repeated));
        repeated.throwIfAny();
        if (root[0] instanceof JsonObject object) {
            return object;
        }
        throw new InvalidInputException(name, "is not a JSON object");
    }

    /// Whether a document is an object with a field, found without reading it as a whole.
    ///
    /// @param source the document
    /// @param field  the field's key
    /// @param until  a key after which it is not looked for
    /// @return false too if it is not JSON
    public static boolean hasField(SourceFile source, String field, String until) {
        boolean[] found = {false};
        String _ = JsonSource.read(source, SourceFile.MAX_BYTES, reader -> {
            if (reader.peek() == JsonToken.BEGIN_OBJECT) {
                reader.beginObject();
                while (!found[0] && reader.hasNext()) {
                    String key = reader.nextName();
                    found[0] = key.equals(field);
                    if (key.equals(until)) {
                        return;
                    }
                    reader.skipValue();
                }
            }
        });
        return found[0];
    }

    private static void read(String name, byte[] bytes, JsonSource.Body body) {
        SourceFile source = new SourceFile(name, true, () -> new ByteArrayInputStream(bytes));
        String problem = JsonSource.read(source, SourceFile.MAX_BYTES, body);
        if (!problem.isEmpty()) {
            throw new InvalidInputException(name, problem);
        }
    }

    /// Goes through a value; the reader bounds the depth.
    private static void findRepeated(JsonReader reader, String name, CappedViolations found) throws IOException {
        switch (reader.peek()) {
            case BEGIN_OBJECT -> {
                Set<String> keys = new HashSet<>();
                reader.beginObject();
                while (reader.hasNext()) {
                    if (!keys.add(reader.nextName())) {
                        found.add(name + " " + Shown.path(reader), "stands twice in one object");
                    }
                    findRepeated(reader, name, found);
                }
                reader.endObject();
            }
            case BEGIN_ARRAY -> {
                reader.beginArray();
                while (reader.hasNext()) {
                    findRepeated(reader, name, found);
                }
                reader.endArray();
            }
            default -> reader.skipValue();
        }
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
