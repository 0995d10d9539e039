package io.margrid.host.deribit;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.margrid.host.engine.AccountResult;
import io.margrid.host.engine.EngineAnswer;
import io.margrid.host.engine.MarginEngine;
import io.margrid.host.engine.StageTimes;
import io.margrid.host.report.DeribitFormat;
import io.margrid.host.report.JsonNumbers;
import io.margrid.model.deribit.DeribitPortfolioMargin;
import io.margrid.model.input.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Recomputes a saved `private/pme/simulate` answer and compares every figure with it.
public final class Reconciliation {
    private static final String RISK_VECTORS = "_risk_vectors";

    private final double tolerance;
    private final Map<String, Block> blocks = new TreeMap<>();
    private final List<String> notes = new ArrayList<>();

    private Reconciliation(double tolerance) {
        this.tolerance = tolerance;
    }

    /// Compared figures of one kind.
    public static final class Block {
        private int cells;
        private int identical;
        private double largest;
        private final List<Difference> differing = new ArrayList<>();

        private Block() {}

        /// How many figures were compared.
        ///
        /// @return zero or more
        public int cells() {
            return cells;
        }

        /// How many of them have the same bits.
        ///
        /// @return at most [#cells()]
        public int identical() {
            return identical;
        }

        /// Largest difference, relative to the largest figure of the same vector or group.
        ///
        /// @return zero or more
        public double largestDifference() {
            return largest;
        }

        /// The figures beyond the tolerance.
        ///
        /// @return in the answer's order
        public List<Difference> differing() {
            return List.copyOf(differing);
        }
    }

    /// A figure beyond the tolerance.
    ///
    /// @param place    its path in the answer
    /// @param saved    what the answer says
    /// @param computed what was computed
    public record Difference(String place, String saved, String computed) {}

    /// The outcome.
    ///
    /// @param blocks   compared figures by kind
    /// @param notes    what was passed through or not compared
    /// @param computed the recomputed `result`
    /// @param backend  label of the backend
    public record Outcome(Map<String, Block> blocks, List<String> notes, JsonObject computed, String backend) {
        /// Whether every compared figure is within the tolerance.
        ///
        /// @return false if any is not
        public boolean agrees() {
            return blocks.values().stream().allMatch(block -> block.differing().isEmpty());
        }

        /// The recomputed result as text.
        ///
        /// @return indented JSON
        public String computedText() {
            return DeribitFormat.text(computed);
        }
    }

    /// Recomputes and compares.
    ///
    /// @param name      the file's name, for messages
    /// @param bytes     its content
    /// @param tolerance largest difference that agrees, relative to the largest figure of the same vector or group
    /// @param engine    computes
    /// @return the outcome
    /// @throws InvalidInputException if the answer cannot be read or recomputed
    public static Outcome run(String name, byte[] bytes, double tolerance, MarginEngine engine) {
        SavedSimulation saved = SavedSimulation.parse(name, bytes);
        EngineAnswer answer = engine.evaluate(
                new DeribitPortfolioMargin(saved.parameters()),
                saved.market(),
                List.of(saved.book()),
                new StageTimes());
        JsonObject computed = switch (answer.results().getFirst()) {
            case AccountResult.Refused refused -> throw new InvalidInputException(refused.violations());
            case AccountResult.Margined margined ->
                DeribitFormat.json(margined.report(), saved.parameters(), saved.market());
        };
        Reconciliation comparison = new Reconciliation(tolerance);
        comparison.compare(saved.result(), computed);
        return new Outcome(
                comparison.blocks, comparison.notes, computed, answer.backend().label());
    }

    private void compare(JsonObject saved, JsonObject computed) {
        for (String kind : List.of("initial", "pre_aggregated", "aggregated")) {
            String block = kind + RISK_VECTORS;
            if (saved.get(block) instanceof JsonObject savedBlock) {
                compareVectors(block, savedBlock, computed.getAsJsonObject(block));
            } else {
                notes.add(block + ": computed; the answer does not have it, so it was not compared");
            }
        }
        JsonObject savedMargins = saved.getAsJsonObject("margins");
        JsonObject computedMargins = computed.getAsJsonObject("margins");
        for (String currency : savedMargins.keySet()) {
            compareMargins("margins." + currency, savedMargins.get(currency), computedMargins.get(currency));
        }
        for (String currency : computedMargins.keySet()) {
            if (!savedMargins.has(currency)) {
                differ(block("margins"), "margins." + currency, "missing", "computed");
            }
        }
        notes.add("mmp_margin, open_orders_margin, spot_margin and correlation_contingency are opaque inputs: passed"
                + " through, not recomputed");
    }

