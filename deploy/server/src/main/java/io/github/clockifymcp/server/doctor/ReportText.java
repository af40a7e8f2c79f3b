package io.github.clockifymcp.server.doctor;

import io.github.clockifymcp.server.settings.Inventory;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/// A report for people.
public final class ReportText {
    private ReportText() {}

    /// Prints it.
    ///
    /// @param everySetting whether those that nobody has set are shown too
    public static void print(Report report, boolean everySetting, PrintStream out) {
        out.println(
                report.endpoint().isEmpty()
                        ? "clockify-mcp %s, profile %s"
                                .formatted(report.version(), report.profile())
                        : "clockify-mcp %s, looking at %s"
                                .formatted(report.version(), report.endpoint()));
        for (Section section : Section.values()) {
            List<Finding> findings =
                    report.findings().stream()
                            .filter(finding -> finding.symptom().section() == section)
                            .toList();
            boolean rows = section == Section.SETTINGS && !report.settings().isEmpty();
            if (findings.isEmpty() && !rows) {
                continue;
            }
            out.println();
            out.println(section.title());
            if (rows) {
                print(report.settings(), everySetting, out);
            }
            findings.forEach(finding -> print(finding, out));
        }
        out.println();
        out.println(end(report));
    }

    private static void print(List<Inventory.Item> items, boolean every, PrintStream out) {
        for (Inventory.Item item : items) {
            boolean given =
                    item.origin() != Inventory.Origin.STANDARD
                            && item.origin() != Inventory.Origin.EMPTY;
            if (given || every) {
                out.printf(
                        Locale.ROOT,
                        "  %-8s %s = %s (%s)%n",
                        item.accepted() ? "" : "refused",
                        item.setting().name(),
                        item.shown(),
                        item.origin().name().toLowerCase(Locale.ROOT));
            }
        }
    }

    private static void print(Finding finding, PrintStream out) {
        Symptom symptom = finding.symptom();
        out.printf(
                Locale.ROOT,
                "  %-8s %s [%s]%n",
                symptom.severity().label(),
                finding.what(),
                symptom.key());
        if (!finding.mend().isEmpty()) {
            out.println("           → " + finding.mend());
        }
    }

    private static String end(Report report) {
        long errors = report.count(Severity.ERROR);
        long warnings = report.count(Severity.WARNING);
        return switch (report.code()) {
            case Report.BROKEN -> "Something is in the way: " + counted(errors, "error") + ".";
            case Report.CARELESS ->
                    "It works, and is not as careful as asked for: %s."
                            .formatted(counted(warnings, "warning"));
            default ->
                    warnings == 0
                            ? "Nothing is in the way."
                            : "Nothing is in the way; %s.".formatted(counted(warnings, "warning"));
        };
    }

    private static String counted(long number, String what) {
        return "%d %s%s".formatted(number, what, number == 1 ? "" : "s");
    }
}
