package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// When people came and went, one row for each person and day with time on it. Its range is of
/// whole days, and it has no money.
final class AttendanceReport {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    /// What a person is expected to work on a working day.
    private static final long CAPACITY_SECONDS = 7 * 3_600;

    private static final Set<String> COLUMNS =
            Set.of(
                    "USER",
                    "DATE",
                    "START",
                    "END",
                    "BREAK",
                    "WORK",
                    "CAPACITY",
                    "OVERTIME",
                    "TIME_OFF");
    private static final Map<String, ToLongFunction<Row>> FILTERS =
            Map.of(
                    "startFilters", row -> row.start().toSecondOfDay(),
                    "endFilters", row -> row.end() == null ? 0 : row.end().toSecondOfDay(),
                    "breakFilters", Row::rest,
                    "workFilters", Row::work,
                    "capacityFilters", Row::capacity,
                    "overtimeFilters", Row::overtime);

    private AttendanceReport() {}

    /// A person's day; lengths are in seconds.
    ///
    /// @param end null while the only entry runs
    private record Row(
            Account who,
            LocalDate day,
            LocalTime start,
            @Nullable LocalTime end,
            long rest,
            long work,
            long off,
            long capacity,
            boolean running) {

        long overtime() {
            return Math.max(0, work - capacity);
        }

        ObjectNode json() {
            return Json.object()
                    .put("userId", who.id())
                    .put("userName", who.name())
                    .put("imageUrl", "")
                    .put("date", day.toString())
                    .put("startTime", CLOCK.format(start))
                    .put("endTime", end == null ? null : CLOCK.format(end))
                    .put("break", rest)
                    .put("totalDuration", work)
                    .put("capacity", capacity)
                    .put("overtime", overtime())
                    .put("remainingCapacity", Math.max(0, capacity - work))
                    .put("timeOff", off)
                    .put("hasRunningEntry", running);
        }
    }

    static Answer answer(Call call) {
        call.needs("ATTENDANCE_REPORT");
        ReportQuery query = new ReportQuery(call, "attendanceFilter");
        if (!query.isAligned()) {
            throw ApiError.rule(
                    "Date range must start at the start of a day and end at the end of a day");
        }
        List<Row> rows = rows(query).stream().filter(row -> fits(query.own(), row)).toList();
        Comparator<Row> order = order(query.own());
        List<Row> sorted =
                rows.stream().sorted(query.descending(false) ? order.reversed() : order).toList();
        ObjectNode json = Json.object();
        json.set("entities", Pages.array(ReportRoutes.page(query, sorted), Row::json));
        json.putObject("totals")
                .put("totalDuration", rows.stream().mapToLong(Row::work).sum())
                .put("break", rows.stream().mapToLong(Row::rest).sum())
                .put("overtime", rows.stream().mapToLong(Row::overtime).sum())
                .put("entriesCount", rows.size());
        return ReportSheets.answer(query, "Attendance", Answer.ok(json));
    }

    private static List<Row> rows(ReportQuery query) {
        Map<String, List<TimeEntry>> days =
                query.entries()
                        .collect(
                                Collectors.groupingBy(
                                        entry -> day(entry, query.clock()) + entry.userId(),
                                        TreeMap::new,
                                        Collectors.toList()));
        return days.values().stream().map(entries -> row(query, entries)).toList();
    }

    private static Row row(ReportQuery query, List<TimeEntry> entries) {
        LocalDate day = day(entries.getFirst(), query.clock());
        boolean works =
                query.call()
                        .workspace()
                        .settings()
                        .path("workingDays")
                        .toString()
                        .contains(day.getDayOfWeek().name());
        return new Row(
                query.call().company().account(entries.getFirst().userId()),
                day,
                entries.stream()
                        .map(entry -> time(entry.start(), query.clock()))
                        .min(Comparator.naturalOrder())
                        .orElseThrow(),
                entries.stream()
                        .map(TimeEntry::end)
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .map(end -> time(end, query.clock()))
                        .orElse(null),
                seconds(entries, Set.of("BREAK")),
                seconds(entries, Set.of("REGULAR")),
                seconds(entries, Set.of("TIME_OFF", "HOLIDAY")),
                works ? CAPACITY_SECONDS : 0,
                entries.stream().anyMatch(TimeEntry::isRunning));
    }

    private static long seconds(List<TimeEntry> entries, Set<String> types) {
        return entries.stream()
                .filter(entry -> types.contains(entry.type()))
                .mapToLong(entry -> entry.spent().toSeconds())
                .sum();
    }

    private static LocalDate day(TimeEntry entry, ZoneId zone) {
        return LocalDate.ofInstant(entry.start(), zone);
    }

    private static LocalTime time(Instant instant, ZoneId zone) {
        return LocalTime.ofInstant(instant, zone).truncatedTo(ChronoUnit.SECONDS);
    }

    private static Comparator<Row> order(Body own) {
        Comparator<Row> byDate = Comparator.comparing(Row::day);
        Comparator<Row> byUser =
                Comparator.comparing(row -> row.who().name().toLowerCase(Locale.ROOT));
        return switch (own.word("sortColumn", COLUMNS).orElse("DATE")) {
            case "USER" -> byUser.thenComparing(byDate);
            case "START" -> Comparator.comparing(Row::start);
            case "END" ->
                    Comparator.comparing(Row::end, Comparator.nullsLast(Comparator.naturalOrder()));
            case "BREAK" -> Comparator.comparingLong(Row::rest);
            case "WORK" -> Comparator.comparingLong(Row::work);
            case "CAPACITY" -> Comparator.comparingLong(Row::capacity);
            case "OVERTIME" -> Comparator.comparingLong(Row::overtime);
            case "TIME_OFF" -> Comparator.comparingLong(Row::off);
            default -> byDate.thenComparing(byUser);
        };
    }

    private static boolean fits(Body own, Row row) {
        boolean lengths =
                FILTERS.entrySet().stream()
                        .allMatch(filter ->
                                own.objects(filter.getKey()).stream()
                                        .allMatch(one ->
                                                fits(one, filter.getValue().applyAsLong(row))));
        return lengths
                && own.flag("hasTimeOff").filter(wanted -> wanted != row.off() > 0).isEmpty();
    }

    private static boolean fits(Body filter, long seconds) {
        long value = seconds(filter.required("value"));
        return switch (filter.word(
                        "filtrationType", Set.of("EXACTLY", "LARGER_THAN", "SMALLER_THAN"))
                .orElseThrow(() -> ApiError.rule("must not be null"))) {
            case "LARGER_THAN" -> seconds > value;
            case "SMALLER_THAN" -> seconds < value;
            default -> seconds == value;
        };
    }

    /// `07:30`, or hours times a hundred: 750.
    private static long seconds(String value) {
        if (value.matches("\\d{1,2}:[0-5]\\d")) {
            String[] parts = value.split(":", -1);
            return Long.parseLong(parts[0]) * 3_600 + Long.parseLong(parts[1]) * 60;
        }
        if (!value.matches("\\d{1,6}")) {
            throw ApiError.field("value", "Invalid value.");
        }
        return Long.parseLong(value) * 36;
    }
}
