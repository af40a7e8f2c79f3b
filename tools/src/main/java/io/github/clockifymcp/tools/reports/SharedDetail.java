package io.github.clockifymcp.tools.reports;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.clockifymcp.clockify.ReportRows.Row;
import io.github.clockifymcp.clockify.ReportRows.Totals;
import io.github.clockifymcp.clockify.SharedReports.Rendered;
import io.github.clockifymcp.clockify.SharedReports.SharedReport;
import io.github.clockifymcp.mcp.tool.Columns;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.tools.desk.Lines;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A shared report's numbers as of now, and who sees them.
///
/// @param start its first day, as Clockify keeps it; null where it does not say
/// @param seconds null where its kind has no such total
/// @param rows the longest first; the smallest may be left out
/// @param more how many rows are left out
record SharedDetail(
        SharedRow report,
        @Nullable String start,
        @Nullable String end,
        @Nullable Long seconds,
        int entries,
        List<Earned> earned,
        @Columns List<Part> rows,
        int more,
        @JsonIgnore String told)
        implements Told {
    private static final int MOST_ROWS = 20;
    private static final int DATE = 10;

    /// A row of it.
    record Part(String name, long seconds) {}

    SharedDetail {
        earned = List.copyOf(earned);
        rows = List.copyOf(rows);
    }

    static SharedDetail of(Rendered found) {
        SharedReport report = found.report();
        SharedRow row = SharedRow.of(report);
        String start = day(report.filter(), "dateRangeStart");
        String end = day(report.filter(), "dateRangeEnd");
        Totals total = found.totals().isEmpty() ? null : found.totals().getFirst();
        List<Earned> earned = total == null ? List.of() : Earned.of(total.amounts());
        List<Part> parts =
                found.rows().stream()
                        .sorted((one, other) -> Long.compare(other.seconds(), one.seconds()))
                        .limit(MOST_ROWS)
                        .map(SharedDetail::part)
                        .toList();
        int more = found.rows().size() - parts.size();
        List<String> lines = new ArrayList<>();
        lines.add(
                "%s | %s%s | %s | id %s"
                        .formatted(
                                row.name(),
                                row.kind(),
                                start == null || end == null
                                        ? ""
                                        : " %s to %s".formatted(start, end),
                                row.seen(),
                                row.id()));
        if (total == null) {
            lines.add(
                    found.entries() > 0
                            ? "%d rows on its first page".formatted(found.entries())
                            : "nothing is in it now");
        } else {
            lines.add(
                    "%s in %d %s%s"
                            .formatted(
                                    SummaryReport.duration(total.seconds()),
                                    total.entriesCount(),
                                    total.entriesCount() == 1 ? "entry" : "entries",
                                    earned.isEmpty() ? "" : ", " + Earned.told(earned)));
        }
        parts.forEach(
                part -> lines.add(part.name() + ": " + SummaryReport.duration(part.seconds())));
        if (more > 0) {
            lines.add("and %d smaller rows".formatted(more));
        }
        if (row.link() != null) {
            lines.add("link: " + Lines.one(row.link()));
        }
        return new SharedDetail(
                row,
                start,
                end,
                total == null ? null : total.seconds(),
                total == null ? found.entries() : total.entriesCount(),
                earned,
                parts,
                more,
                String.join("\n", lines));
    }

    private static Part part(Row row) {
        return new Part(row.name().isBlank() ? "(no name)" : Lines.one(row.name()), row.seconds());
    }

    private static @Nullable String day(JsonNode filter, String bound) {
        String text = filter.path(bound).asText("");
        return text.length() < DATE ? null : text.substring(0, DATE);
    }
}
