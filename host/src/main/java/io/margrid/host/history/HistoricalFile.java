package io.margrid.host.history;

import com.google.gson.JsonPrimitive;
import io.margrid.model.historical.HistoricalParameters;
import io.margrid.model.history.CoinMove;
import io.margrid.model.history.DatedScenario;
import io.margrid.model.history.ScenarioSet;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// Writes a parameter file of `historical-es`, in lines that people can read and compare.
public final class HistoricalFile {
    private static final int WIDTH = 110;

    private final StringBuilder out = new StringBuilder();

    private HistoricalFile() {}

    /// The text of a file.
    ///
    /// @param parameters the figures
    /// @param made       how each set was made, by its name
    /// @param notes      remarks
    /// @return JSON, the same for the same input
    public static String json(HistoricalParameters parameters, Map<String, String> made, List<String> notes) {
        HistoricalFile file = new HistoricalFile();
        file.write(parameters, made, notes);
        return file.out.toString();
    }

    private void write(HistoricalParameters parameters, Map<String, String> made, List<String> notes) {
        out.append("{\n");
        field("methodology", quoted("historical-es"));
        field("id", quoted(parameters.id()));
        field("as_of", quoted(parameters.asOf().toString()));
        field("evidence", quoted(parameters.evidence().name()));
        field("source", quoted(parameters.source()));
        out.append("  \"notes\": [\n    ");
        out.append(String.join(
                ",\n    ", notes.stream().map(HistoricalFile::quoted).toList()));
        out.append("\n  ],\n");
        field("measure", quoted(lower(parameters.measure())));
        field("quantile", quoted(lower(parameters.quantile())));
        field("confidence", number(parameters.confidence()));
        field("stressed_weight", number(parameters.stressedWeight()));
        field("maintenance_factor", number(parameters.maintenanceFactor()));
        List<ScenarioSet> sets = parameters.sets();
        for (int i = 0; i < sets.size(); i++) {
            set(sets.get(i), made.getOrDefault(sets.get(i).name(), ""));
            out.append(i + 1 < sets.size() ? ",\n" : "\n");
        }
        out.append("}\n");
    }

    private void set(ScenarioSet set, String made) {
        out.append("  ").append(quoted(set.name())).append(": {\n");
        out.append("    \"horizon_days\": ").append(set.horizonDays()).append(",\n");
        out.append("    \"made\": ").append(quoted(made)).append(",\n");
        list(
                "    ",
                "dates",
                set.scenarios().stream()
                        .map(one -> quoted(one.day().toString()))
                        .toList());
        out.append(",\n    \"coins\": {\n");
        for (int coin = 0; coin < set.coins().size(); coin++) {
            out.append("      ").append(quoted(set.coins().get(coin))).append(": {\n");
            list("        ", "prices", column(set.scenarios(), coin, CoinMove::price));
            if (moves(set.scenarios(), coin)) {
                out.append(",\n");
                list("        ", "volatilities", column(set.scenarios(), coin, CoinMove::volatility));
            }
            out.append("\n      }").append(coin + 1 < set.coins().size() ? ",\n" : "\n");
        }
        out.append("    }\n  }");
    }

    private static boolean moves(List<DatedScenario> scenarios, int coin) {
        return scenarios.stream().anyMatch(one -> one.moves().get(coin).volatility() != 1.0);
    }

    private static List<String> column(List<DatedScenario> scenarios, int coin, ToDoubleFunction<CoinMove> figure) {
        return scenarios.stream()
                .map(one -> number(figure.applyAsDouble(one.moves().get(coin))))
                .toList();
    }

    private void field(String key, String value) {
        out.append("  ").append(quoted(key)).append(": ").append(value).append(",\n");
    }

    /// As many entries to a line as it holds.
    private void list(String indent, String key, List<String> entries) {
        out.append(indent).append(quoted(key)).append(": [\n");
        String inner = indent + "  ";
        StringBuilder line = new StringBuilder(inner);
        for (int i = 0; i < entries.size(); i++) {
            String entry = entries.get(i) + (i + 1 < entries.size() ? "," : "");
            if (line.length() + entry.length() > WIDTH) {
                out.append(line.toString().stripTrailing()).append('\n');
                line = new StringBuilder(inner);
            }
            line.append(entry).append(' ');
        }
        out.append(line.toString().stripTrailing()).append('\n').append(indent).append(']');
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private static String quoted(String text) {
        return new JsonPrimitive(text).toString();
    }
}
