package io.margrid.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// README says what the program says.
class ReadmeTest {
    private static final Path ROOT = Path.of(Objects.requireNonNull(System.getProperty("margrid.root")));
    private static final Pattern EXAMPLE = Pattern.compile("<!-- example: demo -->\n```\n(.*?)\n```", Pattern.DOTALL);
    private static final Pattern COMMAND = Pattern.compile("^\\./margrid (.+)$", Pattern.MULTILINE);

    private static String readme() throws IOException {
        return Files.readString(ROOT.resolve("README.md"));
    }

    @Test
    void theExampleAnswerIsTheDemos() throws IOException {
        Matcher example = EXAMPLE.matcher(readme());
        assertThat(example.find()).isTrue();
        assertThat(CommandLineRun.of("demo").out()).contains(example.group(1));
    }

    static String[] commands() throws IOException {
        return COMMAND.matcher(readme()).results().map(m -> m.group(1)).toArray(String[]::new);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandRuns(String command) {
        String[] args = Arrays.stream(command.split(" ", -1))
                .map(arg -> arg.startsWith("docs/") ? ROOT.resolve(arg).toString() : arg)
                .toArray(String[]::new);
        CommandLineRun run = CommandLineRun.of(args);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).isNotBlank();
    }
}