    private void compareVectors(String name, JsonObject saved, JsonObject computed) {
        for (String key : saved.keySet()) {
            for (String table : List.of("standard", "extended")) {
                String place = name + "." + key + "." + table;
                Block block = block(name + " " + table);
                if (!(saved.get(key) instanceof JsonObject tables && tables.get(table) instanceof JsonArray expected)) {
                    differ(block, place, "missing", "computed");
                } else if (!(computed.get(key) instanceof JsonObject ours)) {
                    differ(block, place, "%d cells".formatted(expected.size()), "nothing: not in the portfolio");
                } else {
                    compareVector(block, place, expected, ours.getAsJsonArray(table));
                }
            }
        }
        for (String key : computed.keySet()) {
            if (!saved.has(key)) {
                differ(block(name + " standard"), name + "." + key, "missing", "computed");
            }
        }
    }

    private void compareVector(Block block, String place, JsonArray saved, JsonArray computed) {
        if (saved.size() != computed.size()) {
            differ(block, place, saved.size() + " cells", computed.size() + " cells");
            return;
        }
        double scale = 0.0;
        for (JsonElement cell : saved) {
            scale = Math.max(scale, cell instanceof JsonPrimitive p && p.isNumber() ? Math.abs(p.getAsDouble()) : 0.0);
        }
        for (int i = 0; i < saved.size(); i++) {
            compareNumber(
                    block, place + "[" + i + "]", saved.get(i), computed.get(i).getAsDouble(), scale);
        }
    }

    /// Compares numbers field by field; text and whole numbers of the worst bucket must be equal.
    private void compareMargins(String place, JsonElement saved, JsonElement computed) {
        Block block = block("margins");
        if (saved instanceof JsonObject fields) {
            for (Map.Entry<String, JsonElement> field : fields.entrySet()) {
                JsonElement ours = computed instanceof JsonObject object ? object.get(field.getKey()) : null;
                if (ours == null) {
                    differ(block, place + "." + field.getKey(), field.getValue().toString(), "nothing");
                } else {
                    compareMargins(place + "." + field.getKey(), field.getValue(), ours);
                }
            }
        } else if (saved instanceof JsonPrimitive number
                && number.isNumber()
                && computed instanceof JsonPrimitive ours) {
            compareNumber(block, place, saved, ours.getAsDouble(), Math.abs(saved.getAsDouble()));
        } else if (saved.equals(computed)) {
            block.cells++;
            block.identical++;
        } else {
            block.cells++;
            differ(block, place, saved.toString(), computed.toString());
        }
    }

    private void compareNumber(Block block, String place, JsonElement saved, double computed, double scale) {
        block.cells++;
        if (!(saved instanceof JsonPrimitive primitive && primitive.isNumber())) {
            differ(block, place, saved.toString(), JsonNumbers.of(computed).toString());
            return;
        }
        double expected = primitive.getAsDouble();
        if (Double.doubleToLongBits(expected) == Double.doubleToLongBits(computed)) {
            block.identical++;
            return;
        }
        double difference = Math.abs(expected - computed);
        block.largest = Math.max(block.largest, scale > 0.0 ? difference / scale : Double.POSITIVE_INFINITY);
        // Written so that a NaN differs.
        if (!(difference <= tolerance * scale)) {
            differ(block, place, saved.toString(), JsonNumbers.of(computed).toString());
        }
    }

    private Block block(String name) {
        return blocks.computeIfAbsent(name, _ -> new Block());
    }

    private static void differ(Block block, String place, String saved, String computed) {
        block.differing.add(new Difference(place, saved, computed));
    }
}
