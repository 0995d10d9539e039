package io.margrid.host.correlation;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Locale;

/// Writes correlations as a dated parameter file. Its `groups` are those of a `portfolio-generic` set.
public final class CorrelationFile {
    private CorrelationFile() {}

    /// The file.
    ///
    /// @param estimate the correlations
    /// @param credits  groups that were asked for
    /// @param source   where the closes came from
    /// @return a JSON tree, the same for the same input
    public static JsonObject json(CorrelationEstimate estimate, List<GroupCredit> credits, String source) {
        DailyReturns returns = estimate.returns();
        CorrelationEstimate.Rule rule = estimate.rule();
        String method = rule.method().name().toLowerCase(Locale.ROOT);
        JsonObject file = new JsonObject();
        file.addProperty(
                "id", "correlation-%s-%s".formatted(method, returns.dates().getLast()));
        file.addProperty("as_of", returns.dates().getLast().toString());
        file.addProperty("evidence", "INFERRED");
        file.addProperty("source", source);
        JsonObject marks = new JsonObject();
        marks.addProperty("groups", "ASSUMED");
        file.add("marks", marks);
        file.addProperty("method", method);
        if (rule.method() == CorrelationMethod.EWMA) {
            file.addProperty("lambda", rule.lambda());
        }
        estimate.intensity().ifPresent(intensity -> {
            file.addProperty("shrinkage", intensity);
            file.addProperty("shrinkage_estimated", rule.intensity().isEmpty());
        });
        JsonObject window = new JsonObject();
        window.addProperty("from", returns.start().toString());
        window.addProperty("to", returns.dates().getLast().toString());
        window.addProperty("changes", returns.size());
        file.add("window", window);
        CorrelationMatrix matrix = estimate.matrix();
        file.add("coins", array(matrix.coins().stream().map(JsonPrimitive::new).toList()));
        file.add(
                "correlations",
                array(matrix.rows().stream()
                        .map(row -> array(row.stream().map(JsonPrimitive::new).toList()))
                        .toList()));
        file.addProperty("smallest_eigenvalue", matrix.smallestEigenvalue());
        JsonObject groups = new JsonObject();
        for (GroupCredit credit : credits) {
            JsonObject group = new JsonObject();
            group.add(
                    "coins",
                    array(credit.coins().stream().map(JsonPrimitive::new).toList()));
            group.addProperty("credit", credit.credit());
            groups.add(credit.name(), group);
        }
        file.add("groups", groups);
        return file;
    }

    private static JsonArray array(List<? extends JsonElement> elements) {
        JsonArray array = new JsonArray();
        elements.forEach(array::add);
        return array;
    }
}
