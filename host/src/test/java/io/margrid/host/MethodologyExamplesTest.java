package io.margrid.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.margrid.host.cli.CommandLineRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Published figures of venues, asked of the command line as a user would:
/// `docs/methodologies/examples/cases.json` names book, market, source and tolerance of each.
class MethodologyExamplesTest {
    private static final Path FOLDER = Repository.root().resolve("docs/methodologies/examples");
    private static final Pattern STEP = Pattern.compile("([a-z_0-9]+)|\\[([0-9]+)]");

    private static JsonArray cases() throws IOException {
        return JsonParser.parseString(Files.readString(FOLDER.resolve("cases.json")))
                .getAsJsonObject()
                .getAsJsonArray("cases");
    }

    @TestFactory
    List<DynamicTest> publishedFigures() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonElement element : cases()) {
            JsonObject one = element.getAsJsonObject();
            String name = one.get("model").getAsString() + " " + one.get("book").getAsString();
            tests.add(dynamicTest(name, () -> check(one)));
        }
        return tests;
    }

    @Test
    void everyCaseNamesItsSource() throws IOException {
        assertThat(cases())
                .isNotEmpty()
                .allSatisfy(
                        one -> assertThat(one.getAsJsonObject().get("source").getAsString())
                                .isNotBlank());
    }

    private static void check(JsonObject one) {
        List<String> args = new ArrayList<>(List.of(
                "margin",
                "--backend",
                "scalar",
                "--format",
                "json",
                "--model",
                one.get("model").getAsString(),
                "--market",
                FOLDER.resolve(one.get("market").getAsString()).toString(),
                "--book",
                FOLDER.resolve(one.get("book").getAsString()).toString()));
        if (one.has("params")) {
            args.add("--params");
            args.add(FOLDER.resolve(one.get("params").getAsString()).toString());
        }
        CommandLineRun run = CommandLineRun.of(args.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
        JsonObject report = JsonParser.parseString(run.out()).getAsJsonObject();
        for (JsonElement element : one.getAsJsonArray("figures")) {
            JsonObject figure = element.getAsJsonObject();
            double have = value(report, figure.get("at").getAsString());
            assertThat(Math.abs(have - figure.get("want").getAsDouble()))
                    .as("%s: %s, have %s", figure.get("name"), figure.get("want"), have)
                    .isLessThanOrEqualTo(figure.get("tolerance").getAsDouble());
        }
    }

    /// A figure at a path such as `currencies[0].components.mr4_basis`, where lists of things with an `id` or an
    /// `instrument` can be entered by it; or a quotient of two.
    private static double value(JsonObject report, String path) {
        int quotient = path.indexOf(" / ");
        if (quotient > 0) {
            return value(report, path.substring(0, quotient)) / value(report, path.substring(quotient + 3));
        }
        JsonElement at = report;
        Matcher step = STEP.matcher(path);
        while (step.find()) {
            at = step.group(2) == null
                    ? named(at, step.group(1), path)
                    : at.getAsJsonArray().get(Integer.parseInt(step.group(2)));
        }
        if (at instanceof JsonObject amount) {
            at = amount.get("amount");
        }
        return at.getAsDouble();
    }

    private static JsonElement named(JsonElement at, String name, String path) {
        if (at instanceof JsonArray list) {
            for (JsonElement one : list) {
                JsonElement id = one.getAsJsonObject().get("id");
                if (id != null && id.getAsString().equals(name)) {
                    return one;
                }
            }
        } else if (at.getAsJsonObject().has(name)) {
            return at.getAsJsonObject().get(name);
        }
        throw new AssertionError("nothing named %s on the way of %s".formatted(name, path));
    }
}
