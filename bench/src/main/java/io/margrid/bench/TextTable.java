package io.margrid.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A Markdown table whose columns are aligned, so that it can be read on a terminal too.
final class TextTable {
    private final List<String[]> rows = new ArrayList<>();

    TextTable(String... header) {
        rows.add(header);
    }

    void add(String... row) {
        rows.add(row);
    }

    @Override
    public String toString() {
        int columns = rows.getFirst().length;
        int[] width = new int[columns];
        for (String[] row : rows) {
            for (int c = 0; c < columns; c++) {
                width[c] = Math.max(width[c], row[c].length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (int r = 0; r < rows.size(); r++) {
            line(text, rows.get(r), width);
            if (r == 0) {
                String[] rule = new String[columns];
                Arrays.setAll(rule, c -> "-".repeat(width[c]));
                line(text, rule, width);
            }
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String[] row, int[] width) {
        for (int c = 0; c < row.length; c++) {
            text.append("| ").append(row[c]).append(" ".repeat(width[c] - row[c].length() + 1));
        }
        text.append("|\n");
    }
}
