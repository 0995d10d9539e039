package io.margrid.host.parameters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.margrid.host.Repository;
import io.margrid.model.deribit.DeribitAssumptions;
import io.margrid.model.deribit.DeribitParameters;
import io.margrid.model.deribit.DeribitPortfolioMargin;
import io.margrid.model.input.InvalidInputException;
import io.margrid.model.input.Violation;
import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.margin.Evidence;
import io.margrid.model.scenario.RelativeVolatilityShock;
import io.margrid.model.scenario.VolShock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterStoreTest {
    private static final ParameterStore STORE = ParameterStore.shipped();

    @TempDir
    private Path folder = Path.of("");

    private ParameterStore.Entry read(String text) {
        Path file = folder.resolve("mine.json");
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return ParameterStore.read(file);
    }

    private ParameterStore.Entry changed(Consumer<JsonObject> change) {
        JsonObject json = JsonParser.parseString(STORE.defaults().json()).getAsJsonObject();
        change.accept(json);
        return read(json.toString());
    }

    private List<Violation> violations(Consumer<JsonObject> change) {
        try {
            changed(change);
        } catch (InvalidInputException e) {
            return e.violations();
        }
        return List.of();
    }

    private static JsonElement json(String text) {
        return JsonParser.parseString(text);
    }

    private static JsonObject at(JsonObject object, String... path) {
        JsonObject found = object;
        for (String key : path) {
            found = found.getAsJsonObject(key);
        }
        return found;
    }

    @Test
    void shippedSetsLoad() {
        assertThat(STORE.ids()).startsWith("deribit-2024-06-17", "deribit-2026-02-15", "deribit-btc-2026-09-23");
        assertThat(STORE.ids()).doesNotHaveDuplicates();
        assertThat(STORE.all()).extracting(entry -> entry.parameters().id()).isEqualTo(STORE.ids());
        assertThat(STORE.defaults().parameters().id()).isEqualTo(ParameterStore.DEFAULT_ID);
        for (ParameterStore.Entry entry : STORE.all()) {
            assertThat(entry.parameters().source()).isNotBlank();
            assertThat(entry.parameters().sha256()).matches("[0-9a-f]{64}");
            if (!(entry.parameters() instanceof DeribitParameters set)) {
                continue;
            }
            assertThat(set.assumptions()).isEqualTo(DeribitAssumptions.DEFAULT);
            assertThat(set.extendedMoves()).isEqualTo(DeribitParameters.PUBLISHED_EXTENDED_MOVES);
            assertThat(new DeribitPortfolioMargin(set)
                            .grid(CurrencyPair.parse("btc_usd"))
                            .size())
                    .isEqualTo(35);
        }
        assertThat(STORE.find("deribit-1999")).isEmpty();
    }

    @Test
    void hashIsThatOfTheFile() throws NoSuchAlgorithmException {
        for (ParameterStore.Entry entry : STORE.all()) {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(entry.json().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            assertThat(entry.parameters().sha256()).isEqualTo(HexFormat.of().formatHex(hash));
        }
        assertThat(ParameterStore.shipped().defaults().parameters())
                .isEqualTo(STORE.defaults().parameters());
        assertThat(read(STORE.defaults().json() + " ").parameters().sha256())
                .isNotEqualTo(STORE.defaults().parameters().sha256());
    }

    @Test
    void anAnswersParametersAreTaken() {
        DeribitParameters set =
                ParameterStore.read(Repository.officialSimulation()).deribit();
        assertThat(set.id()).isEqualTo("pme_simulate_btc_2024-06-17.official.json");
        assertThat(set.asOf()).isEqualTo(LocalDate.of(2024, 6, 17));
        assertThat(set.evidence()).isEqualTo(Evidence.USER);
        DeribitParameters shipped = STORE.resolve("deribit-2024-06-17").deribit();
        assertThat(set.pairs()).isEqualTo(shipped.pairs());
        assertThat(set.currencies()).isEqualTo(shipped.currencies());
        assertThat(set.general()).isEqualTo(shipped.general());
    }

    @Test
    void anAnswersOwnKeysAreLeftAlone() throws IOException {
        JsonObject answer = JsonParser.parseString(Repository.officialText()).getAsJsonObject();
        at(answer, "result", "model_params", "general").addProperty("new_key", 1);
        at(answer, "result", "model_params", "currency_pair", "btc_usd").addProperty("new_key", 1);
        assertThat(read(answer.toString()).deribit().pairs()).hasSize(1);
    }

    @Test
    void namesAndFilesResolve() throws IOException {
        Path file = folder.resolve("p.json");
        Files.writeString(file, STORE.defaults().json());
        assertThat(STORE.resolve(file.toString()).parameters())
                .isEqualTo(STORE.defaults().parameters());
        assertThatThrownBy(() -> STORE.resolve("nowhere"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("params: \"nowhere\" is neither a file nor one of " + String.join(", ", STORE.ids()));
        assertThatThrownBy(() -> STORE.resolve(folder.toString())).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void everythingWrongIsReportedAtOnce() {
        List<Violation> violations = violations(json -> {
            at(json, "currency_pair", "btc_usd").remove("price_range");
            at(json, "currency_pair", "eth_usd").addProperty("m_inc", "small");
            at(json, "currency", "btc").addProperty("haircut", 1.5);
            at(json, "currency", "eth").addProperty("correlation_set", 0);
            at(json, "general").addProperty("mm_factr", 0.8);
            at(json, "assumptions").addProperty("vol_floor_on", "both");
            at(json, "standard_margin_futures", "btc_usd").addProperty("im", -1);
            json.addProperty("as_of", "yesterday");
            json.addProperty("evidence", "GUESS");
            json.addProperty("unknown", true);
        });
        assertThat(violations)
                .extracting(Violation::place)
                .contains(
                        "mine.json $.currency_pair.btc_usd.price_range",
                        "mine.json $.currency_pair.eth_usd.m_inc",
                        "mine.json $.currency.btc",
                        "mine.json $.currency.eth.correlation_set",
                        "mine.json $.general.mm_factr",
                        "mine.json $.assumptions.vol_floor_on",
                        "mine.json $.standard_margin_futures.btc_usd",
                        "mine.json $.as_of",
                        "mine.json $.evidence",
                        "mine.json $.unknown");
        assertThat(violations).hasSize(10);
    }

    @Test
    void oneFaultHidesNoOther() {
        List<Violation> violations = violations(json -> {
            JsonObject pair = at(json, "currency_pair", "btc_usd");
            pair.addProperty("price_range", 2);
            pair.addProperty("m_inc", -1);
            pair.addProperty("max_delta_shock", "x");
            pair.remove("extended_table_factor");
            pair.addProperty("volatility_range_up", -3);
            at(json, "currency", "btc").addProperty("haircut", 7);
            at(json, "currency", "btc").addProperty("pnl_offset", -0.5);
            at(json, "currency", "btc").add("correlation_set", com.google.gson.JsonNull.INSTANCE);
            json.remove("as_of");
        });
        assertThat(violations)
                .extracting(Violation::toString)
                .containsExactlyInAnyOrder(
                        "mine.json $.currency_pair.btc_usd: price_range must be in (0, 1): 2.0",
                        "mine.json $.currency_pair.btc_usd: m_inc must be zero or more and finite: -1.0",
                        "mine.json $.currency_pair.btc_usd.max_delta_shock: must be a finite number: \"x\"",
                        "mine.json $.currency_pair.btc_usd.extended_table_factor: is missing",
                        "mine.json $.currency_pair.btc_usd: volatility_range_up must be zero or more and finite: -3.0",
                        "mine.json $.currency.btc: haircut must be in [0, 1]: 7.0",
                        "mine.json $.currency.btc: pnl_offset must be in [0, 1]: -0.5",
                        "mine.json $.currency.btc.correlation_set: must be true or false: null",
                        "mine.json $.as_of: is missing");
    }

    @Test
    void aMissingObjectIsOneFault() {
        assertThat(violations(json -> json.remove("general")))
                .containsExactly(new Violation("mine.json $.general", "is missing"));
    }

    @Test
    void keysThatStandTwiceAreRefused() {
        assertThatThrownBy(() ->
                        read(STORE.defaults().json().replaceFirst("\"mm_factor\"", "\"mm_factor\": 1, \"mm_factor\"")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("mine.json $.general.mm_factor: stands twice in one object");
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "as_of", "source", "currency_pair", "currency", "general"})
    void missingPartsAreNamedOnce(String part) {
        assertThat(violations(json -> json.remove(part))).isNotEmpty();
        if (!part.equals("id")) {
            assertThat(violations(json -> json.remove(part)))
                    .containsOnlyOnce(new Violation("mine.json $." + part, "is missing"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "notes|[{}]",
                "notes|[null]",
                "notes|[[]]",
                "notes|5",
                "extended_moves|[\"far\"]",
                "extended_moves|[null]",
                "extended_moves|[0]",
                "extended_moves|{}",
                "currency_pair|[]",
                "currency_pair|{\"btc\":{}}",
                "currency_pair|{\"btc_usd\":1}",
                "general|null",
                "assumptions|[]",
                "assumptions|{\"vol_order\":[\"up\",\"sideways\",\"down\"]}",
                "assumptions|{\"vol_order\":[{},\"same\",\"down\"]}",
                "assumptions|{\"vol_order\":[null,\"same\",\"down\"]}",
                "assumptions|{\"vol_order\":[]}",
                "assumptions|{\"dte_floor_days\":0}",
                "assumptions|{\"whole_days\":\"yes\"}",
                "general|{\"mm_factor\":0.8,\"buckets_count\":4.5,\"vol_scenarios_count\":3}",
                "general|{\"mm_factor\":0.8,\"buckets_count\":1e10,\"vol_scenarios_count\":3}",
                "general|{\"mm_factor\":1e999,\"buckets_count\":4,\"vol_scenarios_count\":3}",
            })
    void wrongFormsAreNamed(String field, String value) {
        assertThat(violations(json -> json.add(field, json(value))))
                .isNotEmpty()
                .allSatisfy(v -> assertThat(v.place()).startsWith("mine.json $"))
                .anySatisfy(v -> assertThat(v.toString()).contains(field));
    }

    @Test
    void moreScenariosThanAGridTakesAreRefused() {
        String moves = "[" + "0.5,".repeat(16_384) + "0.5]";
        assertThatThrownBy(() -> new DeribitPortfolioMargin(
                        changed(json -> json.add("extended_moves", json(moves))).deribit()))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void switchesAreRead() {
        DeribitAssumptions assumptions =
                changed(json -> json.add("assumptions", json("""
                    {"vol_order": ["down", "same", "up"], "dte_floor_days": 0.5, "whole_days": true,
                     "vol_floor_on": "input", "annualised_move": "linear", "shock_delta": "premium_adjusted",
                     "base_value": "mark", "cap_extended_fraction": true, "offset_cap_before_factor": true,
                     "dampen_after_offset": true}
                    """))).deribit().assumptions();
        assertThat(assumptions)
                .isEqualTo(new DeribitAssumptions(
                        List.of(VolShock.DOWN, VolShock.SAME, VolShock.UP),
                        0.5,
                        true,
                        RelativeVolatilityShock.FloorOn.INPUT,
                        DeribitAssumptions.AnnualisedMove.LINEAR,
                        DeribitAssumptions.ShockDelta.PREMIUM_ADJUSTED,
                        DeribitAssumptions.BaseValue.MARK,
                        true,
                        true,
                        true));
        assertThat(changed(json -> json.remove("assumptions")).deribit().assumptions())
                .isEqualTo(DeribitAssumptions.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{}", "{\"id\":\"x\"} {}", "{\"id\":\"x\",}", "not json"})
    void otherTextIsRefused(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void textAfterTheSetIsRefused() {
        assertThatThrownBy(() -> read(STORE.defaults().json() + "{}")).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void pairsWrittenTwiceAreRefused() {
        assertThat(violations(json -> at(json, "currency_pair").add("BTC_USD", at(json, "currency_pair", "eth_usd"))))
                .isNotEmpty();
    }
}
