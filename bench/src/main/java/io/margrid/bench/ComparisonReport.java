package io.margrid.bench;

import io.margrid.model.revaluation.BackendInfo;
import io.margrid.model.revaluation.RevaluationBackend;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/// What [BackendComparison] found, printed as it comes and kept for the result file.
final class ComparisonReport {
    /// Set by the scripts that start a comparison: the sources' commit, and the command as it was typed.
    private static final String COMMIT = "margrid.commit";

    private static final String COMMAND = "margrid.command";

    private final StringBuilder text = new StringBuilder();

    void begin(List<RevaluationBackend> backends, List<String> leftOut, RevaluationBackend reference) {
        line("# Backends compared, " + LocalDate.now(ZoneOffset.UTC));
        line("");
        line("- Machine: " + MachineFacts.machine());
        line("- Java: " + MachineFacts.java());
        line("- Margrid: commit " + System.getProperty(COMMIT, "not known"));
        line("- Command: `%s`".formatted(System.getProperty(COMMAND, "not known")));
        for (RevaluationBackend backend : backends) {
            BackendInfo info = backend.info();
            line("- `%s`: %s, %s".formatted(info.id(), info.label(), info.description()));
        }
        for (String reason : leftOut) {
            line("- not usable here: " + reason);
        }
        line("");
        line("Ratios are times divided by those of `%s`; how they are taken: "
                .formatted(reference.info().id())
                .concat("[BackendComparison](../src/main/java/io/margrid/bench/BackendComparison.md)."));
    }

    void section(String title, String what, TextTable table) {
        line("");
        line("## " + title);
        line("");
        line(what);
        line("");
        line(table.toString().stripTrailing());
        line("");
    }

    void end() {
        line("");
        line("The last answer of every sample had the bits of `scalar`.");
    }

    /// Adds a line; two empty ones in a row become one.
    void line(String line) {
        if (!(line.isEmpty() && text.toString().endsWith("\n\n"))) {
            System.out.println(line);
            text.append(line).append('\n');
        }
    }

    String text() {
        return text.toString();
    }
}
