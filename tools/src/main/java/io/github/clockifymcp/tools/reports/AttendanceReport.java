package io.github.clockifymcp.tools.reports;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.Paging;
import io.github.clockifymcp.clockify.ReportRows.Attendance;
import io.github.clockifymcp.mcp.tool.Columns;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.time.DateRange;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// When people began and ended, day by day.
///
/// @param more whether there may be more: Clockify does not count
record AttendanceReport(
        String range,
        String whose,
        @Columns List<PersonDay> days,
        int page,
        boolean more,
        @JsonIgnore String told)
        implements Told {

    /// @param start such as `09:00`; null where Clockify does not say
    /// @param end null while the only entry runs
    /// @param capacitySeconds how long a working day is
    record PersonDay(
            LocalDate day,
            String user,
            @Nullable String start,
            @Nullable String end,
            long workSeconds,
            long breakSeconds,
            long overtimeSeconds,
            long timeOffSeconds,
            long capacitySeconds,
            boolean running) {

        static PersonDay of(Attendance day, ZoneId zone) {
            return new PersonDay(
                    ReportDay.of(day.date()),
                    Lines.one(Objects.requireNonNullElse(day.userName(), "?")),
                    clock(day.startTime(), zone),
                    clock(day.endTime(), zone),
                    day.workSeconds(),
                    day.breakSeconds(),
                    day.overtimeSeconds(),
                    day.timeOffSeconds(),
                    day.capacitySeconds(),
                    day.hasRunningEntry());
        }

        private String line() {
            StringBuilder line = new StringBuilder(user);
            if (start != null || end != null) {
                line.append(" %s–%s".formatted(shown(start), running ? "running" : shown(end)));
            }
            line.append(", worked ").append(SummaryReport.duration(workSeconds));
            if (capacitySeconds > 0) {
                line.append(" of ").append(SummaryReport.duration(capacitySeconds));
            }
            say(line, "break", breakSeconds);
            say(line, "overtime", overtimeSeconds);
            say(line, "time off", timeOffSeconds);
            return line.toString();
        }

        private static String shown(@Nullable String clock) {
            return clock == null ? "?" : clock;
        }

        private static void say(StringBuilder line, String what, long seconds) {
            if (seconds > 0) {
                line.append(", %s %s".formatted(what, SummaryReport.duration(seconds)));
            }
        }
    }

    AttendanceReport {
        days = List.copyOf(days);
    }

    static AttendanceReport of(
            DateRange range, Whose whose, Page<Attendance> found, Paging paging, Workplace ws) {
        List<PersonDay> days =
                found.items().stream().map(day -> PersonDay.of(day, ws.account().zone())).toList();
        Map<LocalDate, List<PersonDay>> byDay = new TreeMap<>();
        days.forEach(day -> byDay.computeIfAbsent(day.day(), d -> new ArrayList<>()).add(day));
        List<String> lines = new ArrayList<>();
        lines.add("%s, %s:".formatted(ws.text().range(range), whose.name()));
        byDay.forEach((day, people) -> {
            lines.add(ws.text().day(day));
            people.forEach(person -> lines.add(person.line()));
        });
        if (days.isEmpty()) {
            lines.add(
                    paging.page() == 1
                            ? "nobody has time in it"
                            : "Page %d is empty.".formatted(paging.page()));
        }
        if (found.more()) {
            lines.add("Page %d may have more.".formatted(paging.page() + 1));
        }
        if (whose.note() != null) {
            lines.add(whose.note());
        }
        return new AttendanceReport(
                ws.text().range(range),
                whose.name(),
                days,
                paging.page(),
                found.more(),
                String.join("\n", lines));
    }

    /// `09:00` of a clock's reading or of an instant.
    private static @Nullable String clock(@Nullable String text, ZoneId zone) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            String reading =
                    text.contains("T")
                            ? OffsetDateTime.parse(text)
                                    .atZoneSameInstant(zone)
                                    .toLocalTime()
                                    .toString()
                            : text;
            return Lines.beginning(reading.length() > 5 ? reading.substring(0, 5) : reading, 5);
        } catch (DateTimeException unknownForm) {
            return Lines.beginning(text, 40);
        }
    }
}
