package io.margrid.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.host.cli.CommandLineRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The examples of a page: a command in a block of its own, and behind it a block with a part of its answer.
final class PageExamples {
    private static final Pattern EXAMPLE =
            Pattern.compile("```\n\\./margrid ([^`]*?)\n```\n\n```\n(.*?)\n```", Pattern.DOTALL);

    private PageExamples() {}

    /// Asks the program for every example.
    ///
    /// @param page a page of the methodologies
    static void areTheAnswers(String page) throws IOException {
        Path file = Repository.root().resolve("docs/methodologies").resolve(page);
        Matcher example = EXAMPLE.matcher(Files.readString(file));
        assertThat(example.find()).as("%s has an example", page).isTrue();
        do {
            String command = example.group(1).replace("\\\n", " ");
            String[] args = Arrays.stream(command.trim().split("\\s+", -1))
                    .map(arg ->
                            arg.replaceAll("(^|=)docs/", "$1" + Matcher.quoteReplacement(Repository.root() + "/docs/")))
                    .toArray(String[]::new);
            CommandLineRun run = CommandLineRun.of(args);
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.out()).contains(example.group(2));
        } while (example.find());
    }
}
