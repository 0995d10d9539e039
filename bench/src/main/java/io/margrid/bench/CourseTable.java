package io.margrid.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A table of programs that were timed side by side.
///
/// @param lineUp    the programs
/// @param courses   what they took, by name
/// @param reference name of the one that ratios are to
/// @param ours      name of Margrid's that a second ratio is to
record CourseTable(LineUp lineUp, Map<String, SideBySide.Course> courses, String reference, String ours) {
    /// A further column.
    ///
    /// @param header what stands above it
    /// @param cell   what stands in it
    record Column(String header, Cell cell) {}

    /// Makes the text of one row.
    interface Cell {
        /// The text.
        ///
        /// @param program the program
        /// @param nanos   its median, an item
        String of(Program program, double nanos);
    }

    /// The table.
    ///
    /// @param item a price, a position
    /// @param more columns before the last, which is the answer's largest difference from what it should be
    TextTable table(String item, List<Column> more) {
        List<String> header = new ArrayList<>(
                List.of("program", "ns a " + item, "ratio to " + reference, "p10..p90", "ratio to " + ours));
        more.forEach(column -> header.add(column.header()));
        header.add("largest difference");
        TextTable table = new TextTable(header.toArray(String[]::new));
        SideBySide.Course our = courses.getOrDefault(ours, SideBySide.Course.NONE);
        courses.forEach((name, course) -> {
            LineUp.Entry entry = lineUp.entry(name);
            Spread ratio = Spread.of(course.ratios());
            double nanos = Spread.of(course.nanos()).median();
            List<String> row = new ArrayList<>(List.of(
                    entry.program().title(),
                    Spread.digits(nanos),
                    Spread.digits(ratio.median()),
                    "%s..%s".formatted(Spread.digits(ratio.low()), Spread.digits(ratio.high())),
                    Spread.digits(course.to(our).median())));
            more.forEach(column -> row.add(column.cell().of(entry.program(), nanos)));
            row.add(String.format(Locale.ROOT, "%.1e", entry.difference()));
            table.add(row.toArray(String[]::new));
        });
        return table;
    }

    /// How often programs were timed, and how well their ratios are known.
    String certainty() {
        return """
            Rounds: %d; every sample stands between two of `%s`, and the 95 %% interval of the least certain median
            ratio is +-%.1f %%.\
            """.formatted(
                        courses.values().iterator().next().ratios().length,
                        reference,
                        100.0
                                * courses.values().stream()
                                        .mapToDouble(course -> Spread.medianInterval(course.ratios()))
                                        .max()
                                        .orElseThrow());
    }
}
