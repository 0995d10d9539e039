package io.margrid.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.host.Repository;
import io.margrid.host.engine.Methodology;
import io.margrid.host.engine.Models;
import io.margrid.host.report.Palette;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelsCommandTest {
    private static int run(StringWriter out, String... args) {
        return Main.run(
                args,
                new Console(new PrintWriter(out), new PrintWriter(new StringWriter()), Palette.PLAIN),
                Repository.CLOCK);
    }

    @Test
    void everyMethodologyIsListedWithItsFigures() {
        StringWriter out = new StringWriter();
        assertThat(run(out, "models")).isEqualTo(ExitCodes.OK);
        List<String> lines = out.toString().lines().toList();
        assertThat(lines.stream().filter(line -> !line.startsWith(" ")).map(line -> line.replace("  (default)", "")))
                .containsExactlyElementsOf(Models.ids());
        assertThat(lines)
                .contains(Models.DEFAULT + "  (default)")
                .filteredOn(line -> line.endsWith("  (default)"))
                .hasSize(1);
        for (Methodology one : Models.all()) {
            assertThat(lines).anyMatch(line -> line.startsWith("  parameters: %s, as of ".formatted(one.defaultSet())));
        }
        assertThat(lines).contains("  left out: open orders are not margined: a book has none");
        assertThat(lines.stream().filter(line -> line.startsWith("  source: "))).hasSameSizeAs(Models.ids());
    }

    @Test
    void thereIsNothingToChoose() {
        StringWriter out = new StringWriter();
        assertThat(run(out, "models", "isolated")).isEqualTo(ExitCodes.BAD_INPUT);
        assertThat(out.toString()).isEmpty();
    }
}
