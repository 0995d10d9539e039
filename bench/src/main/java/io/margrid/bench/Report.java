package io.margrid.bench;

import java.time.LocalDate;
import java.time.ZoneOffset;

/// What measurements found: Markdown, printed as it comes and kept for a result file.
final class Report {
    /// Set by the scripts that start a measurement: the sources' commit, and the command as it was typed.
    private static final String COMMIT = "margrid.commit";

    private static final String COMMAND = "margrid.command";

    private final StringBuilder text = new StringBuilder();

    /// The title with today's date, then what a reader must know of the machine and the programs on it.
    void begin(String title) {
        line("# %s, %s".formatted(title, LocalDate.now(ZoneOffset.UTC)));
        line("");
        line("- Machine: " + MachineFacts.machine());
        line("- Java: " + MachineFacts.java());
        line("- Margrid: commit " + System.getProperty(COMMIT, "not known"));
        line("- Command: `%s`".formatted(System.getProperty(COMMAND, "not known")));
    }

    /// A part with one table.
    void section(String title, String what, TextTable table) {
        line("");
        line("## " + title);
        line("");
        line(what);
        line("");
        line(table.toString().stripTrailing());
        line("");
    }

    /// Adds a line; two empty ones in a row become one.
    void line(String line) {
        if (!(line.isEmpty() && text.toString().endsWith("\n\n"))) {
            System.out.println(line);
            text.append(line).append('\n');
        }
    }

    String text() {
        return text.toString().stripTrailing() + "\n";
    }
}
