package io.margrid.host.cli;

import io.margrid.host.deribit.Shown;
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
        long found = violations.stream().mapToLong(Violation::count).sum();
        List<Violation> listed = violations.stream()
                .filter(violation -> violation.others() == 0)
                .limit(SHOWN)
                .toList();
        err.println("error: " + Shown.count(found, "problem") + " in the input");
        listed.forEach(violation -> err.println("  " + violation));
        if (found > listed.size()) {
            err.println(String.format(Locale.ROOT, "  ... and %d more", found - listed.size()));
        }
        err.flush();
    }
}
