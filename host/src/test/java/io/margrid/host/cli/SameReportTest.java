package io.margrid.host.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.margrid.host.Repository;
import io.margrid.host.report.Palette;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// That a report does not tell which backend computed it but by the label and the times, unless less exact
/// figures were asked for.
class SameReportTest {
    /// The lines of the table and the fields of the JSON that may differ.
    private static final Pattern OWN =
            Pattern.compile("^(backend|time) .*$|\"backend\": \\{[^}]*}|\"stage_times\": \\[[^]]*]", Pattern.MULTILINE);

    private static String demo(String backend, String format) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Console console = new Console(new PrintWriter(out), new PrintWriter(err), Palette.PLAIN);
        int code = Main.run(new String[] {"demo", "--format", format, "--backend", backend}, console, Repository.CLOCK);
        assertThat(err.toString()).as(backend).isEmpty();
        assertThat(code).isZero();
        return out.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "csv", "json", "deribit"})
    void everyBackendGivesTheSameReport(String format) {
        String scalar = demo("scalar", format);
        for (String backend : Repository.backends()) {
            assertThat(OWN.matcher(demo(backend, format)).replaceAll(""))
                    .as("%s, %s", backend, format)
                    .isEqualTo(OWN.matcher(scalar).replaceAll(""));
        }
    }

    /// Who asked for less exact figures is told so in the answer.
    @Test
    void float32IsInTheLabelAndMovesFiguresByTheirSeventhDigit() {
        JsonObject exact = JsonParser.parseString(demo("scalar", "json")).getAsJsonObject();
        JsonObject float32 =
                JsonParser.parseString(demo("scalar-float32", "json")).getAsJsonObject();
        assertThat(float32.getAsJsonObject("backend").get("label").getAsString())
                .isEqualTo("cpu/scalar-float32/java");
        double margin = exact.get("initial_margin_usd").getAsDouble();
        assertThat(float32.get("initial_margin_usd").getAsDouble())
                .isNotEqualTo(margin)
                .isCloseTo(margin, withinPercentage(1e-4));
    }

    /// Where nothing may be skipped, a device's kernels are among those compared.
    @Test
    void kernelsAreAmongThem() {
        boolean kernels = Repository.backends().contains("opencl")
                || Repository.backends().contains("cuda");
        if (Boolean.getBoolean("margrid.skips.fail")) {
            assertThat(kernels).as("there is no OpenCL device").isTrue();
        }
        assumeTrue(kernels, "there is no OpenCL device");
        assertThat(OWN.matcher(demo("scalar", "table")).results()).hasSize(2);
    }
}
