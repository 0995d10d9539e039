package io.margrid.host.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;

class JsonLogFormatterTest {
    private static LogRecord record(String message, Object... parameters) {
        LogRecord record = new LogRecord(Level.WARNING, message);
        record.setInstant(Instant.parse("2026-11-21T17:49:57.747Z"));
        record.setLoggerName("io.margrid.x");
        record.setParameters(parameters);
        return record;
    }

    private static JsonObject json(LogRecord record) {
        String line = new JsonLogFormatter().format(record);
        assertThat(line).endsWith(System.lineSeparator());
        assertThat(line.strip()).doesNotContain("\n");
        return JsonParser.parseString(line).getAsJsonObject();
    }

    @Test
    void aRecordIsAnObject() {
        assertThat(json(record("a \"quoted\"\nmessage")).toString())
                .isEqualTo("{\"time\":\"2026-11-21T17:49:57.747Z\",\"level\":\"WARNING\",\"logger\":\"io.margrid.x\","
                        + "\"message\":\"a \\\"quoted\\\"\\nmessage\"}");
        assertThat(json(record("port {0}", 7)).get("message").getAsString()).isEqualTo("port 7");
    }

    @Test
    void fieldsAreMembers() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("code", "UNAVAILABLE");
        values.put("millis", 1.5);
        values.put("late", true);
        LogRecord record = record("call failed {0}", new LogFields(values));
        JsonObject json = json(record);
        assertThat(json.get("message").getAsString()).isEqualTo("call failed");
        assertThat(json.get("code").getAsString()).isEqualTo("UNAVAILABLE");
        assertThat(json.get("millis").getAsDouble()).isEqualTo(1.5);
        assertThat(json.get("late").getAsBoolean()).isTrue();
        assertThat(new SimpleFormatter().formatMessage(record))
                .isEqualTo("call failed code=UNAVAILABLE millis=1.5 late=true");
    }

    @Test
    void whatWasThrownIsToldWithItsTrace() {
        LogRecord record = record("incident");
        record.setThrown(new IllegalStateException("why"));
        assertThat(json(record).get("thrown").getAsString())
                .startsWith("java.lang.IllegalStateException: why")
                .contains("JsonLogFormatterTest");
    }
}
