package io.github.clockifymcp.tools.reports;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.clockifymcp.clockify.ReportRows.Day;
import io.github.clockifymcp.clockify.ReportRows.Row;
import io.github.clockifymcp.clockify.ReportRows.Weekly;
import io.github.clockifymcp.clockify.Reports.WeekGroup;
import io.github.clockifymcp.mcp.tool.Columns;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.time.DateRange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A week as a table.
///
/// @param days the seven of them
/// @param rows the longest first
/// @param total of all rows
record WeekTable(
        String week,
        String whose,
        List<LocalDate> days,
        @Columns List<TableRow> rows,
        TableRow total,
        @JsonIgnore String told)
        implements Told {
    private static final int MOST_ROWS = 100;

    /// @param seconds of each day
    record TableRow(@Nullable String id, String name, List<Long> seconds, long totalSeconds) {
        TableRow {
            seconds = List.copyOf(seconds);
        }

        private String line() {
            return "%s | %s | %s"
                    .formatted(
                            name,
                            seconds.stream().map(TableRow::cell).collect(Collectors.joining(" | ")),
                            cell(totalSeconds));
        }

        private static String cell(long seconds) {
            return seconds == 0 ? "–" : SummaryReport.duration(seconds);
        }
    }

    WeekTable {
        days = List.copyOf(days);
        rows = List.copyOf(rows);
    }

    static WeekTable of(DateRange week, WeekGroup by, Whose whose, Weekly report, Workplace ws) {
        List<LocalDate> days = week.start().datesUntil(week.end()).toList();
        Lines.Shared shared =
                Lines.shared(report.groupOne().stream().map(Row::name).map(Lines::one).toList());
        List<TableRow> rows = new ArrayList<>();
        for (Row row : report.groupOne()) {
            rows.add(row(row.id(), name(row, by, shared), row.days(), days));
        }
        rows.sort(
                Comparator.comparingLong((TableRow row) -> -row.totalSeconds())
                        .thenComparing(TableRow::name));
        TableRow total = row(null, "all", report.totalsByDay(), days);
        List<String> lines = new ArrayList<>();
        lines.add("%s, %s:".formatted(ws.text().range(week), whose.name()));
        if (rows.isEmpty()) {
            lines.add("no entries");
        } else {
            lines.add(
                    "%s | %s | all"
                            .formatted(
                                    by.name().toLowerCase(Locale.ROOT),
                                    days.stream()
                                            .map(day -> ws.text().day(day).substring(0, 3))
                                            .collect(Collectors.joining(" | "))));
            rows.stream().limit(MOST_ROWS).forEach(row -> lines.add(row.line()));
            if (rows.size() > MOST_ROWS) {
                lines.add("and %d more, which are in the sums".formatted(rows.size() - MOST_ROWS));
            }
            lines.add(total.line());
        }
        lines.addAll(whose.notes(week, ws));
        return new WeekTable(
                ws.text().range(week), whose.name(), days, rows, total, String.join("\n", lines));
    }

    private static String name(Row row, WeekGroup by, Lines.Shared shared) {
        if (row.id() == null) {
            return "no " + by.name().toLowerCase(Locale.ROOT);
        }
        String name = Lines.one(row.name().isBlank() ? row.id() : row.name());
        return shared.has(name) && row.clientName() != null
                ? name + " for " + Lines.one(row.clientName())
                : name;
    }

    private static TableRow row(
            @Nullable String id, String name, List<Day> given, List<LocalDate> days) {
        Map<LocalDate, Long> byDay = new HashMap<>();
        given.forEach(day -> byDay.merge(ReportDay.of(day.date()), day.seconds(), Long::sum));
        List<Long> seconds = days.stream().map(day -> byDay.getOrDefault(day, 0L)).toList();
        return new TableRow(id, name, seconds, seconds.stream().mapToLong(Long::longValue).sum());
    }
}
