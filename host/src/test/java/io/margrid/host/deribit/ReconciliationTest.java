package io.margrid.host.deribit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.margrid.host.Repository;
import io.margrid.host.backend.Backends;
import io.margrid.host.engine.AccountResult;
import io.margrid.host.engine.BookDraft;
import io.margrid.host.engine.BookLine;
import io.margrid.host.engine.MarginEngine;
import io.margrid.host.engine.StageTimes;
import io.margrid.host.parameters.ParameterStore;
import io.margrid.host.report.DeribitFormat;
import io.margrid.model.deribit.DeribitParameters;
import io.margrid.model.deribit.DeribitPortfolioMargin;
import io.margrid.model.input.InvalidInputException;
import io.margrid.model.instrument.OptionContract;
import io.margrid.model.market.ForwardSource;
import io.margrid.model.market.MarketSnapshot;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReconciliationTest {
    private static final long SEED = Long.getLong("margrid.seed", 20_260_820L);
    private static final double TOLERANCE = 1e-9;
    private static final MarginEngine ENGINE = new MarginEngine(Backends.open("scalar"));
    private static final List<String> OPAQUE =
            List.of("mmp_margin", "open_orders_margin", "spot_margin", "correlation_contingency");

    private final String official;

    ReconciliationTest() throws IOException {
        official = Repository.officialText();
    }

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    private static Reconciliation.Outcome run(String text) {
        return Reconciliation.run("saved.json", text.getBytes(StandardCharsets.UTF_8), TOLERANCE, ENGINE);
    }

    /// The official answer with a change to its `result`.
    private String changed(Consumer<JsonObject> change) {
        JsonObject root = JsonParser.parseString(official).getAsJsonObject();
        change.accept(root.getAsJsonObject("result"));
        return root.toString();
    }

    private static JsonObject at(JsonObject object, String... path) {
        JsonObject found = object;
        for (String key : path) {
            found = found.getAsJsonObject(key);
        }
        return found;
    }

    private static Reconciliation.Block block(Reconciliation.Outcome outcome, String name) {
        return Objects.requireNonNull(outcome.blocks().get(name), name);
    }

    private static List<String> places(Reconciliation.Outcome outcome) {
        return outcome.blocks().values().stream()
                .flatMap(block -> block.differing().stream())
                .map(Reconciliation.Difference::place)
                .toList();
    }

    @Test
    void officialAnswerAgrees() {
        Reconciliation.Outcome outcome = run(official);
        assertThat(outcome.agrees()).isTrue();
        assertThat(outcome.backend()).startsWith("cpu/scalar/");
        assertThat(outcome.notes())
                .anyMatch(note -> note.startsWith("pre_aggregated_risk_vectors: computed; the answer does not have it"))
                .anyMatch(note -> note.contains("opaque inputs"));
        Reconciliation.Block instruments = block(outcome, "initial_risk_vectors standard");
        assertThat(instruments.cells()).isEqualTo(54);
        assertThat(instruments.identical()).isEqualTo(54);
        Reconciliation.Block aggregated = block(outcome, "aggregated_risk_vectors standard");
        assertThat(aggregated.cells()).isEqualTo(27);
        assertThat(aggregated.identical()).isEqualTo(27);
        Reconciliation.Block damped = block(outcome, "aggregated_risk_vectors extended");
        assertThat(damped.cells()).isEqualTo(8);
        assertThat(damped.identical()).isEqualTo(8);
        assertThat(block(outcome, "initial_risk_vectors extended").cells()).isEqualTo(16);
        // Worst case with its bucket, roll and delta shock, risk matrix margin, IM, MM, four opaque amounts.
        Reconciliation.Block margins = block(outcome, "margins");
        assertThat(margins.cells()).isEqualTo(14);
        assertThat(margins.identical()).isEqualTo(14);
    }

    @Test
    void extendedCellsAreWithinThreeUnitsInTheLastPlace() {
        JsonObject saved = JsonParser.parseString(official).getAsJsonObject();
        JsonObject computed = run(official).computed();
        for (String name : List.of("BTC-PERPETUAL", "BTC-28JUN24")) {
            JsonArray expected =
                    at(saved, "result", "initial_risk_vectors", name).getAsJsonArray("extended");
            JsonArray actual = at(computed, "initial_risk_vectors", name).getAsJsonArray("extended");
            assertThat(actual).hasSize(8);
            for (int i = 0; i < 8; i++) {
                double e = expected.get(i).getAsDouble();
                assertThat(Math.abs(actual.get(i).getAsDouble() - e)).isLessThanOrEqualTo(3.0 * Math.ulp(e));
            }
        }
    }

    @Test
    void envelopeMayBeMissing() {
        String bare = JsonParser.parseString(official)
                .getAsJsonObject()
                .getAsJsonObject("result")
                .toString();
        assertThat(run(bare).agrees()).isTrue();
    }

    /// A number of the answer: its path, and how to put another one in its place.
    private record Leaf(String path, String text, Consumer<JsonElement> put) {}

    private static void leaves(String path, JsonElement element, Consumer<JsonElement> put, List<Leaf> found) {
        switch (element) {
            case JsonObject object -> {
                for (String key : List.copyOf(object.keySet())) {
                    leaves(path + "." + key, object.get(key), value -> object.add(key, value), found);
                }
            }
            case JsonArray array -> {
                for (int i = 0; i < array.size(); i++) {
                    int at = i;
                    leaves(path + "[" + i + "]", array.get(i), value -> array.set(at, value), found);
                }
            }
            case JsonPrimitive number when number.isNumber() -> found.add(new Leaf(path, number.getAsString(), put));
            default -> {}
        }
    }

    /// The number with its leading significant digit changed; zero becomes one.
    private static JsonPrimitive oneDigitOff(String number) {
        for (int i = 0; i < number.length(); i++) {
            char digit = number.charAt(i);
            if (digit >= '1' && digit <= '9') {
                char other = (char) (digit == '9' ? '8' : digit + 1);
                return new JsonPrimitive(new BigDecimal(number.substring(0, i) + other + number.substring(i + 1)));
            }
        }
        return new JsonPrimitive(1);
    }

    @Test
    void everyChangedDigitIsReportedAtItsPlace() {
        JsonObject root = JsonParser.parseString(official).getAsJsonObject();
        JsonObject result = root.getAsJsonObject("result");
        List<Leaf> leaves = new ArrayList<>();
        for (String block : List.of("initial_risk_vectors", "aggregated_risk_vectors", "margins")) {
            leaves(block, result.get(block), value -> result.add(block, value), leaves);
        }
        assertThat(leaves).hasSize(70 + 35 + 12);
        for (Leaf leaf : leaves) {
            leaf.put().accept(oneDigitOff(leaf.text()));
            Reconciliation.Outcome outcome = run(root.toString());
            leaf.put().accept(new JsonPrimitive(new BigDecimal(leaf.text())));
            assertThat(outcome.agrees()).as(leaf.path()).isFalse();
            if (OPAQUE.stream().anyMatch(leaf.path()::endsWith)) {
                // An input that is not recomputed: the totals made of it do not agree any more.
                assertThat(places(outcome)).as(leaf.path()).contains("margins.btc.initial_margin");
            } else {
                assertThat(places(outcome)).containsExactly(leaf.path());
            }
        }
        assertThat(run(root.toString()).agrees()).isTrue();
    }

    @Test
    void changedWordOfTheBucketIsReported() {
        String left = changed(result -> at(
                        result,
                        "margins",
                        "btc",
                        "initial_margin_details",
                        "risk_matrix_margin_details",
                        "worst_case_bucket")
                .addProperty("side", "right"));
        assertThat(places(run(left)))
                .containsExactly(
                        "margins.btc.initial_margin_details.risk_matrix_margin_details" + ".worst_case_bucket.side");
    }

    @Test
    void numbersThatAreWordsOrMissingAreReported() {
        String word = changed(result -> at(result, "initial_risk_vectors", "BTC-PERPETUAL")
                .getAsJsonArray("standard")
                .set(3, new JsonPrimitive("x")));
        assertThat(places(run(word))).containsExactly("initial_risk_vectors.BTC-PERPETUAL.standard[3]");
        String shorter = changed(result -> at(result, "initial_risk_vectors", "BTC-PERPETUAL")
                .getAsJsonArray("extended")
                .remove(7));
        assertThat(places(run(shorter))).containsExactly("initial_risk_vectors.BTC-PERPETUAL.extended");
        String missing = changed(result -> at(result, "initial_risk_vectors").remove("BTC-28JUN24"));
        assertThat(places(run(missing)))
                .containsExactly(
                        "initial_risk_vectors.BTC-28JUN24.extended", "initial_risk_vectors.BTC-28JUN24.standard");
        String more = changed(result -> at(result, "initial_risk_vectors")
                .add("ETH-PERPETUAL", at(result, "initial_risk_vectors", "BTC-28JUN24")));
        assertThat(places(run(more)))
                .containsExactly(
                        "initial_risk_vectors.ETH-PERPETUAL.extended", "initial_risk_vectors.ETH-PERPETUAL.standard");
    }

    @ParameterizedTest
    @ValueSource(strings = {"initial_risk_vectors", "aggregated_risk_vectors"})
    void missingBlockDoesNotAgree(String block) {
        Reconciliation.Outcome outcome = run(changed(result -> result.remove(block)));
        assertThat(outcome.agrees()).isFalse();
        assertThat(places(outcome))
                .isNotEmpty()
                .allSatisfy(place -> assertThat(place).startsWith(block));
        assertThat(differences(outcome)).anyMatch(text -> text.endsWith("is missing in the answer, computed 27 cells"));
        assertThat(block(outcome, block + " standard").result())
                .endsWith(block.startsWith("i") ? "2 differ" : "1 differs");
    }

    private static List<String> differences(Reconciliation.Outcome outcome) {
        return outcome.blocks().values().stream()
                .flatMap(block -> block.differing().stream())
                .map(Reconciliation.Difference::toString)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"initial_margin", "maintenance_margin"})
    void missingMarginDoesNotAgree(String field) {
        Reconciliation.Outcome outcome =
                run(changed(result -> at(result, "margins", "btc").remove(field)));
        assertThat(outcome.agrees()).isFalse();
        assertThat(differences(outcome))
                .singleElement()
                .asString()
                .startsWith("margins.btc." + field + " is missing in the answer, computed 0.");
    }

    @Test
    void emptyDetailsDoNotAgree() {
        Reconciliation.Outcome outcome = run(changed(result -> at(result, "margins", "btc", "initial_margin_details")
                .add("risk_matrix_margin_details", new JsonObject())));
        assertThat(outcome.agrees()).isFalse();
        assertThat(places(outcome))
                .allSatisfy(place -> assertThat(place).contains(".risk_matrix_margin_details."))
                .anyMatch(place -> place.endsWith("worst_case_bucket.index"))
                .noneMatch(place -> place.endsWith("correlation_contingency"));
        assertThat(run(changed(result -> result.add("margins", new JsonObject())))
                        .agrees())
                .isFalse();
    }

    @Test
    void whatIsNotComputedDoesNotAgree() {
        Reconciliation.Outcome outcome = run(changed(result -> {
            at(result, "margins").add("eth", JsonParser.parseString("""
                {"initial_margin": 1.5, "initial_margin_details": {"risk_matrix_margin_details": {}}}\
                """));
            at(result, "margins", "btc").addProperty("new_figure", 5);
        }));
        assertThat(outcome.agrees()).isFalse();
        assertThat(differences(outcome))
                .contains("margins.btc.new_figure is 5 in the answer, not computed")
                .anyMatch(text -> text.matches("margins.eth.initial_margin is [0-9.]+ in the answer, not computed"));
    }

    @Test
    void nothingComparedIsNoAgreement() {
        assertThat(new Reconciliation.Outcome(Map.of(), List.of(), new JsonObject(), "x").agrees())
                .isFalse();
    }

    @Test
    void tickersThatContradictTheIndexAreNoted() {
        Reconciliation.Outcome outcome =
                run(changed(result -> at(result, "ticker", "BTC-28JUN24").addProperty("index_price", 1)));
        assertThat(outcome.notes())
                .contains("index_price.btc_usd is 65666.19 and is used, 1.0 in the ticker of BTC-28JUN24");
        assertThat(run(official).notes()).noneMatch(note -> note.contains("ticker"));
    }

    @Test
    void keysThatStandTwiceAreRefused() {
        assertThatThrownBy(() -> run(official.replaceFirst("\"mm_factor\"", "\"mm_factor\": 0.5, \"mm_factor\"")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("saved.json $.result.model_params.general.mm_factor: stands twice in one object");
    }

    @Test
    void settlementUnderWayReconcilesToTheLastBit() {
        JsonObject market = JsonParser.parseString("""
            {"result": [
              {"instrument_name": "BTC-22MAY26-70000-C", "mark_iv": 50, "underlying_price": 70500, "mark_price": 0.01,
               "index_price": 70400, "estimated_delivery_price": 70450.25, "timestamp": 1779436200000},
              {"instrument_name": "BTC-22MAY26-70000-P", "mark_iv": 50, "underlying_price": 70500, "mark_price": 0.001,
               "index_price": 70400, "estimated_delivery_price": 70450.25, "timestamp": 1779436200000}]}
            """).getAsJsonObject();
        reconciles(MarketFixture.read(market.toString()).snapshot());
    }

    @ParameterizedTest
    @ValueSource(strings = {"model_params", "portfolio", "index_price", "ticker", "margins"})
    void missingInputsAreRefused(String block) {
        assertThatThrownBy(() -> run(changed(result -> result.remove(block))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("saved.json: is not a private/pme/simulate answer: it has no " + block);
    }

    @Test
    void missingTickerIsNamed() {
        assertThatThrownBy(() -> run(changed(result -> at(result, "ticker").remove("BTC-28JUN24"))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("saved.json ticker: has no entry for BTC-28JUN24");
    }

    @Test
    void unknownInstrumentsAreNamed() {
        assertThatThrownBy(() -> run(changed(result -> {
                    at(result, "portfolio", "position").addProperty("BTC-28JUN24-X", 1);
                    at(result, "portfolio", "position").addProperty("FOO", 1);
                })))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.violations()).hasSize(2))
                .hasMessageContaining("\"BTC-28JUN24-X\"")
                .hasMessageContaining("\"FOO\"");
    }

    @Test
    void crossMarginIsRefused() {
        assertThatThrownBy(() ->
                        run(changed(result -> at(result, "margins").add("cross", at(result, "margins", "btc")))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("cross-collateral portfolio margin (X:PM) cannot be recomputed yet");
    }

    @Test
    void errorAnswersAreRefused() {
        assertThatThrownBy(() -> run("{\"jsonrpc\":\"2.0\",\"error\":{\"code\":13009,\"message\":\"unauthorized\"}}"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("saved.json: is an error answer: ")
                .hasMessageContaining("unauthorized");
    }

    @Test
    void truncatedFilesAreRefused() {
        for (int length = 0; length < official.strip().length(); length += 97) {
            String start = official.substring(0, length);
            assertThatThrownBy(() -> run(start))
                    .as("first %d characters", length)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith("saved.json");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {" {}", " x", "]", "}", "{\"result\":"})
    void textAfterTheAnswerIsRefused(String rest) {
        assertThatThrownBy(() -> run(official.strip() + rest)).isInstanceOf(InvalidInputException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "1", "\"text\"", "{\"result\":[]}", "{\"result\":1}"})
    void otherJsonIsRefused(String text) {
        assertThatThrownBy(() -> run(text)).isInstanceOf(InvalidInputException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1e-999999999", "1e13", "1e-19", "\"1\"", "null", "[]"})
    void unusableSizesAreNamed(String size) {
        assertThatThrownBy(() -> run(changed(result ->
                        at(result, "portfolio", "position").add("BTC-28JUN24", JsonParser.parseString(size)))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("portfolio.position.BTC-28JUN24");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1e400", "\"65000\"", "null"})
    void unusableIndexIsNamed(String price) {
        assertThatThrownBy(() ->
                        run(changed(result -> at(result, "index_price").add("btc_usd", JsonParser.parseString(price)))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("index_price");
    }

    @Test
    void toleranceIsABound() {
        String off = changed(result -> at(result, "margins", "btc").addProperty("initial_margin", 0.1228613435));
        assertThat(run(off).agrees()).isFalse();
        assertThat(Reconciliation.run("a", off.getBytes(StandardCharsets.UTF_8), 1e-8, ENGINE)
                        .agrees())
                .isTrue();
        assertThat(Reconciliation.run("a", official.getBytes(StandardCharsets.UTF_8), 0.0, ENGINE)
                        .blocks())
                .satisfies(blocks -> assertThat(
                                Objects.requireNonNull(blocks.get("margins")).differing())
                        .isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"BTC", "ETH"})
    void whatIsWrittenReconcilesToTheLastBit(String coin) {
        MarketSnapshot market = Repository.market(
                ForwardSource.PARITY,
                Repository.market().resolve("book_summary_option_" + coin + ".json"),
                Repository.market().resolve("futures_" + coin + ".json"));
        reconciles(market);
    }

    @Test
    void pairsSeenAtDifferentInstantsReconcileToTheLastBit() {
        reconciles(Repository.market(ForwardSource.PARITY));
    }

    private static void reconciles(MarketSnapshot market) {
        DeribitParameters parameters = ParameterStore.shipped().defaults().deribit();
        SplittableRandom random = new SplittableRandom(SEED);
        List<BookLine> lines = market.instruments().values().stream()
                .filter(i -> i instanceof OptionContract || random.nextBoolean())
                .map(i -> new BookLine(0, i.name(), BigDecimal.valueOf(random.nextInt(-5_000, 5_001), 1)))
                .toList();
        BookDraft draft = new BookDraft("a", lines, Map.of(), (_, field) -> field, lines.size(), List.of());
        AccountResult result = ENGINE.evaluate(
                        new DeribitPortfolioMargin(parameters), market, List.of(draft), new StageTimes())
                .results()
                .getFirst();
        String written = DeribitFormat.write(((AccountResult.Margined) result).report(), parameters, market);
        Reconciliation.Outcome outcome = run(written);
        assertThat(places(outcome)).as("seed %d", SEED).isEmpty();
        assertThat(outcome.blocks()).hasSize(7);
        outcome.blocks().forEach((name, block) -> {
            assertThat(block.cells()).as(name).isPositive();
            assertThat(block.identical()).as("seed %d, %s", SEED, name).isEqualTo(block.cells());
        });
        assertThat(outcome.computedText()).isEqualTo(written);
    }
}
