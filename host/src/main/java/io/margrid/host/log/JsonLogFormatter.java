package io.margrid.host.log;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/// A JSON object on a line for each record: `time`, `level`, `logger`, `message`, then [LogFields], then `thrown`.
public final class JsonLogFormatter extends Formatter {
    /// For `java.util.logging`.
    public JsonLogFormatter() {}

    @Override
    public String format(LogRecord record) {
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonWriter(text)) {
            json.beginObject();
            json.name("time").value(record.getInstant().toString());
            json.name("level").value(record.getLevel().getName());
            json.name("logger").value(record.getLoggerName());
            Object[] parameters = record.getParameters();
            if (parameters != null && parameters.length == 1 && parameters[0] instanceof LogFields fields) {
                json.name("message")
                        .value(record.getMessage().replace("{0}", "").strip());
                members(json, fields.values());
            } else {
                json.name("message").value(formatMessage(record));
            }
            if (record.getThrown() != null) {
                StringWriter trace = new StringWriter();
                record.getThrown().printStackTrace(new PrintWriter(trace));
                json.name("thrown").value(trace.toString());
            }
            json.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.append(System.lineSeparator()).toString();
    }

    private static void members(JsonWriter json, Map<String, Object> values) throws IOException {
        for (Map.Entry<String, Object> field : values.entrySet()) {
            json.name(field.getKey());
            switch (field.getValue()) {
                case Number number -> json.value(number);
                case Boolean truth -> json.value(truth);
                case Object other -> json.value(other.toString());
            }
        }
    }
}
