package io.github.clockifymcp.tools.business;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.clockifymcp.clockify.ReportRows.Row;
import io.github.clockifymcp.clockify.ReportRows.Summary;
import io.github.clockifymcp.clockify.Reports.Group;
import io.github.clockifymcp.clockify.Reports.SummaryColumn;
import io.github.clockifymcp.mcp.tool.Columns;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.desk.Bars;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.reports.ReportDay;
import io.github.clockifymcp.tools.reports.Whose;
import io.github.clockifymcp.tools.time.DateRange;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Hours of everybody on each day, as a table.
///
/// @param days the columns
/// @param rows by name; those without any time are not in it
/// @param left how many people are left out, with all their time in the sums
record TeamHours(
        String range,
        List<LocalDate> days,
        @Columns List<HoursRow> rows,
        HoursRow total,
        int left,
        @JsonIgnore String told)
        implements Told {
    private static final int MOST_DAYS = 31;
    private static final int MOST_ROWS = 60;

    TeamHours {
        days = List.copyOf(days);
        rows = List.copyOf(rows);
    }

    /// @param seconds of each day
    record HoursRow(String name, List<Long> seconds, long totalSeconds) {
        HoursRow {
            seconds = List.copyOf(seconds);
        }

        private String line(Bars bars, Workplace ws) {
            StringBuilder line = new StringBuilder(Lines.one(name));
            for (long one : seconds) {
                line.append(" | ").append(one == 0 ? "–" : duration(one, ws));
            }
            line.append(" | ").append(duration(totalSeconds, ws));
            return line.append(bars.behind(totalSeconds)).toString();
        }
    }

    static TeamHours read(DateRange range, boolean chart, Workplace ws) {
        if (range.days() > MOST_DAYS) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "%s are more than %d days.".formatted(ws.text().range(range), MOST_DAYS),
                    "Ask for a month at a time; clockify_team_summary adds up longer ones.");
        }
        Whose everybody = Whose.of("everybody", ws);
        Summary report =
                ws.api()
                        .reports()
                        .summary(
                                everybody.within(range, ws),
                                List.of(Group.USER, Group.DATE),
                                SummaryColumn.GROUP);
        List<LocalDate> days = range.start().datesUntil(range.end()).toList();
        List<HoursRow> rows = new ArrayList<>();
        for (Row person : report.groupOne()) {
            rows.add(row(person, days));
        }
        rows.sort(Comparator.comparing(row -> row.name().toLowerCase(Locale.ROOT)));
        List<HoursRow> shown = rows.subList(0, Math.min(rows.size(), MOST_ROWS));
        HoursRow total = total(rows, days);
        int left = rows.size() - shown.size();
        return new TeamHours(
                ws.text().range(range),
                days,
                shown,
                total,
                left,
                told(range, everybody, days, shown, total, left, chart, ws));
    }

    private static HoursRow row(Row person, List<LocalDate> days) {
        long[] seconds = new long[days.size()];
        for (Row day : person.children()) {
            int at = days.indexOf(ReportDay.of(day.id(), day.name()));
            if (at >= 0) {
                seconds[at] += day.seconds();
            }
        }
        String name = person.name().isBlank() ? String.valueOf(person.id()) : person.name();
        return new HoursRow(name, Arrays.stream(seconds).boxed().toList(), sum(seconds));
    }

    private static HoursRow total(List<HoursRow> rows, List<LocalDate> days) {
        long[] seconds = new long[days.size()];
        for (HoursRow row : rows) {
            for (int day = 0; day < seconds.length; day++) {
                seconds[day] += row.seconds().get(day);
            }
        }
        return new HoursRow("all", Arrays.stream(seconds).boxed().toList(), sum(seconds));
    }

    private static long sum(long[] seconds) {
        return Arrays.stream(seconds).sum();
    }

    private static String told(
            DateRange range,
            Whose everybody,
            List<LocalDate> days,
            List<HoursRow> rows,
            HoursRow total,
            int left,
            boolean chart,
            Workplace ws) {
        List<String> lines = new ArrayList<>();
        if (rows.isEmpty()) {
            lines.add("%s: nobody has time in it.".formatted(ws.text().range(range)));
        } else {
            lines.add("%s, hours:".formatted(ws.text().range(range)));
            StringBuilder head = new StringBuilder("person");
            // The weekday and the day of the month; the months are in the line above.
            for (LocalDate day : days) {
                String[] words = ws.text().day(day).split(" ", -1);
                head.append(" | ").append(words[0]).append(' ').append(words[1]);
            }
            lines.add(head.append(" | all").toString());
            Bars bars = Bars.of(chart, rows, HoursRow::totalSeconds);
            rows.forEach(row -> lines.add(row.line(bars, ws)));
            if (left > 0) {
                lines.add("and %d more".formatted(left));
            }
            lines.add(total.line(Bars.NONE, ws));
            lines.add("Who has no time in it is not listed.");
        }
        lines.addAll(everybody.notes(range, ws));
        return String.join("\n", lines);
    }

    private static String duration(long seconds, Workplace ws) {
        return ws.text().duration(Duration.ofSeconds(seconds));
    }
}
