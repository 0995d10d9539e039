package io.margrid.host.log;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// Figures of a log record: the last parameter of a message that ends with `{0}`. A line of text shows them as
/// `name=value`, a JSON object as members.
///
/// @param values texts, numbers and truths by name, in order
public record LogFields(Map<String, Object> values) {
    /// Copies the map, in its order.
    public LogFields {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(field -> field.getKey() + "=" + field.getValue())
                .collect(Collectors.joining(" "));
    }
}
