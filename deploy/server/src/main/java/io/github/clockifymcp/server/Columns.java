package io.github.clockifymcp.server;

import java.util.ArrayList;
import java.util.List;

/// Rows with their cells below each other.
final class Columns {
    private static final int GAP = 2;

    private final List<List<String>> rows = new ArrayList<>();

    /// One more row, with as many cells as the first.
    Columns row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /// The rows as lines.
    List<String> lines() {
        int[] widths = new int[rows.isEmpty() ? 0 : rows.getFirst().size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(row.get(i)).repeat(' ', widths[i] - row.get(i).length() + GAP);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}
