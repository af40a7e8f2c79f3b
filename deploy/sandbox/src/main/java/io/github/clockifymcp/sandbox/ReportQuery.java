package io.github.clockifymcp.sandbox;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What every report is asked with: which days, by whose clock. Its bounds are readings of a clock
/// in the zone that the body names, else in the account's; an offset does not select the window.
final class ReportQuery {

    private static final Set<String> EXPORTS =
            Set.of("JSON", "JSON_V1", "PDF", "CSV", "XLSX", "ZIP");
    private static final Set<String> RANGES =
            Set.of(
                    "ABSOLUTE",
                    "TODAY",
                    "YESTERDAY",
                    "THIS_WEEK",
                    "LAST_WEEK",
                    "PAST_TWO_WEEKS",
                    "THIS_MONTH",
                    "LAST_MONTH",
                    "THIS_YEAR",
                    "LAST_YEAR");
    private static final List<String> KINDS =
            List.of(
                    "summaryFilter",
                    "detailedFilter",
                    "weeklyFilter",
                    "attendanceFilter",
                    "expenseFilter");

    private final Call call;
    private final Body body;
    private final Body own;
    private final ZoneId zone;
    private final LocalDateTime start;
    private final LocalDateTime end;
    private final @Nullable SheetFile file;

    /// One entry of a report.
    ///
    /// @param seconds how long it counts
    /// @param day the day it belongs to, by the report's clock
    record Time(TimeEntry entry, long seconds, LocalDate day) {}

    /// @param kind the filter that this kind of report needs, and beside which no other may stand
    ReportQuery(Call call, String kind) {
        this(call, own(call.body(), kind));
    }

    /// A report whose filter is the body itself.
    static ReportQuery flat(Call call) {
        return new ReportQuery(call, call.body());
    }

    private static Body own(Body body, String kind) {
        List<String> given = KINDS.stream().filter(body::has).toList();
        if (!given.contains(kind)) {
            throw ApiError.rule("must not be null");
        }
        if (given.size() > 1) {
            throw ApiError.rule("Only one report filter is allowed");
        }
        return body.object(kind).orElseThrow(() -> ApiError.rule("must not be null"));
    }

    private ReportQuery(Call call, Body own) {
        this.call = call;
        this.body = call.body();
        this.own = own;
        this.zone = zone();
        this.start = reading("dateRangeStart");
        this.end = reading("dateRangeEnd");
        if (end.isBefore(start)) {
            throw ApiError.rule("End date must be after start date");
        }
        body.word("dateRangeType", RANGES);
        this.file = asFile();
        checkPlan();
    }

    private @Nullable SheetFile asFile() {
        String export = body.word("exportType", EXPORTS).orElse("JSON");
        if (export.equals("ZIP")) {
            throw ApiError.rule("The sandbox writes no reports as ZIP");
        }
        return export.startsWith("JSON") ? null : SheetFile.valueOf(export);
    }

    /// The file that is asked for instead of JSON.
    Optional<SheetFile> file() {
        return Optional.ofNullable(file);
    }

    private ZoneId zone() {
        try {
            return body.id("timeZone").map(ZoneId::of).orElse(call.zone());
        } catch (DateTimeException e) {
            throw ApiError.field("timeZone", "Unknown time zone.");
        }
    }

    private LocalDateTime reading(String field) {
        String text = body.required(field);
        try {
            return text.matches(".*T.*(Z|[+-]\\d\\d:?\\d\\d)")
                    ? LocalDateTime.ofInstant(
                            OffsetDateTime.parse(text).toInstant(), ZoneOffset.UTC)
                    : LocalDateTime.parse(text);
        } catch (DateTimeException e) {
            throw ApiError.field(field, "Invalid date format.");
        }
    }

    /// The free plan reports over a month and others over a year; features say which it is.
    private void checkPlan() {
        State workspace = call.workspace();
        if (workspace.has("UNLIMITED_REPORTS")) {
            return;
        }
        int most = workspace.has("ONE_YEAR_RANGE_REPORTS") ? 366 : 31;
        if (days() > most) {
            throw ApiError.rule("Date range too large");
        }
    }

    /// How many days it is about; an end at midnight is that of the day before.
    long days() {
        long nights = ChronoUnit.DAYS.between(firstDay(), end.toLocalDate());
        return end.toLocalTime().equals(LocalTime.MIDNIGHT) ? nights : nights + 1;
    }

    /// Whether a day is among those it is about.
    boolean covers(LocalDate day) {
        return !day.isBefore(firstDay()) && day.isBefore(firstDay().plusDays(days()));
    }

    LocalDate firstDay() {
        return start.toLocalDate();
    }

    /// Whether it is from the start of a day to the end of one.
    boolean isAligned() {
        return start.toLocalTime().equals(LocalTime.MIDNIGHT)
                && !end.toLocalTime().isBefore(LocalTime.of(23, 59, 59));
    }

    Call call() {
        return call;
    }

    /// The whole body.
    Body body() {
        return body;
    }

    /// The part of the body for this kind of report.
    Body own() {
        return own;
    }

    ZoneId clock() {
        return zone;
    }

    DayOfWeek weekStart() {
        List<String> days = Stream.of(DayOfWeek.values()).map(DayOfWeek::name).toList();
        return body.word("weekStart", days)
                .map(DayOfWeek::valueOf)
                .orElse(call.account().weekStart());
    }

    boolean descending(boolean usual) {
        return body.word("sortOrder", Set.of("ASCENDING", "DESCENDING"))
                .map("DESCENDING"::equals)
                .orElse(usual);
    }

    /// The entries that fit and that the caller may see, the latest start first. What still runs is
    /// in no report.
    List<Time> times() {
        boolean rounding = body.flag("rounding").orElse(false);
        return entries()
                .filter(entry -> !entry.isRunning())
                .map(entry ->
                        new Time(
                                entry,
                                rounding ? rounded(entry) : entry.spent().toSeconds(),
                                LocalDate.ofInstant(entry.start(), zone)))
                .toList();
    }

    /// The same, and running timers.
    Stream<TimeEntry> entries() {
        Instant from = start.atZone(zone).toInstant();
        Instant to = end.atZone(zone).toInstant();
        ReportScope scope = new ReportScope(call, body);
        return call.workspace().members().all().stream()
                .flatMap(member -> call.workspace().entries().of(member.id()))
                .filter(entry -> !entry.start().isBefore(from) && entry.start().isBefore(to))
                .filter(scope::has);
    }

    /// As the workspace rounds: `Round to nearest`, `Round up to` or `Round down to` some minutes.
    private long rounded(TimeEntry entry) {
        var setting = call.workspace().settings().path("round");
        double step = setting.path("minutes").asInt(15) * 60.0;
        double steps = entry.spent().toSeconds() / step;
        String how = setting.path("round").asText();
        double whole =
                how.contains("up")
                        ? Math.ceil(steps)
                        : how.contains("down") ? Math.floor(steps) : Math.rint(steps);
        return Math.round(whole * step);
    }
}
