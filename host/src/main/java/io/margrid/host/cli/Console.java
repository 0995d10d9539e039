package io.margrid.host.cli;

import io.margrid.host.report.Palette;
import io.margrid.model.input.Violation;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/// Where commands print.
///
/// @param out     results
/// @param err     everything else
/// @param palette colours for `out`, or none
record Console(PrintWriter out, PrintWriter err, Palette palette) {
    private static final int SHOWN = 100;

    /// Prints remarks on the input.
    void notes(List<String> notes) {
        notes.forEach(note -> err.println("note: " + note));
        err.flush();
    }

    /// Prints what is wrong with the input, the first hundred places in full.
    void violations(List<Violation> violations) {
        err.println(String.format(
                Locale.ROOT, "error: %d problem%s in the input", violations.size(), violations.size() == 1 ? "" : "s"));
        violations.stream().limit(SHOWN).forEach(violation -> err.println("  " + violation));
        if (violations.size() > SHOWN) {
            err.println(String.format(Locale.ROOT, "  ... and %d more", violations.size() - SHOWN));
        }
        err.flush();
    }
}
