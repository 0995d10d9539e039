package io.margrid.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.host.cli.CommandLineRun;
import io.margrid.host.engine.Methodology;
import io.margrid.host.engine.Models;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every methodology has a page, whose example is what the program answers.
class MethodologyPagesTest {
    private static final Path FOLDER = Repository.root().resolve("docs/methodologies");
    private static final Pattern EXAMPLE =
            Pattern.compile("```\n\\./margrid ((?:margin|compare) .*?)\n```\n\n```\n(.*?)\n```", Pattern.DOTALL);

    static List<String> pages() {
        return Models.ids();
    }

    private static String page(String id) throws IOException {
        return Files.readString(FOLDER.resolve(id + ".md"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void theExampleIsTheAnswer(String id) throws IOException {
        Matcher example = EXAMPLE.matcher(page(id));
        assertThat(example.find()).as("%s.md has an example", id).isTrue();
        do {
            String command = example.group(1).replace("\\\n", " ");
            String[] args = Arrays.stream(command.trim().split("\\s+", -1))
                    .map(arg -> arg.startsWith("docs/")
                            ? Repository.root().resolve(arg).toString()
                            : arg)
                    .toArray(String[]::new);
            CommandLineRun run = CommandLineRun.of(args);
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.out()).contains(example.group(2));
        } while (example.find());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void thePageNamesTheShippedSetAndWhatIsLeftOut(String id) throws IOException {
        Methodology methodology = Models.find(id).orElseThrow();
        assertThat(page(id)).contains(methodology.defaultSet()).contains("--model " + id);
        assertThat(page(id)).contains("## Not covered");
    }

    @Test
    void theIndexNamesEveryPage() throws IOException {
        String index = Files.readString(FOLDER.resolve("README.md"));
        for (String id : Models.ids()) {
            assertThat(index).contains("(" + id + ".md)");
        }
    }
}
