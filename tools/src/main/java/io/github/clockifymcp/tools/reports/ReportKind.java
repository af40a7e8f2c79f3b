package io.github.clockifymcp.tools.reports;

import java.util.Locale;

/// The reports that there are files of.
enum ReportKind {
    SUMMARY,
    DETAILED,
    WEEKLY,
    ATTENDANCE,
    EXPENSES;

    /// `summary report`
    String said() {
        return name().toLowerCase(Locale.ROOT) + " report";
    }
}
