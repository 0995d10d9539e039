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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Recomputes a saved `private/pme/simulate` answer and compares every figure with it.
public final class Reconciliation {
    private static final String RISK_VECTORS = "_risk_vectors";

    /// Vectors that we write and the exchange does not.
    private static final String OURS = "pre_aggregated";

    /// Figures that are passed through.
    private static final Set<String> OPAQUE =
            Set.of("mmp_margin", "open_orders_margin", "spot_margin", "correlation_contingency");

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

        /// What came out, in a word or two.
        ///
        /// @return `agrees` only if something was compared
        public String result() {
            if (!differing.isEmpty()) {
                return differing.size() == 1 ? "1 differs" : differing.size() + " differ";
            }
            return cells == 0 ? "nothing compared" : "agrees";
        }

        /// The figures beyond the tolerance, missing or not computed.
        ///
        /// @return in the answer's order
        public List<Difference> differing() {
            return List.copyOf(differing);
        }
    }

    /// A figure that does not agree.
    ///
    /// @param place    its path in the answer
    /// @param saved    what the answer says; empty if it does not have it
    /// @param computed what was computed; empty if nothing was
    public record Difference(String place, Optional<String> saved, Optional<String> computed) {
        @Override
        public String toString() {
            return "%s is %s, %s"
                    .formatted(
                            place,
                            saved.map(value -> Shown.cut(value) + " in the answer")
                                    .orElse("missing in the answer"),
                            computed.map(value -> "computed " + value).orElse("not computed"));
        }
    }

    /// The outcome.
    ///
    /// @param blocks   compared figures by kind
    /// @param notes    what was passed through or not compared
    /// @param computed the recomputed `result`
    /// @param backend  label of the backend
    public record Outcome(Map<String, Block> blocks, List<String> notes, JsonObject computed, String backend) {
        /// Whether every figure is in the answer and within the tolerance.
        ///
        /// @return false if any is not, and if there is none
        public boolean agrees() {
            return blocks.values().stream().allMatch(block -> block.differing().isEmpty())
                    && blocks.values().stream().anyMatch(block -> block.cells() > 0);
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
    /// @param source    the saved answer
    /// @param tolerance largest difference that agrees, relative to the largest figure of the same vector or group
    /// @param engine    computes
    /// @return the outcome
    /// @throws InvalidInputException if the answer cannot be read or recomputed
    public static Outcome run(SourceFile source, double tolerance, MarginEngine engine) {
        return run(source.name(), SourceText.bytes(source), tolerance, engine);
    }

    static Outcome run(String name, byte[] bytes, double tolerance, MarginEngine engine) {
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
        comparison.notes.addAll(saved.notes());
        comparison.compare(saved.result(), computed);
        return new Outcome(
                comparison.blocks, comparison.notes, computed, answer.backend().label());
    }

    private void compare(JsonObject saved, JsonObject computed) {
        for (String kind : List.of("initial", "pre_aggregated", "aggregated")) {
            String block = kind + RISK_VECTORS;
            JsonObject ours = computed.getAsJsonObject(block);
            if (saved.get(block) instanceof JsonObject savedBlock) {
                compareVectors(block, savedBlock, ours);
            } else if (kind.equals(OURS)) {
                notes.add(block + ": computed; the answer does not have it, so it was not compared");
            } else {
                compareVectors(block, new JsonObject(), ours);
            }
        }
        compareMargins("margins", saved.getAsJsonObject("margins"), computed.getAsJsonObject("margins"));
        notes.add("mmp_margin, open_orders_margin, spot_margin and correlation_contingency are opaque inputs: passed"
                + " through, not recomputed");
    }

    private void compareVectors(String name, JsonObject saved, JsonObject computed) {
        for (String key : keys(saved, computed)) {
            JsonElement theirs = saved.get(key);
            JsonElement ours = computed.get(key);
            for (String table : List.of("standard", "extended")) {
                Block block = block(name + " " + table);
                String place = name + "." + key + "." + table;
                JsonArray expected = theirs instanceof JsonObject tables && tables.get(table) instanceof JsonArray cells
                        ? cells
                        : null;
                JsonArray computedCells = ours instanceof JsonObject tables ? tables.getAsJsonArray(table) : null;
                if (expected != null && computedCells != null) {
                    compareVector(block, place, expected, computedCells);
                } else {
                    block.differing.add(new Difference(
                            place,
                            Optional.ofNullable(expected).map(Reconciliation::cells),
                            Optional.ofNullable(computedCells).map(Reconciliation::cells)));
                }
            }
        }
    }

    private static String cells(JsonArray vector) {
        return Shown.count(vector.size(), "cell");
    }

    private static Set<String> keys(JsonObject saved, JsonObject computed) {
        Set<String> keys = new LinkedHashSet<>(saved.keySet());
        keys.addAll(computed.keySet());
        return keys;
    }

    private void compareVector(Block block, String place, JsonArray saved, JsonArray computed) {
        if (saved.size() != computed.size()) {
            differ(block, place, cells(saved), cells(computed));
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

    /// Compares numbers field by field; text and whole numbers of the worst bucket must be equal. What only one of
    /// both has differs, but an opaque input that the answer leaves out counts as zero.
    private void compareMargins(String place, @Nullable JsonElement saved, @Nullable JsonElement computed) {
        Block block = block("margins");
        JsonObject theirs = saved instanceof JsonObject object ? object : new JsonObject();
        JsonObject ours = computed instanceof JsonObject object ? object : new JsonObject();
        if ((saved == null || saved instanceof JsonObject) && (computed == null || computed instanceof JsonObject)) {
            for (String key : keys(theirs, ours)) {
                if (theirs.has(key) || !OPAQUE.contains(key)) {
                    compareMargins(place + "." + key, theirs.get(key), ours.get(key));
                }
            }
        } else if (saved == null || computed == null) {
            block.differing.add(new Difference(
                    place,
                    Optional.ofNullable(saved).map(JsonElement::toString),
                    Optional.ofNullable(computed).map(JsonElement::toString)));
        } else if (saved instanceof JsonPrimitive number
                && number.isNumber()
                && computed instanceof JsonPrimitive primitive
                && primitive.isNumber()) {
            compareNumber(block, place, saved, primitive.getAsDouble(), Math.abs(saved.getAsDouble()));
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
        block.differing.add(new Difference(place, Optional.of(saved), Optional.of(computed)));
    }
}
