package io.github.clockifymcp.bench;

import java.util.ArrayList;
import java.util.List;

/// The table that a run writes. A figure beyond its budget is marked, so that nobody has to
/// compare.
final class Table {
    private final List<String> rows = new ArrayList<>();

    Table() {
        rows.add("| what | measured | budget |");
        rows.add("| --- | --- | --- |");
    }

    /// Something that has no budget.
    void row(String what, String measured) {
        row(what, measured, "");
    }

    /// Something that only needs a word beside it.
    void row(String what, String measured, String remark) {
        rows.add("| %s | %s | %s |".formatted(what, measured, remark));
    }

    /// Something with a budget.
    ///
    /// @param met whether the figure is within it
    void row(String what, String measured, String budget, boolean met) {
        row(what, measured, budget + (met ? "" : " **missed**"));
    }

    @Override
    public String toString() {
        return String.join("\n", rows);
    }
}
